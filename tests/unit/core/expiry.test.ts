import { describe, expect, it } from 'vitest'
import { certificateOf, isOfAge, urgencyOf } from '../../../src/core/expiry'
import { componentOf, day, hour, now } from './world'

describe('how urgent an end is', () => {
  it.each([
    [14 * day, 0], [14 * day - 1, 1], [7 * day, 1], [7 * day - 1, 2], [day, 2], [day - 1, 3], [0, 3], [-day, 3],
  ])('%i ms before it: %i', (leftMs, urgency) => {
    expect(urgencyOf(now + leftMs, null, now)).toBe(urgency)
    expect(urgencyOf(now + leftMs, now - 90 * day, now)).toBe(urgency)
  })

  it.each([
    [7 * day - hour, 0], [3.5 * day, 0], [3.5 * day - 1, 1], [1.75 * day - 1, 2], [0.875 * day - 1, 3],
  ])('of a life of a week, %i ms before it: %i', (leftMs, urgency) => {
    expect(urgencyOf(now + leftMs, now + leftMs - 7 * day, now)).toBe(urgency)
  })
})

describe('the dates of a certificate', () => {
  const shown = { validFromAt: now - day, validToAt: now + day }
  const component = (code: 'certificate_expiring' | 'certificate_invalid' | 'transport', detail: object, kind = 'tls-certificate') => ({ ...componentOf('shop', 'fail', { code, detail: { ...detail } }), kind })

  it('are those of its check alone', () => {
    expect(certificateOf(component('certificate_expiring', shown))).toEqual({ validFrom: now - day, validTo: now + day })
    expect(certificateOf(component('certificate_expiring', shown, 'http'))).toBeNull()
    expect(certificateOf(component('transport', {}))).toBeNull()
  })

  it.each([
    ['certificate_expiring', shown, true],
    ['certificate_invalid', shown, false],
    ['certificate_invalid', { ...shown, validToAt: now }, true],
    ['transport', shown, false],
    ['certificate_expiring', {}, false],
  ] as const)('%s with %o is a matter of age: %s', (code, detail, expected) => {
    expect(isOfAge(component(code, detail))).toBe(expected)
  })
})
