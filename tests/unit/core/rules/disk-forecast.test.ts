import { describe, expect, it } from 'vitest'
import type { ForecastView } from '../../../../src/shared/model'
import { emptyRecord } from '../../../../src/core/forecast/record'
import rule from '../../../../src/core/rules/disk-forecast'
import { ruleContext } from '../world'

const view = (kind: ForecastView['kind'], target: string, alert: boolean, extra: Partial<ForecastView> = {}): ForecastView => ({
  series: `${kind}:${target}`, kind, target, alert, hours: 9.5, between: { low: 6, high: 14 }, value: 71.6, record: emptyRecord(), ...extra,
})
const evaluate = (forecasts: ForecastView[]) => rule.evaluate({ ...ruleContext(), forecasts, components: [], openIncident: () => undefined })

describe('the disk forecast', () => {
  it('within a day is a failure, with the time and the next step', () => {
    expect(evaluate([view('disk-24', '/', true), view('disk-72', '/', true)])).toEqual([
      {
        target: '/',
        severity: 'fail',
        title: 'Disk / will be full in about 9 h 30 min',
        message: 'It is 71 % full, and grows so that it will be full in about 9 h 30 min, probably between 6 h and 14 h from now.',
        hint: 'Find what grows on /, and free space before then.',
        code: 'disk_usage',
      },
    ])
  })

  it.each<[string, ForecastView[], [string, string][]]>([
    ['within three days is a warning', [view('disk-24', '/', false), view('disk-72', '/', true, { hours: 60 })], [['/', 'warning']]],
    ['none, where none is due', [view('disk-24', '/', false), view('disk-72', '/', false)], []],
    ['one for each disk', [view('disk-24', '/', true), view('disk-72', '/data', true)], [['/', 'fail'], ['/data', 'warning']]],
    ['a slow provider is no disk', [view('latency', 'notion', true)], []],
  ])('%s', (_name, forecasts, found) => {
    expect(evaluate(forecasts).map(({ target, severity }) => [target, severity])).toEqual(found)
  })

  it.each<[string, Partial<ForecastView['record']>, string | null]>([
    ['nothing of itself before it has been judged once', { claims: 1, since: 5 }, null],
    ['how often it was right', { claims: 4, hits: 3 }, 'came true 3 of 4 times'],
    ['leaving out the claim that stands', { claims: 4, hits: 3, since: 5 }, 'came true 3 of 3 times'],
  ])('says %s', (_name, record, words) => {
    const [finding] = evaluate([view('disk-24', '/', true, { record: { ...emptyRecord(), ...record } })])
    if (words === null) expect(finding!.message).not.toContain('came true')
    else expect(finding!.message).toContain(words)
  })

  it('says no interval where there is none', () => {
    expect(evaluate([view('disk-24', '/', true, { between: null })])[0]!.message).toBe('It is 71 % full, and grows so that it will be full in about 9 h 30 min.')
  })

  it('hangs on the disk component', () => {
    expect(rule.componentOf('/data')).toBe('disk_ok')
  })
})
