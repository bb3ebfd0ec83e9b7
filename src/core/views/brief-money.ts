import type { BudgetView, CostsView } from '../../shared/costs'
import { plural, usd } from '../../shared/format'
import type { Brief, CostSummary } from '../../shared/model'

/** The week that has ended, told on its Monday. */
export interface WeekBlock {
  /** "2026-W47" */
  week: string
  total: string
  /** The week before it; null when nothing is known of it. */
  before: string | null
  /** What it went to, dearest first. */
  dearest: readonly { name: string; usd: string }[]
}

export interface MoneyFacts {
  costs: CostSummary
  yesterdayUsd: string
  forecast: CostsView['forecast']
  budgets: readonly Pick<BudgetView, 'title' | 'words' | 'state'>[]
  /** null on other days than Monday. */
  lastWeek: WeekBlock | null
}

type Section = Brief['sections'][number]

/** What the brief says of money. */
export function moneySections(money: MoneyFacts | null): Section[] {
  return money ? [costsSection(money), ...(money.lastWeek ? [weekSection(money.lastWeek)] : [])] : []
}

function costsSection({ costs, yesterdayUsd, forecast, budgets }: MoneyFacts): Section {
  const { week, lastWeek, lastWeekSoFar, month, unpriced } = costs
  const soFar = lastWeekSoFar ? `${usd(lastWeekSoFar.totalUsd)} by now, ` : ''
  const whole = forecast ? `, probably ${usd(forecast.usd)} by its end (${usd(forecast.low)} to ${usd(forecast.high)})` : ''
  return {
    title: 'Costs',
    lines: [
      `Yesterday ${usd(yesterdayUsd)}`,
      `This week ${usd(week.totalUsd)} (last week ${soFar}${usd(lastWeek.totalUsd)} in all)`,
      `This month ${usd(month.totalUsd)}${whole}`,
      ...(forecast?.priceChanges ?? []).map(({ words }) => words),
      ...budgets.map(({ title, words }) => `${title}: ${words}`),
      ...(unpriced.length > 0 ? [`Not priced: ${unpriced.map(({ model, calls }) => `${model} (${plural(calls, 'call')})`).join(', ')}`] : []),
    ],
  }
}

function weekSection({ week, total, before, dearest }: WeekBlock): Section {
  const against = before === null ? '' : ` (the week before ${usd(before)})`
  return { title: `Week ${week}`, lines: [`It cost ${usd(total)}${against}`, ...dearest.map(({ name, usd: amount }) => `${name}: ${usd(amount)}`)] }
}
