import type { CostSummary } from '../../shared/model'
import type { Settings } from '../../shared/settings'
import type { SpendingFacts } from '../../core/costs/spending-facts'
import type { PriceTable } from '../../core/costs/prices'
import { periodAt, type Span } from '../../core/costs/periods'
import type { Answer, Dimension, Question } from '../../core/costs/question'
import { joinAnswer, logsQuestion, type BillCell } from '../../core/costs/report-join'
import { summarise } from '../../core/costs/report-summary'
import { viewSpan } from '../../core/costs/view'
import type { Clock } from '../../core/io'
import type { JobAttempts, SelfHealFigures } from '../../core/self-heal'
import type { CostBook } from '../costs/book'
import type { BillsPort } from './bills-port'
import type { Asking } from './spending-report'
import type { SpendingWatch } from './spending-watch'

export interface SpendingPorts {
  book: CostBook
  bills: BillsPort
  prices(): PriceTable
  clock: Clock
  settings(): Settings
  /** Follows budgets and habits; null where nobody asks about them. */
  watch: SpendingWatch | null
  /** Folder of the console’s own logs. */
  logs: string
}

/** What things cost: logs and bills as one, asked anew or as of the last refresh. */
export class Spending {
  private summed: CostSummary | null = null
  private standing: SpendingFacts | null = null
  private adding: Promise<void> | null = null
  private judging: Promise<void> | null = null
  private ended = false
  private readonly listeners = new Set<(at: number) => void>()

  constructor(readonly ports: SpendingPorts) {}

  /** Takes in what logs gained, adds up again, and looks how that stands. */
  async refresh(): Promise<void> {
    await this.ports.book.refresh()
    // A sum that is being made may lack what came in now.
    await this.adding?.catch(() => {})
    await this.addUp()
    this.judging ??= this.look().finally(() => (this.judging = null))
    await this.judging
  }

  /** Adds up what is known; callers at the same time share one pass. */
  addUp(): Promise<void> {
    this.adding ??= this.sum().finally(() => (this.adding = null))
    return this.adding
  }

  /** Nothing more is looked at or kept; resolves when nothing is under way. */
  async end(): Promise<void> {
    this.ended = true
    await Promise.allSettled([this.adding, this.judging])
  }

  /** Whoever shows costs asks anew. */
  tell(): void {
    for (const listener of this.listeners) listener(this.ports.clock.now())
  }

  private async sum(): Promise<void> {
    if (this.ended) return
    const summary = await this.summarise(this.ports.clock.now())
    const isNews = this.summed === null || figuresOf(this.summed) !== figuresOf(summary)
    this.summed = summary
    if (isNews) this.tell()
  }

  private async look(): Promise<void> {
    if (this.ended || !this.ports.watch) return
    this.standing = await this.ports.watch.look(this, this.ports.clock.now())
  }

  /** As of the last refresh; null before the first. */
  summary(): CostSummary | null {
    return this.summed
  }

  facts(): SpendingFacts | null {
    return this.standing
  }

  heals(): SelfHealFigures | null {
    return this.ports.book.heals(this.ports.clock.now())
  }

  /** Attempts of jobs at healing, as far back as is kept; null until the logs have been read. */
  healAttempts(): readonly JobAttempts[] | null {
    return this.ports.book.healAttempts()
  }

  /** Logs and bills together; the answer’s rows add up to its total. */
  async ask(question: Question): Promise<Answer> {
    return joinAnswer(await this.ports.book.ask(logsQuestion(question)), this.ports.bills.cells(question.span), question)
  }

  /** How costs go hour by hour: what the Finance table tells in place of logs is left out, since it knows days at best. */
  async askByHour(question: Question): Promise<Answer> {
    const beside = ({ place }: BillCell): boolean => place !== 'instead'
    return joinAnswer(await this.ports.book.ask(logsQuestion(question)), this.ports.bills.cells(question.span).filter(beside), question)
  }

  /** What reports are made by. */
  asking(): Asking {
    const { clock, settings, bills, prices } = this.ports
    return { ask: (question) => this.ask(question), now: clock.now(), cpuUsdPerHour: settings().costs.cpuUsdPerHour, stripeRead: bills.stripeRead(), prices: prices() }
  }

  /** A question under today’s settings. */
  question(span: Span, by: readonly Dimension[], where: Question['where'] = {}): Question {
    const { zone, cpuUsdPerHour } = this.ports.settings().costs
    return { span, zone, by, where, cpuUsdPerHour }
  }

  /** Called with the moment whenever figures have changed; returns its own off-switch. */
  onChange(listener: (at: number) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private async summarise(now: number): Promise<CostSummary> {
    const { zone } = this.ports.settings().costs
    const ofKind = (span: Span) => this.ask(this.question(span, ['kind']))
    const week = viewSpan({ span: { period: 'week', before: 0 }, by: 'kind' }, now, zone)
    const { whole, soFar } = week.before!
    const [today, thisWeek, lastWeek, lastWeekSoFar, month] = await Promise.all([ofKind(periodAt('day', now, zone)), ofKind(week), ofKind(whole), ofKind(soFar), ofKind(periodAt('month', now, zone))])
    return summarise({ at: now, today, week: thisWeek, lastWeek, lastWeekSoFar, month, sources: this.words(), stripeRead: this.ports.bills.stripeRead() })
  }

  /** What the figures are made from, for people. */
  private words(): string[] {
    const { costs, watch } = this.ports.settings()
    const calls = watch.logDir ? `model calls in ${watch.logDir}` : 'no model calls: no log folder is watched'
    return [`CPU time at $${costs.cpuUsdPerHour} per vCPU-hour`, calls, ...this.ports.bills.sources().map(({ title, words }) => `${title}: ${words}`)]
  }
}

/** A summary of another moment with the same figures is no news. */
const figuresOf = ({ at: _at, ...figures }: CostSummary): string => JSON.stringify(figures)
