import type { FleetAgent, FleetComponent, FleetView } from '../../../src/shared/fleet'
import { ago, hour, minute, second } from './clock'

const agent = (name: string, more: Partial<FleetAgent> = {}): FleetAgent => ({
  agent: name,
  instance: `${name}:5000`,
  status: 'ok',
  heardAt: ago(20 * second),
  version: '0.1.0',
  unwell: 0,
  openIncidents: 0,
  tickAgeMs: 20 * second,
  monthUsd: 7.8,
  ...more,
})

/** Each state once. */
export const full: FleetView = {
  state: 'ok',
  url: 'http://127.0.0.1:9090',
  at: ago(5 * second),
  problem: null,
  agents: [
    agent('server-1', { status: 'fail', unwell: 2, openIncidents: 3, monthUsd: 21.4 }),
    agent('server-2', { status: 'warning', unwell: 1, openIncidents: 1, tickAgeMs: 9 * minute }),
    agent('laptop', { status: 'unknown', heardAt: ago(7 * hour), version: null, unwell: null, openIncidents: null, tickAgeMs: null, monthUsd: null }),
    agent('desk'),
  ],
}

export const off: FleetView = { state: 'off', url: null, at: null, problem: null, agents: [] }

export const components: readonly FleetComponent[] = [
  { component: 'notion', status: 'ok', latencyMs: 180, ageMs: 40 * second },
  { component: 'stripe', status: 'fail', latencyMs: null, ageMs: 40 * second },
  { component: 'disk_ok', status: 'warning', latencyMs: null, ageMs: 20 * second },
]
