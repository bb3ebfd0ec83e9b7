import { duration } from '../../../shared/format'
import type { FleetAgent } from '../../../shared/fleet'
import type { Status } from '../../../shared/model'
import { texts } from '../../texts'

const words = texts.fleet
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

export const agentRow = (agent: FleetAgent): AgentRow => ({
  id: idOf(agent),
  status: agent.status,
  agent: agent.agent,
  instance: agent.instance,
  unwell: counted(agent.unwell),
  incidents: counted(agent.openIncidents),
  tick: agent.tickAgeMs === null ? words.untold : duration(agent.tickAgeMs),
  month: agent.monthUsd === null ? words.untold : dollars.format(agent.monthUsd),
  version: agent.version ?? words.untold,
})

const counted = (count: number | null): string => (count === null ? words.untold : String(count))

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
