import { describe, expect, it, onTestFinished } from 'vitest'
import { defineChannel, type Message } from '../../../src/core/plugin'
import { cooldownMs, gatherMs } from '../../../src/core/telling'
import { Messaging } from '../../../src/host/messaging'
import { Notifier } from '../../../src/host/notifier'
import { Outbox } from '../../../src/host/outbox'
import type { Store } from '../../../src/host/store/store'
import { fault } from '../../../src/shared/faults'
import { err, ok } from '../../../src/shared/result'
import type { Check, Settings } from '../../../src/shared/settings'
import { handClock, until, type HandClock } from '../support'
import { connected, consoleIn } from './console-parts'

const minute = 60_000
const hour = 60 * minute

/** Ports that answer or don't, one a check. */
const ports = (count: number): Check[] =>
  Array.from({ length: count }, (_, i) => ({ id: `port-${i}`, kind: 'tcp', title: `Port ${i}`, enabled: true, everySeconds: null, watchValue: false, settings: { host: `h${i}.example.com`, port: 1 } }))

interface Life {
  store?: Store
  clock?: HandClock
  boot?: string
  settings?: Settings
}

/** A console with everything that makes messages, around ports whose state is ours to choose. */
async function alerting(count: number, { store: kept, clock = handClock(), boot = 'boot', settings = { ...connected, checks: { list: ports(count) } } }: Life = {}) {
  const down = new Set<string>()
  const connect = async ({ host }: { host: string }) => (down.has(host) ? err(fault('expectation_failed', `${host} is closed.`, 'Open it.')) : ok(undefined))
  const parts = await consoleIn(() => ({ connect }), { clock, settings, ...(kept ? { store: kept } : {}) })
  const { console, store, bugs } = parts
  const messages: Message[] = []
  const recorder = defineChannel({ id: 'recorder', title: 'Recorder', wanted: () => true, address: () => 'r', send: async (message) => ok({ id: `m${messages.push(message)}` }) })
  const io = { showNotification: null, telegram: { send: async () => ok({ id: '' }) }, secret: () => null } as never
  const moment = () => ({ wallMs: clock.now(), boot, sinceBootMs: clock.monotonic() })
  const outbox = new Outbox({ store, channels: [recorder], io, clock, settings: () => settings, log: () => {}, onBug: (where) => bugs.push(where), onRefusal: () => {} })
  const messaging: Messaging = new Messaging({ console, store, outbox, channels: [recorder], io, settings: () => settings, moment, reconsider: () => notifier.consider() })
  const notifier: Notifier = new Notifier({ store, outbox, moment, open: () => console.openIncidents(), silenceOf: (incident) => messaging.silenceOf(incident), log: () => {}, onBug: (where) => bugs.push(where) })
  console.events.subscribe(notifier)
  const stop = async () => {
    console.stop()
    notifier.close()
    await outbox.close()
  }
  onTestFinished(stop)
  /** Time goes by, and whoever waits for it is asked again. */
  const passes = async (ms: number) => {
    clock.advance(ms)
    notifier.consider()
    await until(() => store.outbox.waiting('recorder').length === 0, 'an empty lane')
  }
  const look = async (hosts: number[], broken: boolean) => {
    for (const i of hosts) {
      if (broken) down.add(`h${i}.example.com`)
      else down.delete(`h${i}.example.com`)
    }
    await console.look({ reason: 'button', targets: hosts.map((i) => `port-${i}`) })
  }
  return { ...parts, messages, messaging, notifier, outbox, look, passes, stop, titles: () => messages.map(({ title }) => title) }
}

/** Two failed looks confirm it, two good ones bring it back. */
async function fails(life: Awaited<ReturnType<typeof alerting>>, hosts: number[]): Promise<void> {
  await life.look(hosts, true)
  await life.look(hosts, true)
}
async function recovers(life: Awaited<ReturnType<typeof alerting>>, hosts: number[]): Promise<void> {
  await life.look(hosts, false)
  await life.look(hosts, false)
}

describe('a mass outage', () => {
  it('of 300 at once is one message, and one for its end', async () => {
    const life = await alerting(300)
    const all = Array.from({ length: 300 }, (_, i) => i)
    await fails(life, all)
    await life.passes(gatherMs)
    expect(life.titles()).toEqual(['❌ 300 changes'])
    expect(life.messages[0]!.about).toHaveLength(300)
    await recovers(life, all)
    await life.passes(gatherMs)
    expect(life.titles()).toEqual(['❌ 300 changes', '✅ 300 changes'])
  })

  it('that comes one by one is three messages at most, and leaves nobody out', async () => {
    const life = await alerting(100)
    for (let i = 0; i < 100; i++) {
      await fails(life, [i])
      await life.passes(1200)
    }
    await life.passes(2 * minute)
    await life.passes(gatherMs)
    expect(life.messages.length).toBeLessThanOrEqual(3)
    expect(new Set(life.messages.flatMap(({ about }) => about.map(({ incident }) => incident))).size).toBe(100)
  })
})

describe('cooldown across a restart', () => {
  it.each<[string, Life, number]>([
    ['of the console', {}, 0],
    ['of the computer', { boot: 'another boot' }, 0],
  ])('%s is exact to the second', async (_name, own) => {
    const first = await alerting(1)
    await fails(first, [0])
    await first.passes(gatherMs)
    expect(first.titles()).toHaveLength(1)
    await recovers(first, [0])
    await first.passes(gatherMs)
    await first.stop()
    const told = 2 * gatherMs

    const second = await alerting(1, { store: first.store, clock: first.clock, ...own })
    await fails(second, [0])
    // The alert went after gathering; what went by since is the gathering of its end.
    await second.passes(cooldownMs - (told - gatherMs) - 1000)
    expect(second.titles()).toEqual([])
    await second.passes(1000)
    await second.passes(gatherMs)
    expect(second.titles()).toEqual(['❌ Port 0: the answer isn’t what was expected'])
  })

  it('an incident that was open and untold when the console died is told by the next', async () => {
    const first = await alerting(1)
    await fails(first, [0])
    await first.stop()
    const second = await alerting(1, { store: first.store, clock: first.clock })
    second.notifier.consider()
    await second.passes(gatherMs)
    expect(second.titles()).toEqual(['❌ Port 0: the answer isn’t what was expected'])
  })

  it('what was told is not told again', async () => {
    const first = await alerting(1)
    await fails(first, [0])
    await first.passes(gatherMs)
    await first.stop()
    const second = await alerting(1, { store: first.store, clock: first.clock })
    await fails(second, [0])
    await second.passes(hour)
    expect(second.titles()).toEqual([])
  })
})

describe('people', () => {
  const openId = (life: Awaited<ReturnType<typeof alerting>>) => life.console.openIncidents()[0]!.id

  it('acknowledge: nothing more is said of it but its end; measuring goes on', async () => {
    const life = await alerting(1)
    await fails(life, [0])
    expect(life.messaging.acknowledge(openId(life))).toEqual({ ok: true, value: undefined })
    await life.passes(hour)
    expect(life.titles()).toEqual([])
    expect(life.console.snapshot().incidents[0]).toMatchObject({ acknowledgedAt: expect.any(Number) })
    expect(life.store.incidents.open()[0]).toMatchObject({ acknowledgedAt: expect.any(Number) })
    expect(life.batches.flat().map(({ type }) => type)).toEqual(['opened', 'acknowledged'])
    expect(life.messaging.acknowledge(openId(life))).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
  })

  it('snooze: told when it is over, if it is still so, over a restart too', async () => {
    const first = await alerting(1)
    await fails(first, [0])
    first.messaging.snooze(openId(first), hour)
    await first.passes(59 * minute)
    expect(first.titles()).toEqual([])
    await first.stop()
    const second = await alerting(1, { store: first.store, clock: first.clock })
    await fails(second, [0])
    await second.passes(minute)
    await second.passes(gatherMs)
    expect(second.titles()).toHaveLength(1)
  })

  it('take it back', async () => {
    const life = await alerting(1)
    await fails(life, [0])
    life.messaging.snooze(openId(life), null)
    await life.passes(hour)
    life.messaging.resume(openId(life))
    await life.passes(gatherMs)
    expect(life.titles()).toHaveLength(1)
    expect(life.messaging.resume('nobody')).toMatchObject({ ok: false })
  })

  it('mute everything for a while, over a restart, and see until when', async () => {
    const first = await alerting(1)
    first.messaging.setMute(4 * hour)
    expect(first.messaging.mutedUntil()).toBe(first.clock.now() + 4 * hour)
    await fails(first, [0])
    await first.passes(hour)
    await first.stop()
    const second = await alerting(1, { store: first.store, clock: first.clock })
    expect(second.messaging.mutedUntil()).toBe(second.clock.now() + 3 * hour)
    await second.passes(hour)
    expect(second.titles()).toEqual([])
    second.messaging.setMute(null)
    await second.passes(gatherMs)
    expect(second.titles()).toHaveLength(1)
    expect(second.messaging.mutedUntil()).toBeNull()
  })

  it('see what was sent where, and whether a channel works', async () => {
    const life = await alerting(1)
    await fails(life, [0])
    const id = openId(life)
    await life.passes(gatherMs)
    expect(life.messaging.messagesAbout(id)).toMatchObject([{ channel: 'recorder', channelTitle: 'Recorder', state: 'delivered', receipt: 'm1', attempts: 1 }])
    expect(life.messaging.channels()).toEqual([{ id: 'recorder', title: 'Recorder', wanted: true, waiting: 0, refusal: null }])
    expect(await life.messaging.testChannel('recorder')).toEqual({ ok: true, value: { receipt: 'm2' } })
    expect(life.titles().at(-1)).toBe('EchoPilot Console: a test')
  })
})
