import { describe, expect, it } from 'vitest'
import { catalogue, fault, type FaultCode } from '../../../src/shared/faults'
import { reading as schema } from '../../../src/shared/model'
import { bad, fromFault, good, off, unseen, warn } from '../../../src/core/reading'

describe('readings', () => {
  it.each([
    [good('fine'), 'ok', null],
    [warn('live_key', 'live'), 'warning', 'live_key'],
    [bad('disk_usage', 'full'), 'fail', 'disk_usage'],
    [unseen('ephemeral', 'nothing'), 'unknown', 'ephemeral'],
    [off('not set up'), 'off', 'not_configured'],
  ])('%o', (made, status, code) => {
    expect(schema.parse(made)).toEqual({ status, code, message: made.message, hint: null, figure: null, value: null, detail: {} })
  })

  it('carry what is known beside', () => {
    expect(good('fine', { figure: '61 %', value: 61, hint: 'x', detail: { a: 1 } })).toMatchObject({ figure: '61 %', value: 61, hint: 'x', detail: { a: 1 } })
  })

  it('tell what is about us from what is about the target', () => {
    const codes = Object.keys(catalogue) as FaultCode[]
    const unknown = codes.filter((code) => fromFault(fault(code, 'x')).status === 'unknown')
    expect(unknown.toSorted()).toEqual(['clock_skew', 'could_not_look', 'internal', 'offline'])
    expect(codes.filter((code) => fromFault(fault(code, 'x')).status === 'fail')).toHaveLength(codes.length - unknown.length)
  })

  it('keep the wait that was asked for, and have none otherwise', () => {
    expect(fromFault(fault('rate_limited', 'wait', null, 5000), { a: 1 })).toEqual({ ...bad('rate_limited', 'wait', { detail: { a: 1 } }), retryAfterMs: 5000 })
    expect(fromFault(fault('rate_limited', 'wait'))).not.toHaveProperty('retryAfterMs')
  })
})
