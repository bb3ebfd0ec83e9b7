import { SpendWatch } from '../../core/costs/anomalies-watch'
import { budgetFacts, budgetsOf, type Budget, type BudgetPast } from '../../core/costs/budgets'
import { keepBudgetRecords, withRecords, type BudgetRecords } from '../../core/costs/budgets-record'
import { periodAt, toWholeHours } from '../../core/costs/periods'
import { hourOf, learntHours } from '../../core/costs/projection'
import { announcedPrices, type Announced } from '../../core/costs/projection-prices'
import type { SpendingFacts } from '../../core/costs/spending-facts'
import type { KnownRows } from '../store/known-rows'
import type { Spending } from './spending'
import { loggedHours, paidHours } from './spending-hours'

interface Saved {
  /** The folder it was learnt from; another one has habits of its own. */
  folder: string | null
  watch: unknown
  records: BudgetRecords
}

const hourMs = 3_600_000
/** What is still on its way when an hour is over belongs to it. */
const settleMs = 180_000
/** Under this name all of it is kept with what other forecasters know. */
const savedAs = 'spending'

/** Follows how budgets stand and what costs more than usual. What it learns is kept, so that a start begins where the last one ended. */
export class SpendingWatch {
  private watch: SpendWatch
  private records: BudgetRecords
  private folder: string | null

  constructor(private readonly known: Pick<KnownRows, 'forecasts' | 'saveForecasts'> | null) {
    const saved = (known?.forecasts()[savedAs] ?? {}) as Partial<Saved>
    this.watch = new SpendWatch(saved.watch)
    this.records = saved.records ?? {}
    this.folder = saved.folder ?? null
  }

  async look(spending: Spending, now: number): Promise<SpendingFacts> {
    const { costs, watch } = spending.ports.settings()
    if (watch.logDir !== this.folder) Object.assign(this, { watch: new SpendWatch(), folder: watch.logDir })
    const hoursTaken = await this.takeHours(spending, now)
    const { steps } = await announced(spending, now)
    const pasts = await Promise.all(budgetsOf(costs).map((budget) => pastOf(spending, budget, now)))
    const budgets = pasts.map((past) => budgetFacts(past, now, costs.zone, steps))
    this.keep(keepBudgetRecords(this.records, budgets, now), hoursTaken)
    return { budgets: withRecords(budgets, this.records), alarms: this.watch.alarms() }
  }

  private keep(records: BudgetRecords, hoursTaken: boolean): void {
    const differ = JSON.stringify(records) !== JSON.stringify(this.records)
    this.records = records
    if (hoursTaken || differ) this.known?.saveForecasts({ [savedAs]: { folder: this.folder, watch: this.watch.save(), records } satisfies Saved })
  }

  /** Hands on the hours that are over since the last time; false when none is. */
  private async takeHours(spending: Spending, now: number): Promise<boolean> {
    const { zone } = spending.ports.settings().costs
    const to = toWholeHours({ from: now - settleMs, to: now }, zone).from
    const from = Math.max((this.watch.upTo ?? 0) * hourMs, to - learntHours * hourMs)
    if (hourOf(from) >= hourOf(to)) return false
    const series = await loggedHours(spending, toWholeHours({ from, to }, zone))
    for (let hour = hourOf(from); hour < hourOf(to); hour += hoursAtOnce) {
      this.watch.take(series, hour, Math.min(hour + hoursAtOnce, hourOf(to)))
      await othersFirst()
    }
    return true
  }
}

/** A first look is at six weeks of hours, and others have their turn meanwhile. */
const hoursAtOnce = 6
const othersFirst = (): Promise<void> => new Promise((next) => setImmediate(next))

async function pastOf(spending: Spending, budget: Budget, now: number): Promise<BudgetPast> {
  const { zone } = spending.ports.settings().costs
  const lately = toWholeHours({ from: now - learntHours * hourMs, to: now }, zone)
  const [hours, period] = await Promise.all([paidHours(spending, budget, lately), spending.ask(spending.question(periodAt(budget.period, now, zone), [], budget.where))])
  return { budget, hours, spent: period.total.pico }
}

/** What is used lately is what a new price will be paid for. */
const usedMs = 28 * 24 * hourMs

/** Announced prices that will hold before the month ends. */
export async function announced(spending: Spending, now: number): Promise<Announced> {
  const { zone } = spending.ports.settings().costs
  const used = await spending.ports.book.ask(spending.question(toWholeHours({ from: now - usedMs, to: now }, zone), ['kind', 'provider', 'model']))
  const calls = used.rows.filter(({ key }) => key.kind === 'llm')
  return announcedPrices(spending.ports.prices(), calls, used.total.pico, now, periodAt('month', now, zone).to)
}
