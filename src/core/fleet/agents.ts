import type { FleetAgent, FleetComponent } from '../../shared/fleet'
import type { Column } from './questions'
import { statusOf } from './series'
import type { Measured } from './vector'

/** Twice what a look takes to come round, and a push after it: what is older says nothing of now. */
export const staleAfterMs = 180_000

const worst = { fail: 0, warning: 1, unknown: 2, ok: 3, off: 4 } as const

const nameOf = ({ labels }: Measured): string => `${labels['agent'] ?? ''}\n${labels['instance'] ?? ''}`

/** Rows of the overview out of one answer a column, the worst first. An agent is there when it said when it judged. */
export function agentsOf(columns: Record<Column, readonly Measured[]>, now: number): FleetAgent[] {
  const byName = Object.fromEntries(Object.entries(columns).map(([column, figures]) => [column, new Map(figures.map((one) => [nameOf(one), one]))])) as Record<Column, Map<string, Measured>>
  const rows = columns.heard.map((heard): FleetAgent => {
    const name = nameOf(heard)
    const figure = (column: Column) => byName[column].get(name)?.value ?? null
    const heardAt = Math.round(heard.value * 1000)
    const tickAge = figure('tickAge')
    return {
      agent: heard.labels['agent'] ?? '',
      instance: heard.labels['instance'] ?? '',
      status: overallOf(figure('status'), heardAt, now),
      heardAt,
      version: byName.info.get(name)?.labels['version'] ?? null,
      unwell: figure('unwell'),
      openIncidents: figure('incidents'),
      tickAgeMs: tickAge === null ? null : tickAge * 1000,
      monthUsd: figure('month'),
    }
  })
  return rows.toSorted((a, b) => worst[a.status] - worst[b.status] || a.agent.localeCompare(b.agent) || a.instance.localeCompare(b.instance))
}

/** Too old is unknown, never well. A clock that goes ahead of ours proves no more than one that goes right. */
function overallOf(code: number | null, heardAt: number, now: number): FleetAgent['status'] {
  if (code === null || now - heardAt > staleAfterMs) return 'unknown'
  const status = statusOf(code)
  return status === 'off' ? 'unknown' : status
}

/** Components of one agent, the worst first. */
export function componentsOf(columns: Record<Exclude<keyof FleetComponent, 'component'>, readonly Measured[]>): FleetComponent[] {
  const valueOf = (figures: readonly Measured[], component: string) => figures.find(({ labels }) => labels['component'] === component)?.value
  const inMs = (seconds: number | undefined) => (seconds === undefined ? null : seconds * 1000)
  return columns.status
    .map(({ labels, value }) => {
      const component = labels['component'] ?? ''
      return { component, status: statusOf(value), latencyMs: inMs(valueOf(columns.latencyMs, component)), ageMs: inMs(valueOf(columns.ageMs, component)) }
    })
    .toSorted((a, b) => worst[a.status] - worst[b.status] || a.component.localeCompare(b.component))
}
