import type { ChannelIo } from '../core/plugin'
import { channels, formats } from '../core/registry'
import { jobs } from '../core/schedule'
import { fault } from '../shared/faults'
import type { Note } from '../shared/model'
import { err, ok, type Result } from '../shared/result'
import type { PriceTable } from '../core/costs/prices'
import { Console } from './console'
import { CostSource, logSources } from './costs/cost-source'
import { ApiServer } from './http/server'
import { routes } from './http/routes'
import { apiToken } from './http/token'
import { InstanceLock, removeInstance, writeInstance } from './instance'
import { systemClock } from './io/clock'
import { callRules, realIo } from './io/io'
import { NdjsonLog } from './io/ndjson-log'
import { notifier } from './notifier'
import { Outbox } from './outbox'
import { OwnTicks } from './own-ticks'
import type { Paths } from './paths'
import { telegramPort } from './providers/telegram'
import { Scheduler } from './scheduler'
import { Secrets, type Vault } from './secrets'
import { SettingsStore, type OpenFile } from './settings-store'
import { Store } from './store/store'
import { workOf } from './work'

/** What differs between the app and the agent; everything else is the same engine. */
export interface Platform {
  kind: 'console' | 'agent'
  version: string
  paths: Paths
  env: NodeJS.ProcessEnv
  openSettingsFile: OpenFile
  vault: Vault | null
  originMap: ReadonlyMap<string, string>
  prices: PriceTable
  showNotification: ChannelIo['showNotification']
  /** CPU seconds of all own processes since they started. */
  cpuSeconds(): number
}

export interface Engine {
  console: Console
  scheduler: Scheduler
  settings: SettingsStore
  secrets: Secrets
  store: Store
  telegram: ChannelIo['telegram']
  /** A bug caught at a boundary: logged with its stack, and the house goes on. */
  onBug(where: string, error: unknown): void
  /** Opens the API, begins the rhythm and the looking. */
  start(): Promise<void>
  /** Call on wake: makes up for what was missed, and looks at everything. */
  wake(): void
  stop(): Promise<void>
}

/** Nothing is due within a blink, and the window's first picture comes first. */
const scheduleAfterMs = 400

/** Puts the engine together for a data folder. Fails when another instance holds it, or it can't be used. */
export async function assemble(platform: Platform): Promise<Result<Engine>> {
  try {
    return await putTogether(platform)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // The system and SQLite name what hinders them; anything else is a bug.
    if (code === undefined || (code.startsWith('ERR_') && code !== 'ERR_SQLITE_ERROR')) throw error
    return err(fault('storage_failed', `${platform.paths.data} can’t be used (${code}).`, 'Check its rights and its room, or choose another folder with --data-dir.'))
  }
}

async function putTogether(platform: Platform): Promise<Result<Engine>> {
  const { paths, env, vault } = platform
  const clock = systemClock
  const lock = await InstanceLock.take(paths.data)
  if (!lock) return err(fault('already_running', `Another instance uses ${paths.data}.`, 'Stop it first, or choose another folder with --data-dir.'))

  const secrets = new Secrets(env, vault)
  const token = apiToken(paths.token)
  const redacted = () => [...secrets.all(), token]
  const settings = SettingsStore.open(paths.settings, platform.openSettingsFile, env, clock.now())
  const log = new NdjsonLog(paths.logs, 'console.log', redacted)
  const probeLog = new NdjsonLog(paths.logs, 'health_probe.log', redacted)
  const tickLog = new NdjsonLog(paths.logs, 'scheduler.log', redacted, (message) => console.setNote('logs', message ? { severity: 'fail', message, hint: 'Free some space, or check the folder’s rights.', action: null } : null))
  const stamp = () => new Date(clock.now()).toISOString()
  const onBug = (where: string, error: unknown) =>
    log.append({ ts: stamp(), event: 'bug', where, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })

  const { store, problem: storeProblem } = await Store.open(paths.database, clock.now())
  if (store.meta('installed_at') === null) store.setMeta('installed_at', String(clock.now()))

  const ticks = new OwnTicks(clock, platform.cpuSeconds, (line) => tickLog.append(line))
  const current = () => settings.get()
  const ended = new AbortController()
  const io = realIo({ settings: current, secrets, originMap: platform.originMap, ownHeartbeat: () => ticks.heartbeat(), ownLogs: paths.logs, ended: ended.signal })
  const costs = new CostSource(platform.prices, formats, () => logSources(paths.logs, current().watch.logDir))
  const console = new Console({ clock, io, settings: current, secrets, store, costs, logProbe: (line) => probeLog.append(line), onBug })
  const channelIo: ChannelIo = {
    showNotification: platform.showNotification,
    telegram: telegramPort(callRules(current, platform.originMap)),
    secret: (name) => secrets.get(name),
  }
  const outbox = new Outbox({ store, channels, io: channelIo, clock, settings: current, log: (line) => log.append(line), onBug })

  const work = workOf({ console, ticks, costs, outbox, store, clock, settings: current, logs: paths.logs })
  const scheduler = new Scheduler({ jobs, work, store, clock, onChange: () => console.changed(), onBug })
  const api = new ApiServer({ routes: routes(console, () => clock.now()), token, onBug })

  console.events.subscribe(notifier(store, outbox, clock, (line) => log.append(line)))
  console.events.subscribe({
    name: 'log',
    take: (events) => events.forEach((event) => log.append({ ts: new Date(event.at).toISOString(), event: `incident_${event.type}`, ...event.incident })),
  })
  settings.onChange(() => console.changed())

  for (const note of notesAtStart(settings, storeProblem, vault)) console.setNote(note.id, note)

  let scheduleLater: NodeJS.Timeout | undefined
  async function listen(): Promise<void> {
    const wantedPort = current().api.port
    const port = await api.listen(wantedPort)
    const url = `http://127.0.0.1:${port}`
    console.setApi({ url, port, wantedPort })
    const moved = wantedPort !== 0 && port !== wantedPort
    if (moved) console.setNote('port', { severity: 'info', message: `Port ${wantedPort} is taken; the local API answers on ${port}.`, hint: 'Free the port, or set another one.', action: { label: 'Settings', do: { kind: 'settings', section: 'api' } } })
    log.append({ ts: stamp(), event: 'api_listening', url, wanted_port: wantedPort, moved })
    writeInstance(paths.instance, { pid: process.pid, kind: platform.kind, version: platform.version, startedAt: stamp(), api: url })
  }

  return ok({
    console,
    scheduler,
    settings,
    secrets,
    store,
    telegram: channelIo.telegram,
    onBug,
    async start() {
      log.append({ ts: stamp(), event: 'started', kind: platform.kind, version: platform.version, engine: store.engine })
      ticks.tick()
      await listen()
      console.start(scheduler)
      scheduleLater = setTimeout(() => void scheduler.start().catch((error: unknown) => onBug('scheduler', error)), scheduleAfterMs)
      outbox.wake()
      void console.refreshCosts().catch((error: unknown) => onBug('costs', error))
    },
    wake() {
      ticks.tick()
      void scheduler.catchUp()
      console.lookBehind({ reason: 'schedule' })
      outbox.wake()
    },
    async stop() {
      clearTimeout(scheduleLater)
      scheduler.stop()
      console.stop()
      ended.abort()
      await api.close()
      await outbox.close()
      ticks.tick()
      log.append({ ts: stamp(), event: 'stopped' })
      store.close()
      removeInstance(paths.instance)
      lock.release()
    },
  })
}

/** What was found wrong while opening things, in words. */
function notesAtStart(settings: SettingsStore, storeProblem: string | null, vault: Vault | null): Note[] {
  const toSettings = (section: string): Note['action'] => ({ label: 'Settings', do: { kind: 'settings', section } })
  const found: Note[] = settings.problems.map((message, i) => ({ id: `settings-${i}`, severity: 'warning', message, hint: null, action: toSettings('about') }))
  if (storeProblem) found.push({ id: 'database', severity: 'warning', message: storeProblem, hint: null, action: null })
  if (vault?.problem)
    found.push({ id: 'vault', severity: 'warning', message: vault.problem, hint: 'Enter the credentials again in Settings.', action: toSettings('notion') })
  return found
}
