import { catalogue } from '../shared/faults'
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
const isCertain = (sample: Sample): boolean => sample.code !== null && catalogue[sample.code].retry === 'no'

/** A short disturbance is worth a second look within the same run. */
export const isTransient = (sample: Pick<Sample, 'status' | 'code' | 'retryAfterMs'>, remainingMs: number): boolean => {
  if (sample.status !== 'fail' || sample.code === null) return false
  if (sample.code === 'rate_limited') return (sample.retryAfterMs ?? Infinity) < remainingMs
  return sample.code === 'transport' || sample.code === 'server_error'
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
  const judged = verdict(before?.judged, sample, failRuns, goodRuns, policy)
  return {
    target: sample.target,
    kind: sample.kind,
    judged,
    since: before && before.judged === judged ? before.since : sample.at,
    sample,
    failRuns,
    goodRuns,
    history: [...(before?.history ?? []), { at: sample.at, status: sample.status, value: sample.value ?? sample.latencyMs }].slice(
      -historyLength,
    ),
  }
}

function verdict(
  before: Status | undefined,
  sample: Sample,
  failRuns: number,
  goodRuns: number,
  policy: JudgePolicy,
): Status {
  if (sample.status === 'off' || sample.status === 'unknown') return sample.status
  if (sample.status === 'fail') return isCertain(sample) || failRuns >= policy.failAfter ? 'fail' : 'warning'
  const wasUnwell = before === 'fail' || before === 'warning'
  const recovering = wasUnwell && goodRuns < policy.recoverAfter
  return recovering ? 'warning' : sample.status
}
