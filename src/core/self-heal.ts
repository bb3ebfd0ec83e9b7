import { weakerGrade } from './costs/report-sums'
import { formatUsd } from './costs/money'
import type { Attempt, Heal } from './heal-attempts'
import type { Grade } from '../shared/model'

/** One job that needed healing. Money is what its model calls cost between the failure and the attempt’s end. */
export type HealedJob = {
  job: string
  /** Of the last 24 h. */
  attempts24h: number
  /** Of the last 24 h, since the newest success. */
  failedInARow24h: number
  /** What those cost. */
  wastedUsd: string
  burned24hUsd: string
  lastAt: number
  /** Of all that is kept. */
  attempts: number
  /** Parts of those whose outcome is known, 0–1; null where none is. */
  successRate: number | null
  burnedUsd: string
  grade: Grade
}

export type SelfHealFigures = {
  /** Jobs that needed a retry in the last 24 h. */
  jobs24h: number
  /** Those, the worst first; at most `jobsShown`. */
  jobs: HealedJob[]
  /** Of all that is kept. */
  total: { jobs: number; attempts: number; successRate: number | null; burnedUsd: string; grade: Grade }
}

const dayMs = 86_400_000
const jobsShown = 20
/** A job with its attempts, oldest first; at least one. */
export interface JobAttempts {
  job: string
  attempts: readonly Attempt[]
}

/** `now` is UTC epoch ms. */
export function healFigures(jobs: readonly JobAttempts[], now: number): SelfHealFigures {
  const all = jobs.flatMap(({ attempts }) => attempts)
  const recent = jobs.map(({ job, attempts }) => jobFigures(job, attempts, now)).filter(({ attempts24h }) => attempts24h > 0)
  return {
    jobs24h: recent.length,
    jobs: recent.toSorted(worstFirst).slice(0, jobsShown),
    total: { jobs: jobs.length, attempts: all.length, successRate: successRate(all), ...burned(all) },
  }
}

const burned = (attempts: readonly Attempt[]): { burnedUsd: string; grade: Grade } => ({
  burnedUsd: formatUsd(attempts.reduce((sum, { pico }) => sum + pico, 0n)),
  grade: attempts.reduce<Grade>((sum, { grade }) => weakerGrade(sum, grade), attempts.length > 0 ? 'reported' : 'computed'),
})

function successRate(attempts: readonly Heal[]): number | null {
  const known = attempts.filter(({ outcome }) => outcome !== 'unknown')
  return known.length === 0 ? null : known.filter(({ outcome }) => outcome === 'healed').length / known.length
}

function jobFigures(job: string, attempts: readonly Attempt[], now: number): HealedJob {
  // A clock may be ahead a little; a line stamped years ahead would count for years.
  const recent = attempts.filter(({ at }) => at > now - dayMs && at <= now + dayMs)
  const inARow = recent.slice(recent.findLastIndex(({ outcome }) => outcome === 'healed') + 1)
  return {
    job,
    attempts24h: recent.length,
    failedInARow24h: inARow.length,
    wastedUsd: burned(inARow).burnedUsd,
    burned24hUsd: burned(recent).burnedUsd,
    lastAt: attempts.at(-1)!.at,
    attempts: attempts.length,
    successRate: successRate(attempts),
    ...burned(attempts),
  }
}

/** What goes on failing, then what was tried most, then what cost most. */
const worstFirst = (a: HealedJob, b: HealedJob): number =>
  b.failedInARow24h - a.failedInARow24h || b.attempts24h - a.attempts24h || Number(b.burned24hUsd) - Number(a.burned24hUsd) || a.job.localeCompare(b.job)
