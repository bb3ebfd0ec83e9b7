import { classify, providerNames, wireFault } from '../../core/classify'
import type { Evidence, ProviderName } from '../../core/evidence'
import { fault, type Fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { exchange, type FetchRules } from '../io/exchange'

/** Everything a provider's client needs from us; calls made with the same rules share a deadline. */
export type CallRules = FetchRules

/** Clients have a timeout of their own, which must never be the first to end a call: it would end it in their words. */
export const clientTimeoutMs = ({ deadline }: CallRules): number => deadline.spanMs + 1000

/**
 * One call through a real client library. A failure is told from what was seen on the wire, so that the library's own
 * error (which may carry a token or a whole page) is never looked at, kept or shown.
 */
export async function callProvider<T>(
  provider: ProviderName,
  rules: CallRules,
  call: (fetch: typeof globalThis.fetch) => Promise<T>,
  /** A well-formed answer may still be the wrong one. */
  accept: (answer: T) => boolean = () => true,
): Promise<Result<T>> {
  const { fetch, evidence } = exchange(rules)
  const failed = (otherwise: Fault) => {
    const seen = evidence()
    return err(seen ? classify(provider, seen, rules.deadline.spanMs) : otherwise)
  }
  const answered = async (): Promise<Result<T>> => {
    try {
      const answer = await call(fetch)
      return wentWell(evidence()) && accept(answer) ? ok(answer) : failed(notAsked(provider))
    } catch {
      return failed(notAsked(provider))
    }
  }
  // The exchange ends in time; not every client does, whatever it is handed.
  let timer: NodeJS.Timeout | undefined
  const tooLate = wireFault(providerNames[provider], { type: 'broken', reason: 'deadline', code: null }, rules.deadline.spanMs)
  const late = new Promise<Result<T>>((done) => (timer = setTimeout(() => done(failed(tooLate)), Math.max(0, rules.deadline.left()) + graceMs)))
  return Promise.race([answered(), late]).finally(() => clearTimeout(timer))
}

/** Stripe's client takes a refusal for an answer when it has no error of Stripe's own form. */
const wentWell = (seen: Evidence | null): boolean => seen?.type === 'answer' && seen.status < 300

/** How much longer a client may take than the exchange it was given. */
const graceMs = 150

const notAsked = (provider: ProviderName): Fault => ({
  ...fault('could_not_look', `The request to ${providerNames[provider]} could not be made.`, 'Check the credential in Settings.'),
  provider: providerNames[provider],
})
