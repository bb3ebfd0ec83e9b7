import { SpendWatch, type HoursOf } from './anomalies-watch'
import { budgetFacts, type Budget, type BudgetPast } from './budgets'
import { keepBudgetRecords, withRecords, type BudgetRecords } from './budgets-record'
import type { Pico } from './money'
import { periodAt } from './periods'
import { hourOf, learntHours, spentIn, type HourlySpend } from './projection'
import type { SpendingFacts } from './spending-facts'

/** What hours cost, as far as something is to be judged by it. */
export interface SpentHours {
  logged: readonly HoursOf[]
  budgets: readonly { budget: Budget; hours: HourlySpend }[]
}

/** How money stood at a moment, by what had been spent until then. */
export interface SpendingMoment {
  at: number
  facts: SpendingFacts
}

/** Goes through past hours one by one, the oldest first. Of later ones, and of prices announced since, it knows nothing. */
export class SpendingReplay {
  private readonly watch = new SpendWatch()
  private readonly known = new Map<string, Map<number, Pico>>()
  private records: BudgetRecords = {}
  private begun = false

  constructor(private readonly zone: string) {}

  /** Takes the hour that ends at `at`; null before the first one that cost anything. */
  next({ logged, budgets }: SpentHours, at: number): SpendingMoment | null {
    const hour = hourOf(at) - 1
    this.begun ||= [...logged, ...budgets].some(({ hours }) => hours.has(hour))
    if (!this.begun) return null
    const spentOn = ({ hours }: HoursOf): Pico => hours.get(hour) ?? 0n
    this.watch.take(logged.filter((series) => spentOn(series) > 0n).toSorted((a, b) => Number(spentOn(b) - spentOn(a))), hour, hour + 1)
    // An hour belongs to the period that ends with it.
    const last = at - 1
    const stood = budgets.map(({ budget, hours }) => budgetFacts(this.pastOf(budget, hour, hours.get(hour), last), last, this.zone, []))
    this.records = keepBudgetRecords(this.records, stood, at)
    return { at, facts: { budgets: withRecords(stood, this.records), alarms: this.watch.alarms() } }
  }

  private pastOf(budget: Budget, hour: number, pico: Pico | undefined, now: number): BudgetPast {
    const hours = this.known.get(budget.id) ?? new Map<number, Pico>()
    this.known.set(budget.id, hours)
    if (pico !== undefined) hours.set(hour, pico)
    // Six weeks are more than the longest period.
    hours.delete(hour - learntHours)
    return { budget, hours, spent: spentIn(hours, { from: periodAt(budget.period, now, this.zone).from, to: now }) }
  }
}
