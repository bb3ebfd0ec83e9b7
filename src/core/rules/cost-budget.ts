import { duration, usd } from '../../shared/format'
import { spendingComponent, type SpendingFacts } from '../costs/spending-facts'
import { defineRule, type Finding } from '../plugin'

type Budget = SpendingFacts['budgets'][number]

/** An open warning ends once this share of the budget would be spent at its end. */
const clearsBelow = 0.95

/** A budget that is exceeded, will be, or goes so fast that nothing is left within a day. */
export default defineRule({
  id: 'cost-budget',
  title: 'Budget',
  componentOf: () => spendingComponent,
  bySpending: 'budgets',
  judgesBy: ({ costs }) => [costs.monthlyBudgetUsd, costs.budgets, costs.zone],
  evaluate({ now, settings, spending, openIncident }) {
    if (!settings.costs.alertOnBurn) return []
    return (spending?.budgets ?? []).flatMap((budget) => {
      const open = openIncident(budget.id)
      if (budget.state === 'over') return [exceeded(budget)]
      if (budget.burn.fast || (open?.severity === 'fail' && budget.burn.stillFast)) return [burning(budget, now)]
      const byItsEnd = Number(budget.projected?.usd ?? 0) / Number(budget.usd)
      // What is foretold is told once the last days say so, too, or there is no doubt.
      const told = open ? byItsEnd > clearsBelow : byItsEnd > 1 && (budget.burn.slow || budget.sure)
      return told ? [willBeExceeded(budget)] : []
    })
  },
})

const hint = 'See on the Costs page which model or job it goes to; pause that one, or raise the budget in Settings.'

const exceeded = ({ id, title, words }: Budget): Finding => ({ target: id, severity: 'fail', title: `${title} is exceeded`, message: words, hint, code: null })

function burning({ id, title, words, burn }: Budget, now: number): Finding {
  const when = burn.usedUpAt === null ? 'soon' : `in ${duration(burn.usedUpAt - now)}`
  return { target: id, severity: 'fail', title: `${title} will be used up ${when}`, message: words, hint, code: null }
}

function willBeExceeded({ id, title, words, projected, record }: Budget): Finding {
  const judged = record.hits + (record.claims - record.hits - (record.since === null ? 0 : 1))
  const cameTrue = judged > 0 ? ` Such forecasts came true ${record.hits} of ${judged} times here.` : ''
  const between = projected ? ` Probably between ${usd(projected.low)} and ${usd(projected.high)}.` : ''
  return { target: id, severity: 'warning', title: `${title} will probably be exceeded`, message: `${words}${between}${cameTrue}`, hint, code: null }
}
