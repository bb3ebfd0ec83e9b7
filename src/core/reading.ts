import type { Fault, FaultCode } from '../shared/faults'
import type { Detail, Reading } from '../shared/model'

type Extra = Partial<Pick<Reading, 'figure' | 'value' | 'detail' | 'hint'>>

const build = (
  status: Reading['status'],
  code: FaultCode | null,
  message: string,
  { figure = null, value = null, hint = null, detail = {} }: Extra,
): Reading => ({ status, code, message, hint, figure, value, detail })

export const good = (message: string, extra: Extra = {}): Reading => build('ok', null, message, extra)
export const warn = (code: FaultCode, message: string, extra: Extra = {}): Reading =>
  build('warning', code, message, extra)
export const bad = (code: FaultCode, message: string, extra: Extra = {}): Reading => build('fail', code, message, extra)
/** We could not look: says nothing about the target. */
export const unseen = (code: FaultCode, message: string, extra: Extra = {}): Reading =>
  build('unknown', code, message, extra)
export const off = (message: string, extra: Extra = {}): Reading => build('off', 'not_configured', message, extra)

/** Codes that are about us or the way there, not about the target. */
const ours: ReadonlySet<FaultCode> = new Set<FaultCode>(['offline', 'clock_skew', 'could_not_look', 'internal'])

export function fromFault(fault: Fault, detail: Detail = {}): Reading {
  const make = ours.has(fault.code) ? unseen : bad
  const { retryAfterMs, retry, way } = fault
  return {
    ...make(fault.code, fault.message, { hint: fault.hint, detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(retry === undefined ? {} : { retry }),
    ...(way === undefined ? {} : { way }),
  }
}
