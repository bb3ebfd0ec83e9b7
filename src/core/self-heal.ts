import { weaker } from './costs/ledger'
import { formatUsd, parseUsd } from './costs/money'
import { priceCall, type PriceTable } from './costs/prices'
import type { LlmCall, LogRecord } from './costs/record'
import { attemptsIn, type Attempt, type Heal, type JobBook, type Spent } from './heal-attempts'
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
/** As long as raw data is kept anywhere in the console. */
const keptMs = 31 * dayMs
const jobsShown = 20
/** Records after which what is too old is dropped. */
const tidyEvery = 20_000
/** Calls held at most; what older ones cost is forgotten, and the grade says so. */
const mostCalls = 200_000

type Book = JobBook & { attempts: Attempt[] | null }

/** Takes in log records in any order and more than once; the same attempt told twice is one. */
export class SelfHealLedger {
  private readonly books = new Map<string, Book>()
  /** When it was last asked: no stamp of a log is to be trusted with that. */
  private now = -Infinity
  /** Calls before this are forgotten. */
  private callsFrom = -Infinity
  private sinceTidy = 0

  constructor(private readonly prices: PriceTable) {}

  add(record: LogRecord): void {
    if (record.kind === 'heal') this.addHeal(record)
    else if (record.kind === 'llm') this.addCall(record.at, record.call)
    else if (record.kind === 'cpu') this.addStep(record.at, record.job, record.failed === true)
    else if (record.kind === 'job' && record.step !== 'started') this.addStep(record.at, record.job, record.step === 'failed')
    else return
    if (++this.sinceTidy >= tidyEvery) this.tidy()
  }

  /** `now` is UTC epoch ms. */
  figures(now: number): SelfHealFigures {
    this.now = now
    const jobs = [...this.books].flatMap(([job, book]) => (book.heals.size === 0 ? [] : [{ job, attempts: this.attemptsOf(book) }]))
    const all = jobs.flatMap(({ attempts }) => attempts)
    const recent = jobs.map(({ job, attempts }) => jobFigures(job, attempts, now)).filter(({ attempts24h }) => attempts24h > 0)
    return {
      jobs24h: recent.length,
      jobs: recent.toSorted(worstFirst).slice(0, jobsShown),
      total: { jobs: jobs.length, attempts: all.length, successRate: successRate(all), ...burned(all) },
    }
  }

  private book(job: string): JobBook {
    let book = this.books.get(job)
    if (!book) this.books.set(job, (book = { heals: new Map(), steps: [], calls: new Map(), attempts: null }))
    book.attempts = null
    return book
  }

  private addHeal({ at, job, attempt, outcome }: Extract<LogRecord, { kind: 'heal' }>): void {
    this.book(job).heals.set(`${at}/${attempt}`, { at, attempt, outcome })
  }

  private addStep(at: number, job: string, failed: boolean): void {
    this.book(job).steps.push({ at, failed })
  }

  private addCall(at: number, call: LlmCall): void {
    if (call.job === null) return
    const { calls } = this.book(call.job)
    const priced = priceCall(this.prices, call, at, parseUsd)
    const spent: Spent = { at, pico: priced?.pico ?? 0n, grade: priced?.grade ?? 'unpriced', weight: weight(call) }
    const id = call.requestId === null ? spent : `${call.provider}/${call.requestId}`
    const before = calls.get(id)
    // A streamed call is told several times; the most complete telling wins.
    if (before && before.weight >= spent.weight) return
    calls.set(id, before ? { ...spent, at: before.at } : spent)
  }

  private attemptsOf(book: Book): Attempt[] {
    return (book.attempts ??= attemptsIn(book, this.callsFrom))
  }

  /** Half of the most are kept, so that this is rarely done. */
  private firstCallKept(): number {
    const times = [...this.books.values()].flatMap(({ calls }) => [...calls.values()].map(({ at }) => at))
    if (times.length <= mostCalls) return this.callsFrom
    return times.toSorted((a, b) => b - a)[mostCalls / 2]!
  }

  private tidy(): void {
    this.sinceTidy = 0
    const oldest = this.now - keptMs
    this.callsFrom = this.firstCallKept()
    for (const [job, book] of this.books) {
      book.attempts = null
      for (const [key, { at }] of book.heals) if (at < oldest) book.heals.delete(key)
      book.steps = book.steps.filter(({ at }) => at >= oldest)
      for (const [id, { at }] of book.calls) if (at < oldest || at < this.callsFrom) book.calls.delete(id)
      if (book.heals.size + book.steps.length + book.calls.size === 0) this.books.delete(job)
    }
  }
}

/** How much of a call has been told. */
const weight = (call: LlmCall): number => call.usage.totalIn + call.usage.out + (call.reportedUsd === null ? 0 : 0.5)

const burned = (attempts: readonly Attempt[]): { burnedUsd: string; grade: Grade } => ({
  burnedUsd: formatUsd(attempts.reduce((sum, { pico }) => sum + pico, 0n)),
  grade: attempts.reduce<Grade>((sum, { grade }) => weaker(sum, grade), attempts.length > 0 ? 'reported' : 'computed'),
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
