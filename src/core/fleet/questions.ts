import type { FleetComponent } from '../../shared/fleet'
import { escaped } from './exposition'
import { series, type Series } from './series'

/** An agent that said nothing for a day is gone from the list, not unwell. */
const within = '1d'

/** `instance` tells agents of the same name apart, whoever put it there. */
const by = 'agent, instance'

/**
 * One question for each figure of the overview. `last_over_time` brings agents that have gone silent, too: a plain selector would
 * leave them out after five minutes, and nobody would miss them.
 */
export const overviewQuestions = {
  heard: `max by (${by}) (last_over_time(${series.heard}[${within}]))`,
  status: `max by (${by}) (last_over_time(${series.status}[${within}]))`,
  info: `last_over_time(${series.info}[${within}])`,
  unwell: `max by (${by}) (last_over_time(${series.unwell}[${within}]))`,
  incidents: `sum by (${by}) (last_over_time(${series.incidents}[${within}]))`,
  tickAge: `max by (${by}) (last_over_time(${series.tickAge}[${within}]))`,
  month: `sum by (${by}) (last_over_time(${series.cost}{period="month"}[${within}]))`,
} as const

export type Column = keyof typeof overviewQuestions

/** One question for each figure of an agent’s components. */
export function componentQuestions(agent: string, instance: string): Record<Exclude<keyof FleetComponent, 'component'>, string> {
  const of = (name: Series) => `max by (component) (last_over_time(${name}{agent="${escaped(agent)}",instance="${escaped(instance)}"}[${within}]))`
  return { status: of(series.component), latencyMs: of(series.latency), ageMs: of(series.lookAge) }
}
