import { usd } from '../../shared/format'
import type { SpendAlarm } from '../costs/anomalies-watch'
import { spendingComponent } from '../costs/spending-facts'
import { defineRule, type Finding } from '../plugin'

/** A job is what one can pause; a model says more than the sum of all. */
const tellingFirst = ['job', 'model', 'total'] as const

/** Something costs far more than its own history. */
export default defineRule({
  id: 'cost-anomaly',
  title: 'Unusual costs',
  componentOf: () => spendingComponent,
  bySpending: 'alarms',
  evaluate({ settings, spending, openIncident }) {
    if (!settings.costs.alertOnAnomalies) return []
    const alarms = spending?.alarms ?? []
    return tellingFirst.flatMap((dimension, rank) => {
      const explained = excessOf(alarms.filter((alarm) => tellingFirst.indexOf(alarm.dimension) < rank))
      return alarms
        .filter((alarm) => alarm.dimension === dimension)
        // One cause is told once, by its most telling name; what was told already goes on.
        .filter((alarm) => openIncident(targetOf(alarm)) || explained < excessOf([alarm]) / 2)
        .map(finding)
    })
  },
})

const targetOf = ({ dimension, name }: SpendAlarm): string => (dimension === 'total' ? 'all-costs' : `${dimension}:${name}`)
const excessOf = (alarms: readonly SpendAlarm[]): number => alarms.reduce((sum, { usd: spent, usual }) => sum + spent - usual, 0)

function finding(alarm: SpendAlarm): Finding {
  const { dimension, name, hours, usd: spent, usual } = alarm
  const what = { total: 'Everything together', job: `Job ${name}`, model: `Model ${name}` }[dimension]
  const when = hours === 1 ? 'in an hour' : `in ${hours} hours`
  return {
    target: targetOf(alarm),
    severity: 'warning',
    title: `${what} costs far more than usual`,
    message: `${usd(String(spent))} ${when}; at this time of day and week usually ${usd(String(usual))}.`,
    hint: 'See on the Costs page which calls these are; if something repeats itself, pause its job.',
    code: null,
  }
}
