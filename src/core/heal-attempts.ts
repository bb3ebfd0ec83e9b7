import type { Grade } from '../shared/model'
import { weakerGrade } from './costs/report-sums'
import type { Pico } from './costs/money'
import type { HealOutcome } from './costs/record'

/** A model call of a job. */
export interface Spent {
  at: number
  pico: Pico
  grade: Grade
}

export interface Heal {
  at: number
  attempt: number | null
  outcome: HealOutcome
}

/** An attempt with what it cost. */
export interface Attempt extends Heal {
  pico: Pico
  grade: Grade
}

/** What is known of one job, in any order; each call and each attempt once. */
export interface JobBook {
  heals: readonly Heal[]
  steps: readonly { at: number; failed: boolean }[]
  calls: readonly Spent[]
}

/** Where no failure was logged before an attempt, it can’t have begun longer ago than this. */
const guessedMs = 3_600_000
const byTime = (a: { at: number }, b: { at: number }): number => a.at - b.at

/**
 * An attempt costs what its job spent from the failure before it, or from the attempt before it, to its outcome. A finish in
 * between may be the retry’s own; one before another failure isn’t. Calls before `callsFrom` (UTC epoch ms) are no longer known.
 */
export function attemptsIn({ heals, steps, calls }: JobBook, callsFrom: number): Attempt[] {
  const spent = calls.toSorted(byTime)
  const events = [...steps.map((step) => ({ ...step, heal: null })), ...heals.map((heal) => ({ at: heal.at, failed: false, heal }))].toSorted(byTime)
  const attempts: Attempt[] = []
  let [openSince, finished]: [number | null, boolean] = [null, false]
  let next = 0
  for (const { at, failed, heal } of events) {
    if (!heal) {
      if (failed && (openSince === null || finished)) [openSince, finished] = [at, false]
      else if (!failed) finished = true
      continue
    }
    const before = attempts.at(-1)?.at ?? -Infinity
    const from = openSince ?? Math.max(before, at - guessedMs)
    // No attempt begins before the one before it has ended: each call is passed once.
    while (next < spent.length && spent[next]!.at <= from) next++
    const first = next
    while (next < spent.length && spent[next]!.at <= at) next++
    const within = spent.slice(first, next)
    const grade = within.reduce<Grade>((sum, call) => weakerGrade(sum, call.grade), openSince === null || from < callsFrom ? 'estimated' : within.length > 0 ? 'reported' : 'computed')
    attempts.push({ ...heal, pico: within.reduce((sum, { pico }) => sum + pico, 0n), grade })
    ;[openSince, finished] = [heal.outcome === 'healed' ? null : at, false]
  }
  return attempts
}
