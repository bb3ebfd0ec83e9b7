import { periodAt } from '../costs/periods'
import type { Settings } from '../../shared/settings'
import { financeOf } from './finance'
import type { MadeCall } from './job-run'
import { ledgerOf } from './ledger'
import type { PastOptions } from './past'
import { aboutUsd } from './prices'

/** How much of it is gone: nearly all of one, more than all of the other. */
const nearly = 0.92
const over = 1.08
const leastUsd = 0.1

/** Adds up what this month cost, so that one budget can be nearly used up and one be over. */
export class BudgetSizes {
  private readonly month: number
  private ofMonth: number
  private ofClaude = 0

  constructor(options: PastOptions) {
    this.month = periodAt('month', options.now).from
    this.ofMonth = besideModels(options, this.month)
  }

  add(call: MadeCall): void {
    if (call.at < this.month) return
    const usd = aboutUsd(call)
    this.ofMonth += usd
    if (call.provider === overspent.is) this.ofClaude += usd
  }

  sizes(): Pick<Settings['costs'], 'monthlyBudgetUsd' | 'budgets'> {
    return {
      monthlyBudgetUsd: roundAmount(this.ofMonth / nearly),
      budgets: [{ id: 'claude', title: 'Claude budget', usd: roundAmount(this.ofClaude / over), period: 'month', of: overspent }],
    }
  }
}

/** As a person would set it: whole dollars, unless there are hardly any. */
const roundAmount = (usd: number): string => (usd >= 20 ? String(Math.round(usd)) : Math.max(leastUsd, usd).toFixed(2))

const overspent = { dimension: 'provider', is: 'anthropic' } as const

/** What else was spent since a moment: by the Finance table, and as fees. */
function besideModels(options: PastOptions, since: number): number {
  const rows = financeOf(options).filter(({ date }) => Date.parse(date) >= since)
  const fees = ledgerOf(options).filter(({ at }) => at >= since)
  return rows.reduce((sum, { usd }) => sum + usd, 0) + fees.reduce((sum, { fee }) => sum + fee / 100, 0)
}
