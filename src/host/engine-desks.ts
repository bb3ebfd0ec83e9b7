import type { Clock, Io } from '../core/io'
import { jobs } from '../core/schedule'
import { targetsOf } from '../core/targets'
import type { Presence } from '../core/timeline'
import { Checks } from './checks'
import { Config } from './config'
import { Connecting } from './connecting/connecting'
import type { ConnectingPorts } from './connecting/ports'
import type { Console } from './console'
import type { Engine, Platform } from './engine'
import { Fleet } from './fleet/fleet'
import { History } from './history/history'
import { Notes } from './history/notes'
import { spendOf } from './history/spend'
import { IncidentDesk } from './incidents/incident-desk'
import { deadlineIn, type Outside } from './io/io'
import { JobDesk } from './job-desk'
import { lookAfter } from './look-after'
import type { Secrets } from './secrets'
import type { SettingsStore } from './settings-store'
import type { Spending } from './spending/spending'
import type { Store } from './store/store'

export interface EngineDesksPorts {
  platform: Pick<Platform, 'openInBrowser' | 'originMap'>
  console: Console
  settings: SettingsStore
  secrets: Secrets
  store: Store
  clock: Clock
  spending: Spending
  outside: Required<Outside>
  ask: ConnectingPorts['ask']
  whilePairing: NonNullable<ConnectingPorts['whilePairing']>
  presence(): Presence
  heartbeats: Io['heartbeats']
  onBug(where: string, error: unknown): void
}

export type EngineDesks = Pick<Engine, 'config' | 'notes' | 'history' | 'fleet' | 'incidents' | 'jobDesk' | 'connecting' | 'checks'>

/** What a window, the API and the bot ask of, beside the figures that are pushed to them. */
export function engineDesks(ports: EngineDesksPorts): EngineDesks {
  const { console, settings, secrets, store, clock, spending, presence, heartbeats, outside, ask, onBug } = ports
  const current = () => settings.get()
  const targets = () => targetsOf(current())
  const notes = new Notes(store, clock)
  const history = new History({ store, clock, notes, targets, presence, heartbeats, spend: (question) => spendOf(spending, question) })
  return {
    notes,
    history,
    config: new Config(settings, (changed) => void lookAfter(changed, { console, settings }).catch((error: unknown) => onBug('look', error))),
    fleet: new Fleet({ settings: current, token: () => secrets.get('fleetToken'), withheld: () => secrets.withheld('fleetToken'), rules: () => ({ ...outside, deadline: deadlineIn(current().probing.deadlineSeconds * 1000) }), clock }),
    incidents: new IncidentDesk({ store, clock, history, spending, targets }),
    jobDesk: new JobDesk({ jobs, store, clock, presence }),
    connecting: new Connecting({ console, settings, secrets, clock, ask, ended: outside.ended, openInBrowser: ports.platform.openInBrowser, originMap: ports.platform.originMap, whilePairing: ports.whilePairing }),
    checks: new Checks({ console, settings, secrets }),
  }
}
