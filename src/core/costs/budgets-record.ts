import { emptyRecord, keepRecord, type ForecastRecord } from '../forecast/record'
import type { BudgetFacts } from './budgets'
import type { SpendingFacts } from './spending-facts'

/** How forecasts of each budget have done, by the budget’s id. */
export type BudgetRecords = Readonly<Record<string, ForecastRecord>>

/** One more look: foretold is what will probably be exceeded, there is what has been. Budgets that are gone are forgotten. */
export const keepBudgetRecords = (records: BudgetRecords, budgets: readonly BudgetFacts[], at: number): BudgetRecords =>
  Object.fromEntries(budgets.map(({ id, state }) => [id, keepRecord(records[id] ?? emptyRecord(), at, state === 'tight', state === 'over')]))

/** Each budget with its record; one that has none yet was foretold nothing. */
export const withRecords = (budgets: readonly BudgetFacts[], records: BudgetRecords): SpendingFacts['budgets'] => budgets.map((budget) => ({ ...budget, record: records[budget.id] ?? emptyRecord() }))
