import { describe, expect, it } from 'vitest'
import { emptyRecord } from '../../../../src/core/forecast/record'
import rule from '../../../../src/core/rules/anomaly'
import type { ForecastView, Status } from '../../../../src/shared/model'
import { componentOf, ruleContext, settingsWith } from '../world'

const settings = settingsWith({ checks: { list: [{ id: 'job-log', kind: 'log-growing', title: 'Job log', enabled: true, everySeconds: null, watchValue: true, settings: { path: '/var/log/job.log' } }] } })
const series = (extra: Partial<ForecastView> = {}): ForecastView => ({ series: 'anomaly:job-log', kind: 'anomaly', target: 'job-log', alert: true, hours: null, between: null, value: 90e6, record: emptyRecord(), ...extra })
const evaluate = (forecast: ForecastView, judged: Status = 'ok') => rule.evaluate({ ...ruleContext(settings), forecasts: [forecast], components: [componentOf(forecast.target, judged)], openIncident: () => undefined })

describe('an unusual value', () => {
  it('is a warning with the value in its unit', () => {
    expect(evaluate(series())).toEqual([
      {
        target: 'job-log', severity: 'warning', title: 'Job log: an unusual value', message: 'Job log showed 90.0 MB, which is far from what it usually shows.',
        hint: 'If this is how it is from now on, nothing is to be done: it will soon count as usual.', code: null,
      },
    ])
    expect(rule.componentOf('job-log')).toBe('job-log')
  })

  it.each<[string, Partial<ForecastView>, Status]>([
    ['it is usual', { alert: false }, 'ok'],
    ['another forecaster speaks', { kind: 'latency' }, 'ok'],
    ['the check fails, which another rule tells', {}, 'fail'],
    ['nothing is known of it', {}, 'unknown'],
  ])('is none where %s', (_name, extra, judged) => {
    expect(evaluate(series(extra), judged)).toEqual([])
  })
})
