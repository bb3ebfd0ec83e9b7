import type { Io } from '../core/io'
import type { ChannelIo } from '../core/plugin'
import type { SelfHealFigures } from '../core/self-heal'
import type { Bills } from './bills/bills'
import type { Checks } from './checks'
import type { Config } from './config'
import type { Connecting } from './connecting/connecting'
import type { Console } from './console'
import type { DataDesk } from './data/data-desk'
import type { Works } from './data/works'
import type { Fleet } from './fleet/fleet'
import type { History } from './history/history'
import type { Notes } from './history/notes'
import type { IncidentDesk } from './incidents/incident-desk'
import type { ProxyFor } from './io/network'
import type { JobDesk } from './job-desk'
import type { Messaging } from './messaging'
import type { Paths } from './paths'
import type { Scheduler } from './scheduler'
import type { Secrets, Vault } from './secrets'
import type { OpenFile, SettingsStore } from './settings-store'
import type { Spending } from './spending/spending'
import type { Store } from './store/store'

/** What differs between the app and the agent; everything else is the same engine. */
export interface Platform {
  kind: 'console' | 'agent'
  version: string
  paths: Paths
  env: NodeJS.ProcessEnv
  openSettingsFile: OpenFile
  vault: Vault | null
  originMap: ReadonlyMap<string, string>
  /** By which proxy an address is reached: the system's in the app, the environment's in the agent. */
  proxyFor: ProxyFor
  /** Opens an address in the system's browser; null where there is none. */
  openInBrowser: ((url: string) => Promise<void>) | null
  showNotification: ChannelIo['showNotification']
  /** Puts something else in the place of what looks see of the outside, as a demo does. */
  around?: (io: Io) => Io
  /** CPU seconds of all own processes since they started. */
  cpuSeconds(): number
}

export interface Engine {
  console: Console
  scheduler: Scheduler
  settings: SettingsStore
  secrets: Secrets
  /** What no text may hold that is kept or shown: all secrets, and the API’s token. */
  redacted(): readonly string[]
  store: Store
  connecting: Connecting
  checks: Checks
  config: Config
  spending: Spending
  bills: Bills
  messaging: Messaging
  fleet: Fleet
  incidents: IncidentDesk
  jobDesk: JobDesk
  history: History
  notes: Notes
  /** Long work that is under way. */
  works: Works
  data: DataDesk
  /** A bug caught at a boundary: logged with its stack, and the house goes on. */
  onBug(where: string, error: unknown): void
  /** Opens the API, begins the rhythm and the looking. */
  start(): Promise<void>
  /** Call when the system says that it goes to sleep. */
  sleep(): void
  /** Call on wake, as often as the system says so: makes up once for what was missed, and looks at everything. */
  wake(): void
  /** What jobs of the watched logs needed healing, and what that cost; null until the logs have been read. */
  selfHealLedger(): SelfHealFigures | null
  stop(): Promise<void>
}
