import { duration } from '../../../shared/format'
import type { FleetAgent } from '../../../shared/fleet'
import type { Status } from '../../../shared/model'
import { texts } from '../../texts'

const words = texts.fleet
const titles: Readonly<Record<string, string>> = words.components.titles
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** One agent in the words of its row. */
export interface AgentRow {
  id: string
  status: Status
  agent: string
  instance: string
  unwell: string
  incidents: string
  tick: string
  month: string
  version: string
}

export const idOf = ({ agent, instance }: Pick<FleetAgent, 'agent' | 'instance'>): string => `${agent} ${instance}`

/** Two missed rounds: what it said then is no news of now. */
const silentAfterMs = 180_000

/** For how long it has said nothing, in ms; null while it tells of itself. */
export const silentForMs = ({ heardAt }: Pick<FleetAgent, 'heardAt'>, now: number): number | null => (now - heardAt > silentAfterMs ? now - heardAt : null)

/** An agent as its row shows it. How old its last tick was then says nothing of now once it is `silent`. */
export const agentRow = (agent: FleetAgent, silent: boolean): AgentRow => ({
  id: idOf(agent),
  status: agent.status,
  agent: agent.agent,
  instance: agent.instance,
  unwell: counted(agent.unwell),
  incidents: counted(agent.openIncidents),
  tick: silent || agent.tickAgeMs === null ? words.untold : duration(agent.tickAgeMs),
  month: agent.monthUsd === null ? words.untold : dollars.format(agent.monthUsd),
  version: agent.version ?? words.untold,
})

const counted = (count: number | null): string => (count === null ? words.untold : String(count))

/** What a component is called; one that isn’t built in by its id. */
export const componentTitle = (component: string): string => (Object.hasOwn(titles, component) ? titles[component]! : component)

/** Agents whose name, instance, version or state hold all words of a search. */
export function matching(agents: readonly FleetAgent[], search: string): FleetAgent[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  return agents.filter((agent) => {
    const text = `${agent.agent} ${agent.instance} ${agent.version ?? ''} ${texts.status[agent.status]}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** "2 failing, 14 ok": how many are in each state, the worst first. */
export function tally(agents: readonly FleetAgent[]): { status: FleetAgent['status']; count: number }[] {
  const states = ['fail', 'warning', 'unknown', 'ok'] as const
  return states.map((status) => ({ status, count: agents.filter((agent) => agent.status === status).length })).filter(({ count }) => count > 0)
}
