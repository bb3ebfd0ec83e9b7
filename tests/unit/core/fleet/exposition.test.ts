import { describe, expect, it } from 'vitest'
import { escaped, exposition } from '../../../../src/core/fleet/exposition'

describe('figures as OpenMetrics text', () => {
  it('a family has its help, type and unit once, then its figures, then the end', () => {
    const text = exposition([{ name: 'echopilot_age_seconds', help: 'An age.', unit: 'seconds', figures: [{ labels: { agent: 'a' }, value: '1.5' }, { labels: {}, value: '2' }] }])
    expect(text.split('\n')).toEqual(['# HELP echopilot_age_seconds An age.', '# TYPE echopilot_age_seconds gauge', '# UNIT echopilot_age_seconds seconds', 'echopilot_age_seconds{agent="a"} 1.5', 'echopilot_age_seconds 2', '# EOF', ''])
  })

  it('a family without figures is left out', () => {
    expect(exposition([{ name: 'none', help: 'None.', figures: [] }])).toBe('# EOF\n')
  })

  it.each([
    ['plain', 'plain'],
    ['a "quoted" one', 'a \\"quoted\\" one'],
    ['back\\slash', 'back\\\\slash'],
    ['two\nlines', 'two\\nlines'],
  ])('%j is escaped', (text, expected) => expect(escaped(text)).toBe(expected))
})
