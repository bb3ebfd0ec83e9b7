import type { Evidence } from '../../core/evidence'
import { ProxyError } from './proxy-error'

type Broke = Extract<Evidence, { type: 'broken' }>

/** Breaks an exchange off for a reason of our own. */
export class Broken extends Error {
  constructor(readonly evidence: Broke) {
    super(`exchange broken: ${evidence.reason}${evidence.code ? ` ${evidence.code}` : ''}`)
  }
}

/** What a failed request says of the way there. */
export function brokenEvidence(error: unknown, timedOut: boolean): Broke {
  if (error instanceof Broken) return error.evidence
  const atProxy = error instanceof ProxyError
  if (timedOut) return { type: 'broken', reason: 'deadline', code: null, ...(atProxy ? { proxied: true } : {}) }
  if (isUnsaid407(error)) return { type: 'broken', reason: 'proxy', code: '407' }
  if (!atProxy) return { type: 'broken', reason: 'network', code: systemCode(error) }
  return error.status === null ? { type: 'broken', reason: 'network', code: systemCode(error), proxied: true } : { type: 'broken', reason: 'proxy', code: error.status }
}

/** fetch keeps a proxy's 407 to itself, as it was told to, and fails without a word. Nothing else makes it do so. */
const isUnsaid407 = (error: unknown): boolean => error instanceof TypeError && error.cause instanceof Error && error.cause.message === '' && !('code' in error.cause)

/** fetch hides the system's code a few causes deep. */
export function systemCode(error: unknown): string | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth++) {
    if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return systemCode(cause.errors[0])
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  }
  return null
}
