import { describe, expect, it } from 'vitest'
import { lineTime } from '../../../../src/core/logs/line-time'

const at = Date.UTC(2026, 10, 23, 8)

describe('when a line was written', () => {
  const cases: [string, string, number | null][] = [
    ['ts', '{"ts":"2026-11-23T08:00:00Z","event":"tick"}', at],
    ['without a zone it is UTC', '{"timestamp": "2026-11-23T08:00:00"}', at],
    ['epoch seconds', '{"created":1795420800,"model":"gpt-5"}', at],
    ['epoch ms', '{"time":1795420800000}', at],
    ['at the far end of a long line', `{"message":"${'x'.repeat(5000)}","timestamp":"2026-11-23T08:00:00Z"}`, at],
    ['a field that only sounds like it is passed over', '{"date":"2026 or later","ts":"2026-11-23T08:00:00Z"}', at],
    ['plain text', '2026-11-23 08:00:00 started', at],
    ['in brackets, with a comma and an offset', '[2026-11-23 09:00:00,000 +01:00] started', at],
    ['none', '{"event":"tick"}', null],
    ['plain text without', 'started at 2026-11-23 08:00', null],
  ]
  it.each(cases)('%s', (_name, line, expected) => {
    expect(lineTime(line)).toBe(expected)
  })
})
