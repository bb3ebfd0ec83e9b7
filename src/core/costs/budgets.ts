import type { BudgetView } from '../../shared/costs'
import { duration, usd as shownUsd } from '../../shared/format'
import type { Settings } from '../../shared/settings'
import type { SpendProfile } from '../forecast/spend-profile'
import { burnOf, type Burn } from './burn'
import { formatUsd, parseUsd, type Pico } from './money'
import { periodAt, type PeriodName, type Span } from './periods'
import { dollarsOf, learnProfile, projectedAmount, projectTo, usedUpAt, type HourlySpend, type PriceStep, type Projected } from './projection'
import type { Question } from './question'

export interface Budget {
  id: string
  title: string
  usd: string
  period: PeriodName
  /** What counts towards it; everything when it names nothing. */
  where: NonNullable<Question['where']>
}

/** The id of the one budget every settings page begins with; no other has it. */
export const monthlyBudget = 'monthly'

export function budgetsOf({ monthlyBudgetUsd, budgets }: Settings['costs']): Budget[] {
  const whole: Budget[] = monthlyBudgetUsd === null ? [] : [{ id: monthlyBudget, title: 'Monthly budget', usd: monthlyBudgetUsd, period: 'month', where: {} }]
  const others = budgets.map(({ id, title, usd, period, of }) => ({ id: `own:${id}`, title, usd, period, where: of ? { [of.dimension]: of.is } : {} }))
  return [...whole, ...others].filter(({ usd }) => parseUsd(usd) > 0n)
}

export interface BudgetFacts extends BudgetView {
  burn: Burn
  /** Even if the rest goes as cheaply as it does at best. */
  sure: boolean
}

export interface BudgetPast {
  budget: Budget
  /** What counted towards it hour by hour, six weeks back: how it goes. */
  hours: HourlySpend
  /** What counts towards it since its period began. */
  spent: Pico
}

/** How a budget stands at `now`, in the zone its periods are of. */
export function budgetFacts({ budget, hours, spent }: BudgetPast, now: number, zone: string, steps: readonly PriceStep[]): BudgetFacts {
  const span = periodAt(budget.period, now, zone)
  const allowed = parseUsd(budget.usd)
  const left = dollarsOf(allowed - spent)
  const profile = learnProfile(hours, now)
  const projected = profile && projectTo(profile, dollarsOf(spent), now, span.to, steps)
  const burn = burnOf(hours, Math.max(0, left), budget.period, span, now)
  const state = spent > allowed ? 'over' : burn.fast || (projected && projected.usd > dollarsOf(allowed)) ? 'tight' : 'ok'
  const emptyAt = state !== 'tight' ? null : burn.fast ? burn.usedUpAt : whenEmpty(profile, left, now, span)
  return {
    id: budget.id,
    title: budget.title,
    usd: formatUsd(allowed),
    spent: formatUsd(spent),
    part: Number(spent) / Number(allowed),
    elapsed: (now - span.from) / (span.to - span.from),
    projected: projected && projectedAmount(projected),
    state,
    words: inWords({ state, allowed, spent, projected, period: budget.period, usedUpAt: emptyAt, now }),
    usedUpAt: emptyAt,
    burn,
    sure: projected !== null && projected.low > dollarsOf(allowed),
  }
}

const whenEmpty = (profile: SpendProfile | null, left: number, now: number, { to }: Span): number | null => profile && usedUpAt(profile, left, now, to)

interface Standing {
  state: BudgetView['state']
  allowed: Pico
  spent: Pico
  projected: Projected | null
  period: PeriodName
  usedUpAt: number | null
  now: number
}

function inWords({ state, allowed, spent, projected, period, usedUpAt: at, now }: Standing): string {
  const said = `${shownUsd(formatUsd(spent))} of ${shownUsd(formatUsd(allowed))} spent`
  if (state === 'over') return `${said}: ${shownUsd(formatUsd(spent - allowed))} over.`
  const byItsEnd = projected ? `; about ${shownUsd(String(projected.usd))} by the end of the ${period}` : ''
  return `${said}${byItsEnd}.${at === null ? '' : ` At this pace it is used up in ${duration(at - now)}.`}`
}
