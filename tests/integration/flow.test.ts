import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { defineChannel, type Message } from '../../src/core/plugin'
import { trayView } from '../../src/core/views/tray'
import { Console } from '../../src/host/console'
import { NdjsonLog } from '../../src/host/io/ndjson-log'
import { Notifier } from '../../src/host/notifier'
import { gatherMs } from '../../src/core/telling'
import { Outbox } from '../../src/host/outbox'
import { Secrets } from '../../src/host/secrets'
import { Store } from '../../src/host/store/store'
import { fault } from '../../src/shared/faults'
import { err, ok } from '../../src/shared/result'
import type { Snapshot } from '../../src/shared/model'
import { connected, wellWorld } from './host/console-parts'
import { channelIo } from '../fixtures/channel-io'
import { freshFolder, handClock, until } from './support'
import { spendingOn } from './spending'

/**
 * The drawing of ARCHITECTURE.md as a test: what a look at Stripe finds becomes the tray's icon, the window's row, a
 * line in the log, a row of history and a message, with the real store, hub and outbox in between.
 */
it('a look’s answer becomes tray, window, history, log and message', async () => {
  // ── The world outside, as it is handed in: all is well, and Stripe's answer is ours to choose.
  const clock = handClock(Date.UTC(2026, 10, 23, 12))
  const refused = err(fault('auth_invalid', 'Stripe refuses the credential.', 'Replace it in Settings.'))
  let stripeAnswers: Awaited<ReturnType<ReturnType<typeof wellWorld>['stripe']['balance']>> = ok({ livemode: false })
  const io = { ...wellWorld(clock), stripe: { balance: async () => stripeAnswers } }

  // ── The house, put together as the composition root does it.
  const folder = freshFolder()
  const { store } = await Store.open(join(folder, 'console.db'), clock.now())
  const secrets = new Secrets({ NOTION_TOKEN: 'ntn_of_this_test', STRIPE_API_KEY: 'rk_test_of_this_test' }, null)
  const eventLog = new NdjsonLog(folder, 'console.log', () => secrets.all())
  const probeLog = new NdjsonLog(folder, 'health_probe.log', () => secrets.all())
  const lines = (log: NdjsonLog) => readFileSync(log.path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  const bugs: unknown[] = []
  const onBug = (where: string, error: unknown) => bugs.push([where, error])

  const told: Message[] = []
  const recorder = defineChannel({ id: 'recorder', title: 'A recording channel', wanted: () => true, address: () => 'recorder', send: async (message) => ok({ id: `receipt ${told.push(message)}` }) })
  const outbox = new Outbox({
    store, clock, channels: [recorder], settings: () => connected, log: (line) => eventLog.append(line), onBug, onRefusal: () => {},
    io: channelIo({ secret: io.secret }),
  })
  const console = new Console({ clock, io: () => io, settings: () => connected, secrets, store, spending: await spendingOn(clock, () => connected), logProbe: (line) => probeLog.append(line), onBug })
  onTestFinished(async () => {
    console.stop()
    notifier.close()
    await outbox.close()
    store.close()
  })

  let window: Snapshot | null = null
  console.snapshots.subscribe({ name: 'window', take: (snapshot) => (window = snapshot) })
  console.snapshots.subscribe({ name: 'a broken sink', take: () => { throw new Error('it starves nobody') } })
  const notifier = new Notifier({
    store, outbox, moment: () => ({ wallMs: clock.now(), boot: 'one', sinceBootMs: clock.monotonic() }), open: () => console.snapshot().incidents,
    silenceOf: () => null, log: (line) => eventLog.append(line), onBug,
  })
  console.events.subscribe(notifier)
  /** What opens together is told together: the time for that goes by. */
  const afterwards = () => {
    clock.advance(gatherMs)
    notifier.consider()
  }
  console.events.subscribe({ name: 'log', take: (events) => events.forEach((event) => eventLog.append({ event: `incident_${event.type}`, ...event.incident })) })
  const stripeRow = () => window?.components.find(({ target }) => target === 'stripe')

  // ── All is well: everything looked at, nothing to tell.
  await console.look({ reason: 'start' })
  await until(() => window?.overall === 'ok' && window.run === null, 'a calm window')
  expect(trayView(window!)).toEqual({ icon: 'ok', tooltip: 'EchoPilot ✅ All well: 5 components watched.', reasons: [], muted: null })
  expect(store.incidents.open()).toEqual([])
  expect(told).toEqual([])

  // ── Stripe refuses the key. That needs no second look to be believed.
  clock.advance(300_000)
  stripeAnswers = refused
  await console.look({ reason: 'schedule' })

  //    tray and window: two projections of one state
  await until(() => stripeRow()?.status === 'fail', 'the row in the window')
  expect(trayView(window!)).toEqual({ icon: 'fail', tooltip: 'EchoPilot ❌ Stripe refuses the credential.', reasons: ['❌ Stripe refuses the credential.'], muted: null })
  expect(stripeRow()).toMatchObject({ code: 'auth_invalid', hint: 'Replace it in Settings.', action: { label: 'Replace key' }, history: [{ status: 'ok' }, { status: 'fail' }] })
  //    history: every sample
  expect(store.samples.newest('stripe', 9).map(({ at, status, code }) => ({ at, status, code }))).toEqual([
    { at: clock.now() - 300_000, status: 'ok', code: null },
    { at: clock.now(), status: 'fail', code: 'auth_invalid' },
  ])
  expect(store.incidents.open()).toMatchObject([{ target: 'stripe', rule: 'component-failing', severity: 'fail', openedAt: clock.now() }])
  //    log: one line a run, one line an event
  expect(lines(probeLog).map(({ ok: good, status, reason }) => ({ good, status, reason }))).toEqual([
    { good: true, status: 'ok', reason: 'start' },
    { good: false, status: 'fail', reason: 'schedule' },
  ])
  afterwards()
  await until(() => lines(eventLog).some(({ outcome }) => outcome === 'delivered'), 'the delivery in the log')
  expect(lines(eventLog)).toEqual([
    expect.objectContaining({ event: 'not_told_yet', type: 'opened', identity: 'component-failing:stripe' }),
    expect.objectContaining({ event: 'incident_opened', target: 'stripe', severity: 'fail' }),
    expect.objectContaining({ event: 'message', channel: 'recorder', outcome: 'delivered', receipt: 'receipt 1' }),
  ])
  //    outbox: durable, delivered, with its receipt
  expect(store.outbox.newest(9)).toMatchObject([{ channel: 'recorder', state: 'delivered', attempts: 1, receipt: 'receipt 1' }])
  expect(told).toMatchObject([{ kind: 'alert', severity: 'fail', title: '❌ Stripe: the credential is refused', body: 'Stripe refuses the credential.\nReplace it in Settings.' }])

  // ── Still refused: no edge, no message.
  clock.advance(300_000)
  await console.look({ reason: 'schedule' })
  expect(store.outbox.newest(9)).toHaveLength(1)

  // ── A new key: two good looks bring it back, and the end is told.
  stripeAnswers = ok({ livemode: false })
  clock.advance(300_000)
  await console.look({ reason: 'button' })
  await until(() => stripeRow()?.status === 'warning', 'one good look')
  expect(store.incidents.open()).toHaveLength(1)
  clock.advance(300_000)
  await console.look({ reason: 'button' })
  afterwards()
  await until(() => told.length === 2 && window?.overall === 'ok', 'all well again')
  expect(told[1]).toMatchObject({ severity: 'info', title: '✅ Resolved: Stripe: the credential is refused' })
  expect(store.incidents.open()).toEqual([])
  expect(store.incidents.newest(9)).toMatchObject([{ target: 'stripe', resolvedAt: clock.now() - gatherMs }])

  // ── It fails anew within the cooldown: window and history know at once, the message is held back and the log says so.
  stripeAnswers = refused
  clock.advance(300_000)
  await console.look({ reason: 'schedule' })
  await until(() => stripeRow()?.status === 'fail', 'the row in the window')
  afterwards()
  expect(told).toHaveLength(2)
  expect(lines(eventLog).at(-1) ?? {}).toMatchObject({ event: 'incident_opened' })

  // ── When half an hour is over since it was told, and it still fails, it is told again, with what was held back.
  clock.advance(30 * 60_000)
  notifier.consider()
  afterwards()
  await until(() => told.length === 3, 'the message that was held back')
  expect(told[2]).toMatchObject({ severity: 'fail', title: '❌ Stripe: the credential is refused' })

  // ── And through all of it only the broken sink broke, and no secret went anywhere.
  expect(new Set(bugs.map((bug) => (bug as [string])[0]))).toEqual(new Set(['sink a broken sink']))
  for (const secret of secrets.all()) for (const log of [eventLog, probeLog]) expect(readFileSync(log.path, 'utf8')).not.toContain(secret)
})
