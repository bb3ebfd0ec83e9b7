import { describe, expect, it } from 'vitest'
import type { ForecastView, Status } from '../../../../src/shared/model'
import { emptyRecord } from '../../../../src/core/forecast/record'
import rule from '../../../../src/core/rules/latency'
import { componentOf, ruleContext } from '../world'

const view = (alert: boolean, extra: Partial<ForecastView> = {}): ForecastView => ({ series: 'latency:notion', kind: 'latency', target: 'notion', alert, hours: null, between: null, value: 1834, record: emptyRecord(), ...extra })
const evaluate = (forecasts: ForecastView[], judged: Status = 'ok') => rule.evaluate({ ...ruleContext(), forecasts, components: [componentOf('notion', judged)], openIncident: () => undefined })

describe('latency', () => {
  it('much above what is usual is a warning that names it', () => {
    expect(evaluate([view(true)])).toEqual([
      {
        target: 'notion',
        severity: 'warning',
        title: 'Notion answers slowly',
        message: 'Notion answers much slower than it is used to: 1.8 s at the last look.',
        hint: 'Nothing to do by now; if it lasts, look at the provider’s status page and this network.',
        code: null,
      },
    ])
  })

  it.each<[string, ForecastView[], Status]>([
    ['as usual', [view(false)], 'ok'],
    ['of one that doesn’t answer at all: that is said elsewhere', [view(true)], 'fail'],
    ['of one that can’t be looked at', [view(true)], 'unknown'],
    ['of a disk', [view(true, { kind: 'disk-24' })], 'ok'],
  ])('nothing for %s', (_name, forecasts, judged) => {
    expect(evaluate(forecasts, judged)).toEqual([])
  })
})
