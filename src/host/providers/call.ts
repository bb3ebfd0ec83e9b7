import { classify, providerNames } from '../../core/classify'
import type { ProviderName } from '../../core/evidence'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { exchange, type FetchRules } from '../io/exchange'

/** Everything a provider's client needs from us, made fresh for each call. */
export type CallRules = () => FetchRules

/**
 * One call through a real client library. A failure is told from what was seen on the wire, so that the library's own
 * error (which may carry a token or a whole page) is never looked at, kept or shown.
 */
export async function callProvider<T>(
  provider: ProviderName,
  rules: CallRules,
  call: (fetch: typeof globalThis.fetch) => Promise<T>,
  /** A well-formed answer may still be the wrong one: returns null for it. */
  accept: (answer: T) => boolean = () => true,
): Promise<Result<T>> {
  const fetchRules = rules()
  const { fetch, evidence } = exchange(fetchRules)
  const failed = () => {
    const seen = evidence()
    return seen
      ? classify(provider, seen, fetchRules.deadlineMs)
      : fault('could_not_look', `The request to ${providerNames[provider]} could not be made.`, 'Check the credential in Settings.')
  }
  try {
    const answer = await call(fetch)
    return accept(answer) ? ok(answer) : err(failed())
  } catch {
    return err(failed())
  }
}
