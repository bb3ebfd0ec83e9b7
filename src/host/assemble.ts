import { randomUUID } from 'node:crypto'
import { channels } from '../core/registry'
import { jobs } from '../core/schedule'
import { fault } from '../shared/faults'
import type { Snapshot } from '../shared/model'
import { err, ok, type Result } from '../shared/result'
import { isCutOff, reachedAt } from '../core/views/network'
import { Console } from './console'
import type { Engine, Platform } from './engine'
import { engineApi } from './engine-api'
import { engineDesks } from './engine-desks'
import { engineMessages } from './engine-messages'
import { engineSpending } from './spending/engine-spending'
import { TickGapKeeper } from './history/tick-gaps'
import { apiToken } from './http/token'
import { InstanceLock, removeInstance } from './instance'
import { systemClock } from './io/clock'
import { DataDesk } from './data/data-desk'
import { settleRestore } from './data/restore-swap'
import { builtTaskScript } from './data/task-thread'
import { Works } from './data/works'
import { callRules, deadlineIn, realIo, realNetwork } from './io/io'
import { NdjsonLog } from './io/ndjson-log'
import { OwnFactsSource } from './own-facts'
import { OwnTicks } from './own-ticks'
import { readHeartbeat } from './io/heartbeats'
import { PresenceWatch, systemPulse, systemRules } from './presence'
import { Scheduler } from './scheduler'
import { Secrets } from './secrets'
import { SettingsStore } from './settings-store'
import { notesAtStart } from './start-notes'
import { Store } from './store/store'
import { WithheldNotes } from './withheld-notes'
import { workOf } from './work'

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
  const settings = SettingsStore.open(paths.settings, platform.openSettingsFile, env, clock.now())
  const secrets = new Secrets(env, vault, () => settings.get())
  const token = apiToken(paths.token)
  const redacted = () => [...secrets.all(), token]
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
    pulse: systemPulse, rules: systemRules, store: store.presence, onBug,
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
  const messages = engineMessages({ console, store, clock, settings, secrets, ask, onBug, showNotification: platform.showNotification, outside: forMessages, log: (line) => log.append(line), isRunning: () => running })
  const { commands, outbox } = messages
  const ownFacts = new OwnFactsSource({ clock, settings: current, secrets, store, jobs, logs: [tickLog, probeLog, log], channels, io: messages.channelIo })
  const data = new DataDesk({ paths, version: platform.version, store, settings, spending, clock, works, secrets: redacted, script: builtTaskScript() })
  const work = workOf({ data, console, ticks, spending, readProcesses: money.readProcesses, outbox, store, clock })
  const scheduler = new Scheduler({ jobs, work, store, clock, onChange: () => console.changed(), onBug })
  const desks = engineDesks({
    platform, console, settings, secrets, store, clock, spending, outside, ask, onBug,
    whilePairing: (pairing) => commands.pausedDuring(pairing),
    presence: () => presence.view(),
    heartbeats: () => io(deadlineIn(deadlineMs())).heartbeats(),
  })
  const { config, notes } = desks
  const api = engineApi({ platform, console, settings, store, spending, config, notes, costs: money.routes, clock, token, log: (line) => log.append({ ts: stamp(), ...line }), onBug })

  messages.attach()
  console.snapshots.subscribe(new TickGapKeeper(store))
  money.attach(console)
  console.events.subscribe({
    name: 'log',
    take: (events) => events.forEach((event) => log.append({ ts: new Date(event.at).toISOString(), event: `incident_${event.type}`, ...event.incident })),
  })
  console.snapshots.subscribe({ name: 'presence', take: knowWay })
  function knowWay(shown: Snapshot): void {
    presence.setCutOff(isCutOff(shown.notes))
    presence.setReached(reachedAt(shown.components))
  }
  settings.onChange(() => {
    console.settingsChanged()
    money.reconsider()
    // A channel set up otherwise is tried again; one switched off is rid of what waits; quiet hours may have begun.
    messages.reconsider()
  })
  desks.checks.tidy()
  secrets.bindAll(settings.problems.length === 0)
  console.snapshots.subscribe(new WithheldNotes(console, secrets))

  for (const note of notesAtStart({ settings, storeProblem, vault, restored })) console.setNote(note.id, note)

  let wokeAt = -Infinity
  /** The clocks and the system tell of the same wake, one after the other. */
  function wake(): void {
    const now = clock.monotonic()
    if (!running || now - wokeAt < oneWakeMs) return
    wokeAt = now
    ticks.tick()
    void scheduler.catchUp()
    console.lookBehind({ reason: 'schedule', gently: true })
    messages.reconsider()
    commands.wake()
  }

  let scheduleLater: NodeJS.Timeout | undefined
  return ok({
    console,
    scheduler,
    settings,
    secrets,
    redacted,
    store,
    ...desks,
    spending,
    bills: money.bills,
    messaging: messages.messaging,
    works,
    data,
    onBug,
    async start() {
      log.append({ ts: stamp(), event: 'started', kind: platform.kind, version: platform.version, engine: store.engine })
      running = true
      presence.start()
      ticks.tick()
      await api.listen()
      console.start(scheduler)
      scheduleLater = setTimeout(() => {
        void scheduler.start().catch((error: unknown) => onBug('scheduler', error))
        money.begin()
      }, scheduleAfterMs)
      messages.reconsider()
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
      await messages.close()
      ticks.tick()
      presence.stop()
      log.append({ ts: stamp(), event: 'stopped' })
      store.close()
      removeInstance(paths.instance)
      lock.release()
    },
  })
}
