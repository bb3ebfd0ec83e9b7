import { retryOf, type FaultCode } from '../shared/faults'
import type { Point, Sample, Status } from '../shared/model'

/** What the engine knows of one target. */
export interface ComponentState {
  target: string
  kind: string
  /** Confirmed over several looks. */
  judged: Status
  /** Since when `judged` holds; UTC epoch ms. */
  since: number
  sample: Sample
  failRuns: number
  goodRuns: number
  /** A failure was seen that good looks haven’t outweighed yet; looks we couldn’t make change nothing about it. */
  unwell: boolean
  /** Newest last, bounded. */
  history: Point[]
}

export interface JudgePolicy {
  failAfter: number
  recoverAfter: number
}

/** Points kept for the sparkline. */
const historyLength = 60

/** A fault that only a person can cure needs no second look to be believed. */
const isCertain = ({ code, retry }: Sample): boolean => code !== null && retryOf({ code, ...(retry ? { retry } : {}) }) === 'no' && !passing.has(code)

/** Trouble of the way there: looking again won't help at once, and yet it may pass. */
const passing: ReadonlySet<FaultCode> = new Set<FaultCode>(['transport', 'server_error', 'bad_payload', 'network_blocked', 'rate_limited'])

/** A second look with less time than this would only say that there was no time. */
const fairLookMs = 500

/** A short disturbance is worth a second look within the same run, when the wait asked for and the look fit into it. */
export const isTransient = (sample: Pick<Sample, 'status' | 'code' | 'retryAfterMs' | 'retry'>, remainingMs: number): boolean => {
  if (sample.status !== 'fail' || sample.retry === 'no') return false
  const fits = (waitMs: number) => remainingMs - waitMs >= fairLookMs
  if (sample.code === 'rate_limited') return fits(sample.retryAfterMs ?? Infinity)
  if (sample.code === 'auth_invalid') return sample.retry === 'soon' && fits(0)
  return (sample.code === 'transport' || sample.code === 'server_error') && fits(sample.retryAfterMs ?? 0)
}

/**
 * One failed run warns, `failAfter` in a row fail, `recoverAfter` good ones bring it back. A good first look is
 * believed at once: there is no failure to confirm it against.
 */
export function judge(before: ComponentState | undefined, sample: Sample, policy: JudgePolicy): ComponentState {
  const failed = sample.status === 'fail'
  const good = sample.status === 'ok' || sample.status === 'warning'
  const failRuns = failed ? (before?.failRuns ?? 0) + 1 : good ? 0 : (before?.failRuns ?? 0)
  const goodRuns = good ? (before?.goodRuns ?? 0) + 1 : failed ? 0 : (before?.goodRuns ?? 0)
  const unwell = failed || ((before?.unwell ?? false) && !(good && goodRuns >= policy.recoverAfter))
  const judged = verdict(sample, failRuns, unwell, policy)
  return {
    target: sample.target,
    kind: sample.kind,
    judged,
    since: before && before.judged === judged ? before.since : sample.at,
    sample,
    failRuns,
    goodRuns,
    unwell,
    history: [...(before?.history ?? []), { at: sample.at, status: sample.status, value: sample.value ?? sample.latencyMs }].slice(
      -historyLength,
    ),
  }
}

function verdict(sample: Sample, failRuns: number, unwell: boolean, policy: JudgePolicy): Status {
  if (sample.status === 'off' || sample.status === 'unknown') return sample.status
  if (sample.status === 'fail') return isCertain(sample) || failRuns >= policy.failAfter ? 'fail' : 'warning'
  return unwell ? 'warning' : sample.status
}
