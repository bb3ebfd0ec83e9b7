import { fault, type Fault } from '../shared/faults'
import { duration } from '../shared/format'
import type { HttpAnswer } from './io'

/** First and last status of a range. */
export type StatusRange = readonly [from: number, to: number]

/** "200-299, 404" → ranges; null when it means none. */
export function readStatuses(text: string): StatusRange[] | null {
  const ranges = text.split(',').map((part): StatusRange | null => {
    const [, from, to = from] = /^\s*([1-5]\d\d)\s*(?:[-–]\s*([1-5]\d\d)\s*)?$/.exec(part) ?? []
    return from !== undefined && Number(from) <= Number(to) ? [Number(from), Number(to)] : null
  })
  return ranges.every((range) => range !== null) ? ranges : null
}

export const isAmong = (status: number, ranges: readonly StatusRange[]): boolean => ranges.some(([from, to]) => status >= from && status <= to)

export interface Asked {
  /** Whom, as people call it. */
  name: string
  /** The statuses that would have been right, in words: "200–299". */
  expected: string
  /** A credential was sent along. */
  withToken: boolean
}

const where = 'Settings › Checks'

/** What a status that wasn't expected means. */
export function unexpectedStatus({ name, expected, withToken }: Asked, answer: HttpAnswer): Fault {
  const { status } = answer
  const wait = waitOf(answer)
  if (status >= 500 && status !== 511) return fault('server_error', `${name} answers ${status}, not ${expected}.`, 'Something is wrong on its server, whose log says what. Looks again by itself.', wait)
  switch (status) {
    case 401:
      return withToken
        ? fault('auth_invalid', `${name} refuses the token (401).`, `Replace the token in ${where}.`)
        : // No credential is refused: looking again costs nothing, and may find it open.
          fault('permission_missing', `${name} wants a sign-in (401).`, `Give this check a token in ${where}, or let it expect 401.`)
    case 403:
      return fault('permission_missing', `${name} doesn’t let this check in (403).`, withToken ? 'Grant the token the right to read this address.' : `Give this check a token in ${where}, or let its server allow this computer.`)
    case 429:
      return fault('rate_limited', `${name} asks to wait${wait === undefined ? '' : ` ${duration(wait)}`} (429).`, 'Looks again by itself. If it lasts, look less often.', wait)
    case 407:
    case 511:
      return { ...fault('network_blocked', `This network wants a sign-in before it lets ${name} through (${status}).`, 'Sign in to the network, or check the proxy.'), way: status === 407 ? 'proxy' : 'page' }
    default:
      return fault('expectation_failed', `${name} answers ${status}${sentTo(answer)}, not ${expected}.`, `Check the address, or the status that is expected, in ${where}.`, wait)
  }
}

function sentTo({ status, headers }: HttpAnswer): string {
  const [, host] = /^https?:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(headers['location'] ?? '') ?? []
  return status >= 300 && status < 400 && host !== undefined ? ` and sends to ${host}` : ''
}

/** Nothing should stay unseen for longer, whatever its server asks. */
const longestWaitMs = 86_400_000

/** `Retry-After` in ms. A date is taken relative to the answer's own, since our clock may be wrong. */
function waitOf({ headers }: HttpAnswer): number | undefined {
  const written = headers['retry-after']
  if (written === undefined) return undefined
  const wait = /^\d+$/.test(written.trim()) ? Number(written) * 1000 : Date.parse(written) - Date.parse(headers['date'] ?? '')
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), longestWaitMs) : undefined
}
