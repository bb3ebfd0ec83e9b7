import type { ComponentView, CostBreakdown, Snapshot } from '../../shared/model'
import { exposition, type Family, type Figure } from '../fleet/exposition'
import { series, statusCodes } from '../fleet/series'

export interface Teller {
  /** The name it goes by in a fleet. */
  agent: string
  kind: 'console' | 'agent'
  version: string
}

/** Body of `GET /metrics`: what a fleet is shown of this console, all of it by its own judgement. */
export const metricsText = (snapshot: Snapshot, teller: Teller): string => exposition(familiesOf(snapshot, teller))

function familiesOf(snapshot: Snapshot, { agent, kind, version }: Teller): Family[] {
  const { at, overall, components, incidents, costs } = snapshot
  const own = (value: number, labels: Record<string, string> = {}): Figure => ({ labels: { agent, ...labels }, value: String(value) })
  const each = (read: (component: ComponentView) => number | null): Figure[] =>
    components.flatMap((component) => {
      const value = read(component)
      return value === null ? [] : [own(value, { component: component.target })]
    })
  const tickAge = tickAgeMs(components, at)
  return [
    { name: series.info, help: 'Which version tells this; always 1.', figures: [own(1, { kind, version })] },
    { name: series.status, help: 'The judged state: 0 ok, 1 warning, 2 failing, 3 unknown.', figures: [own(statusCodes[overall])] },
    { name: series.heard, unit: 'seconds', help: 'When this was judged, Unix time.', figures: [own(at / 1000)] },
    { name: series.unwell, help: 'Components that are failing or warning.', figures: [own(components.filter(isUnwell).length)] },
    { name: series.incidents, help: 'Open incidents.', figures: (['warning', 'fail'] as const).map((severity) => own(incidents.filter((one) => one.severity === severity).length, { severity })) },
    { name: series.tickAge, unit: 'seconds', help: 'Age of the last tick, of the scheduler that ticked longest ago.', figures: tickAge === null ? [] : [own(tickAge / 1000)] },
    { name: series.cost, unit: 'usd', help: 'Spent so far, in US dollars; for a glance, not for the books.', figures: costs ? [...spent(agent, 'today', costs.today), ...spent(agent, 'week', costs.week), ...spent(agent, 'month', costs.month)] : [] },
    { name: series.component, help: 'The judged state of a component: 0 ok, 1 warning, 2 failing, 3 unknown, 4 not set up.', figures: each(({ status }) => statusCodes[status]) },
    { name: series.latency, unit: 'seconds', help: 'How long the last look at a component took.', figures: each(({ latencyMs }) => latencyMs === null ? null : latencyMs / 1000) },
    { name: series.lookAge, unit: 'seconds', help: 'Age of the last look at a component.', figures: each(({ checkedAt }) => checkedAt === null ? null : Math.max(0, at - checkedAt) / 1000) },
  ]
}

const isUnwell = ({ status }: ComponentView): boolean => status === 'fail' || status === 'warning'

function spent(agent: string, period: string, { llmUsd, cpuUsd, stripeUsd, financeUsd }: CostBreakdown): Figure[] {
  const parts = { llm: llmUsd, cpu: cpuUsd, stripe: stripeUsd, finance: financeUsd }
  // Fees that nobody told of are left out: nothing is not the same as zero.
  return Object.entries(parts).flatMap(([part, value]) => (value === null ? [] : [{ labels: { agent, period, part }, value }]))
}

/** Of several schedulers the one that is silent for longest; null where none ever ticked. */
function tickAgeMs(components: readonly ComponentView[], now: number): number | null {
  const schedulers = components.find(({ target }) => target === 'scheduler_tick')?.detail['schedulers']
  const ages = (Array.isArray(schedulers) ? schedulers : []).flatMap((one) => {
    const last = typeof one === 'object' && one !== null && !Array.isArray(one) ? one['lastTickAt'] : null
    return typeof last === 'number' ? [Math.max(0, now - last)] : []
  })
  return ages.length === 0 ? null : Math.max(...ages)
}
