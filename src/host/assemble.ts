import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Io } from '../core/io'
import type { Channel, ChannelIo } from '../core/plugin'
import { channels } from '../core/registry'
import { jobs } from '../core/schedule'
import { targetsOf } from '../core/targets'
import { fault } from '../shared/faults'
import type { Note, Snapshot } from '../shared/model'
import { err, ok, type Result } from '../shared/result'
import { isCutOff, reachedAt } from '../core/views/network'
import { channelIoOf } from './channels/channel-io'
import { Console } from './console'
import type { Bills } from './bills/bills'
import { engineSpending } from './spending/engine-spending'
import type { Spending } from './spending/spending'
import { Fleet } from './fleet/fleet'
import { IncidentDesk } from './incidents/incident-desk'
import { IncidentTrail } from './incidents/incident-trail'
import { JobDesk } from './job-desk'
import { History } from './history/history'
import { Notes } from './history/notes'
import { spendOf } from './history/spend'
import { TickGapKeeper } from './history/tick-gaps'
import { ApiServer } from './http/server'
import { backtestReport } from './backtest'
import { routes, type TryRule } from './http/routes'
import { metricsRoutes } from './http/routes-metrics'
import { apiToken } from './http/token'
import { InstanceLock, removeInstance, writeInstance } from './instance'
import { systemClock } from './io/clock'
import { Checks } from './checks'
import { Config } from './config'
import { DataDesk } from './data/data-desk'
import { settleRestore } from './data/restore-swap'
import { builtTaskScript } from './data/task-thread'
import { Works } from './data/works'
import { Connecting } from './connecting/connecting'
import { callRules, deadlineIn, realIo, realNetwork } from './io/io'
import type { ProxyFor } from './io/network'
import { NdjsonLog } from './io/ndjson-log'
import { lookAfter } from './look-after'
import { refusalMessage } from '../core/messages'
import { isRefusal } from '../shared/refusals'
import { systemMoment } from './io/boot'
import { Messaging } from './messaging'
import { Notifier } from './notifier'
import { Outbox } from './outbox'
import { OwnFactsSource } from './own-facts'
import { OwnTicks } from './own-ticks'
import { readHeartbeat } from './io/heartbeats'
import { PresenceWatch, systemPulse, systemRules } from './presence'
import type { SelfHealFigures } from '../core/self-heal'
import type { Paths } from './paths'
import { Scheduler } from './scheduler'
import { Secrets, type Vault } from './secrets'
import { SettingsStore, type OpenFile } from './settings-store'
import { Store, type ChannelRefusal } from './store/store'
import { TelegramCommands } from './telegram-commands'
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

/** Nothing is due within a blink, and the window's first picture comes first. */
const scheduleAfterMs = 400
/** Within this, one wake is told of by everyone who tells of it. */
const oneWakeMs = 10_000

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

  // Before anything is opened: what was decided in the last run takes its place.
  const restored = settleRestore(paths)
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
  if (store.meta('install_id') === null) store.setMeta('install_id', randomUUID())

  let running = false
  const presence = new PresenceWatch({
    pulse: systemPulse, rules: systemRules, store, onBug,
    onBack: () => wake(),
    onClockSet() {
      if (running) ticks.tick()
      scheduler.clockSet()
    },
  })
  const ticks = new OwnTicks({
    presence: () => presence.view(),
    cpuSeconds: platform.cpuSeconds,
    write: (line) => tickLog.append(line),
    earlier: async () => (await readHeartbeat(paths.logs)).ticks,
  })
  const current = () => settings.get()
  const ended = new AbortController()
  const forMessages = { network: realNetwork(platform.proxyFor), originMap: platform.originMap }
  const outside = { ...forMessages, ended: ended.signal }
  const deadlineMs = () => current().probing.deadlineSeconds * 1000
  /** Rules for one call outside of a look. */
  const ask = (spanMs = deadlineMs()) => callRules(outside, deadlineIn(spanMs))
  const works = new Works(clock, onBug)
  const money = await engineSpending({ paths, settings: current, secrets, store, clock, works, redacted, ask, onBug })
  const { spending } = money
  const selfHeals = () => spending.heals()
  const real = realIo({ settings: current, secret: (key) => secrets.get(key), outside, ownHeartbeat: () => ticks.heartbeat(), ownLogs: paths.logs, presence: () => presence.view(), selfHeals })
  const io: typeof real = (deadline) => platform.around?.(real(deadline)) ?? real(deadline)
  const console = new Console({ clock, io, settings: current, secrets, store, own: () => ownFacts.facts(), spending, logProbe: (line) => probeLog.append(line), onBug })
  const channelIo = channelIoOf({ showNotification: platform.showNotification, outside: forMessages, settings, secret: (key) => secrets.get(key), note: (note) => console.setNote('telegram-chat', note) })
  const outbox = new Outbox({
    store, channels, io: channelIo, clock, settings: current, onBug,
    log: (line) => log.append(line),
    onRefusal(channel, refusal) {
      sayRefusal(console, channel, refusal)
      console.judgeItself()
      if (refusal) outbox.post(refusalMessage(channel.title, refusal.message, refusal.hint), () => {}, ({ id }) => id !== channel.id)
    },
  })
  const ownFacts = new OwnFactsSource({ clock, settings: current, secrets, store, jobs, logs: [tickLog, probeLog, log], channels, io: channelIo })
  for (const channel of channels) sayRefusal(console, channel, store.channelRefusal(channel.id))
  const messaging = new Messaging({ console, store, outbox, channels, io: channelIo, settings: current, moment: systemMoment, reconsider: () => notifier.consider() })
  console.mutedUntil = () => messaging.mutedUntil()
  const trail = new IncidentTrail(store, clock)
  const notifier: Notifier = new Notifier({ store, outbox, moment: systemMoment, open: () => console.openIncidents().filter((incident) => !isRefusal(incident)), silenceOf: (incident) => messaging.silenceOf(incident), onHeld: (held) => trail.hold(held), log: (line) => log.append(line), onBug })

  const commands = new TelegramCommands({
    console, messaging, store, clock, settings: current, moment: systemMoment, ask, onBug,
    token: () => secrets.get('telegramToken'),
    note: (note) => console.setNote('telegram-commands', note),
    log: (line) => log.append(line),
  })
  let setUp = ''
  /** What is set up otherwise takes again what waits for it. */
  function channelsMayDiffer(): void {
    const now = channels.map((channel) => `${channel.wanted(current(), channelIo)} ${channel.address(current(), channelIo)}`).join('\n')
    if (now !== setUp && running) outbox.wake()
    setUp = now
    commands.reconsider()
  }

  const data = new DataDesk({ paths, version: platform.version, store, settings, spending, clock, works, secrets: redacted, script: builtTaskScript() })
  const work = workOf({ data, console, ticks, spending, readProcesses: money.readProcesses, outbox, store, clock })
  const scheduler = new Scheduler({ jobs, work, store, clock, onChange: () => console.changed(), onBug })
  const config = new Config(settings, (changed) => void lookAfter(changed, { console, settings }).catch((error: unknown) => onBug('look', error)))
  const tryRule: TryRule = (rule, span) => backtestReport(rule, span, { store, spending }, current())
  const notes = new Notes(store, clock)
  const history = new History({ store, clock, notes, targets: () => targetsOf(current()), presence: () => presence.view(), heartbeats: () => io(deadlineIn(deadlineMs())).heartbeats(), spend: (question) => spendOf(spending, question) })
  const fleet = new Fleet({ settings: current, token: () => secrets.get('fleetToken'), rules: () => ({ ...outside, deadline: deadlineIn(deadlineMs()) }), clock })
  const teller = () => ({ agent: current().fleet.agentName ?? hostname(), kind: platform.kind, version: platform.version })
  const api = new ApiServer({ routes: { ...routes(console, config, money.routes, notes, tryRule, () => clock.now()), ...metricsRoutes(console, teller) }, token, onBug })

  console.events.subscribe(trail)
  console.events.subscribe(notifier)
  console.snapshots.subscribe(new TickGapKeeper(store))
  money.attach(console)
  console.events.subscribe({
    name: 'log',
    take: (events) => events.forEach((event) => log.append({ ts: new Date(event.at).toISOString(), event: `incident_${event.type}`, ...event.incident })),
  })
  console.snapshots.subscribe({ name: 'channels', take: channelsMayDiffer })
  console.snapshots.subscribe({ name: 'presence', take: knowWay })
  function knowWay(shown: Snapshot): void {
    presence.setCutOff(isCutOff(shown.notes))
    presence.setReached(reachedAt(shown.components))
  }
  settings.onChange(() => {
    console.settingsChanged()
    money.reconsider()
    // A channel set up otherwise is tried again; one switched off is rid of what waits; quiet hours may have begun.
    outbox.wake()
    notifier.consider()
  })
  const connecting = new Connecting({ console, settings, secrets, clock, ask, ended: ended.signal, openInBrowser: platform.openInBrowser, originMap: platform.originMap, whilePairing: (pairing) => commands.pausedDuring(pairing) })
  const checks = new Checks({ console, settings, secrets })
  checks.tidy()

  for (const note of notesAtStart(settings, storeProblem, vault)) console.setNote(note.id, note)
  if (restored) console.setNote('restored', { severity: 'info', message: `Everything is as the backup of ${restored.slice(0, 16).replace('T', ' ')} UTC had it.`, hint: 'What was here before is in the newest backup of Settings › Data. Credentials weren’t touched.', action: { label: 'Settings', do: { kind: 'settings', section: 'data' } } })

  let wokeAt = -Infinity
  /** The clocks and the system tell of the same wake, one after the other. */
  function wake(): void {
    const now = clock.monotonic()
    if (!running || now - wokeAt < oneWakeMs) return
    wokeAt = now
    ticks.tick()
    void scheduler.catchUp()
    console.lookBehind({ reason: 'schedule', gently: true })
    outbox.wake()
    notifier.consider()
    commands.wake()
  }

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
    connecting,
    checks,
    config,
    spending,
    bills: money.bills,
    messaging,
    fleet,
    incidents: new IncidentDesk({ store, clock, history, spending, targets: () => targetsOf(current()) }),
    jobDesk: new JobDesk({ jobs, store, clock, presence: () => presence.view() }),
    history,
    notes,
    works,
    data,
    onBug,
    async start() {
      log.append({ ts: stamp(), event: 'started', kind: platform.kind, version: platform.version, engine: store.engine })
      running = true
      presence.start()
      ticks.tick()
      await listen()
      console.start(scheduler)
      scheduleLater = setTimeout(() => {
        void scheduler.start().catch((error: unknown) => onBug('scheduler', error))
        money.begin()
      }, scheduleAfterMs)
      outbox.wake()
      notifier.consider()
      commands.start()
    },
    sleep: () => presence.suspending(),
    wake() {
      presence.pulse()
      wake()
    },
    selfHealLedger: selfHeals,
    async stop() {
      running = false
      works.cancelAll()
      clearTimeout(scheduleLater)
      scheduler.stop()
      console.stop()
      ended.abort()
      await commands.stop()
      await api.close()
      await money.close()
      notifier.close()
      await outbox.close()
      ticks.tick()
      presence.stop()
      log.append({ ts: stamp(), event: 'stopped' })
      store.close()
      removeInstance(paths.instance)
      lock.release()
    },
  })
}

/** A channel that takes nothing any more is seen, wherever one looks. */
function sayRefusal(console: Console, { id, title }: Channel, refusal: ChannelRefusal | null): void {
  const note = refusal && { severity: 'fail' as const, message: `${title}: nothing more can be sent. ${refusal.message}`, hint: refusal.hint, action: { label: 'Settings', do: { kind: 'settings' as const, section: id === 'telegram' ? 'telegram' : 'alerts' } } }
  console.setNote(`channel-${id}`, note)
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
