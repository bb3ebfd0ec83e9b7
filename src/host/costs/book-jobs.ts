import type { Accounts } from '../../core/costs/cells-accounts'
import { moneyOf } from '../../core/costs/cells-money'
import type { Telling } from '../../core/costs/identity'
import type { Span } from '../../core/costs/periods'
import type { PriceTable } from '../../core/costs/prices'
import type { AgentRun } from '../../core/costs/question'
import { runsOf, trailMs, type TrailCall, type TrailStep } from '../../core/costs/trail'
import { attemptsIn, type Heal, type JobBook } from '../../core/heal-attempts'
import type { HealOutcome } from '../../core/costs/record'
import type { JobAttempts } from '../../core/self-heal'
import type { TrailStore } from './store-trail'

const hourMs = 3_600_000

function priced(table: PriceTable, accounts: Accounts, { account, at, amounts, reported }: Telling): TrailCall {
  // No model call has CPU time.
  const { pico, grade } = moneyOf(table, { account: accounts.at(account), at, calls: 1, amounts, reported }, 0n)
  return { at, pico: pico ?? 0n, grade }
}

/** Runs of all jobs that began in the span, oldest first. */
export function runsIn(span: Span, trail: TrailStore, table: PriceTable, accounts: Accounts): AgentRun[] {
  const runs = trail.jobsWith('started', span).flatMap((job) => {
    const steps = trail.stepsOf(job, span.from)
    const calls = trail.callsOf(job, { from: span.from, to: Infinity }).map((telling) => priced(table, accounts, telling))
    return runsOf(steps, calls).filter(({ startedAt }) => startedAt < span.to)
  })
  return runs.toSorted((a, b) => a.startedAt - b.startedAt)
}

/** Attempts at healing by job, worked out again only for jobs of which something new is known. */
export class Healing {
  private readonly known = new Map<string, JobAttempts>()

  constructor(
    private readonly trail: TrailStore,
    private readonly now: () => number,
  ) {}

  jobs(table: PriceTable, accounts: Accounts): JobAttempts[] {
    const from = this.now() - trailMs
    const jobs = this.trail.jobsWith('heal', { from, to: Infinity })
    for (const job of jobs) {
      if (this.known.has(job) && !this.trail.changed.has(job)) continue
      const book = bookOf(this.trail, job, from, (telling) => priced(table, accounts, telling))
      this.known.set(job, { job, attempts: attemptsIn(book, from) })
    }
    this.trail.changed.clear()
    return jobs.map((job) => this.known.get(job)!)
  }
}

function bookOf(trail: TrailStore, job: string, from: number, price: (telling: Telling) => TrailCall): JobBook {
  const steps = trail.stepsOf(job, from)
  const heals = steps.filter(({ what }) => what === 'heal')
  const failed = steps.filter(({ what }) => what === 'failed').map(({ at }) => at)
  // Only calls between a failure, or an hour before an attempt, and the last attempt can belong to one.
  const span = { from: Math.min(heals[0]!.at - hourMs, ...failed.slice(0, 1)), to: heals.at(-1)!.at + 1 }
  // The same attempt told by two lines is one.
  const attempts = new Map(heals.map(({ at, attempt, ref }): [string, Heal] => [`${at}/${attempt}`, { at, attempt, outcome: ref as HealOutcome }]))
  return {
    heals: [...attempts.values()],
    steps: steps.filter(isEnd).map(({ at, what }) => ({ at, failed: what === 'failed' })),
    calls: trail.callsOf(job, span).map(price),
  }
}

const isEnd = ({ what }: TrailStep): boolean => what === 'finished' || what === 'failed'
