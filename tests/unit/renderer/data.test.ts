import { describe, expect, it } from 'vitest'
import { differenceRows, shortened } from '../../../src/renderer/features/settings/data/difference-rows'

describe('what a settings file would change', () => {
  it('is a row each, saying what becomes of the setting', () => {
    expect(
      differenceRows([
        { place: 'costs.monthlyBudgetUsd', before: '20', after: '30' },
        { place: 'watch.logDir', before: null, after: '/var/log' },
        { place: 'api.port', before: '5000', after: null },
      ]),
    ).toEqual([
      { place: 'costs.monthlyBudgetUsd', before: '20', after: '30', effect: 'changed' },
      { place: 'watch.logDir', before: '–', after: '/var/log', effect: 'added' },
      { place: 'api.port', before: '5000', after: '–', effect: 'removed' },
    ])
  })
  it('is one row for a check that comes or goes as a whole, and one a field for one that changes', () => {
    const check = (id: string, before: string | null, after: string | null) =>
      ['kind', 'title', 'settings.url'].map((field) => ({ place: `checks.${id}.${field}`, before: before && JSON.stringify(`${before} ${field}`), after: after && JSON.stringify(`${after} ${field}`) }))
    expect(differenceRows([...check('new', null, 'New'), ...check('old', 'Old', null), ...check('same', 'Was', 'Is')])).toEqual([
      { place: 'checks.new', before: '–', after: 'New title', effect: 'added' },
      { place: 'checks.old', before: 'Old title', after: '–', effect: 'removed' },
      { place: 'checks.same.kind', before: 'Was kind', after: 'Is kind', effect: 'changed' },
      { place: 'checks.same.title', before: 'Was title', after: 'Is title', effect: 'changed' },
      { place: 'checks.same.settings.url', before: 'Was settings.url', after: 'Is settings.url', effect: 'changed' },
    ])
    expect(differenceRows([{ place: 'checks.list', before: '["a","b"]', after: '["b","a"]' }])).toHaveLength(1)
  })
  it.each([
    ['null', '–'],
    ['true', 'on'],
    ['false', 'off'],
    ['"/var/log"', '/var/log'],
    ['""', 'empty'],
    ['"say \\"hi\\""', '"say \\"hi\\""'],
    ['{"host":"db"}', '{"host":"db"}'],
    ['300', '300'],
  ])('writes %s as people do', (json, words) => {
    expect(differenceRows([{ place: 'x', before: json, after: json }])[0]).toMatchObject({ before: words, after: words })
  })
  it('shows no more of a value than anyone reads', () => {
    expect(shortened('short')).toBe('short')
    expect(shortened('x'.repeat(500))).toHaveLength(160)
  })
})
