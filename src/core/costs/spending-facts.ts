import type { ForecastRecord } from '../forecast/record'
import type { SpendAlarm } from './anomalies-watch'
import type { BudgetFacts } from './budgets'

/** What rules about money judge by. */
export interface SpendingFacts {
  /** Each with how often it was foretold that it would be exceeded, and was. */
  budgets: readonly (BudgetFacts & { record: ForecastRecord })[]
  alarms: readonly SpendAlarm[]
}

/** What such rules name as their component: nothing one can look at, but seen wherever costs have been read. */
export const spendingComponent = 'costs'
