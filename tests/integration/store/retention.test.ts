import fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { folded } from '../../../src/core/history/hours'
import { keepHistory } from '../../../src/host/history/retention'
import { Store } from '../../../src/host/store/store'
import { startModule } from '../child'
import { freshFolder, incidentOf, sampleOf } from '../support'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const now = Date.UTC(2026, 10, 23, 12, 34)
const rawUntil = Date.UTC(2026, 9, 24, 12)

async function openStore(path = join(freshFolder(), 'console.db')): Promise<Store> {
  const { store } = await Store.open(path, 1000)
  onTestFinished(() => store.close())
  return store
}

const hoursOf = (store: Store, target = 'stripe') => store.history.hours(target, 0, now)
const rawOf = (store: Store, target = 'stripe') => store.samples.newest(target, 1e6)

describe('raw samples older than 30 days', () => {
  it('become hours that count each of them; younger ones and the hour that is just growing old stay', async () => {
    const store = await openStore()
    const old = [sampleOf('stripe', rawUntil - hourMs, { latencyMs: 10 }), sampleOf('stripe', rawUntil - 1, { status: 'fail', latencyMs: 30 })]
    store.samples.add([...old, sampleOf('stripe', rawUntil), sampleOf('stripe', now - 30 * dayMs + 1), sampleOf('disk_ok', rawUntil - 5, { value: 61, latencyMs: null })])
    expect(await keepHistory(store, { now })).toEqual({ folded: 3, dropped: 0 })
    expect(hoursOf(store)).toEqual([{ hour: rawUntil - hourMs, ...folded(old) }])
    expect(hoursOf(store, 'disk_ok')).toMatchObject([{ counts: [1, 0, 0, 0], latency: null, value: { count: 1, min: 61, mean: 61, max: 61 } }])
    expect(rawOf(store).map(({ at }) => at)).toEqual([rawUntil, now - 30 * dayMs + 1])
  })

  it('are folded once: another run changes nothing', async () => {
    const store = await openStore()
    store.samples.add([sampleOf('stripe', rawUntil - 5), sampleOf('stripe', rawUntil - 3)])
    await keepHistory(store, { now })
    const before = hoursOf(store)
    expect(await keepHistory(store, { now })).toEqual({ folded: 0, dropped: 0 })
    expect(hoursOf(store)).toEqual(before)
  })

  it('that come late, by a clock that was set back, join their hour', async () => {
    const store = await openStore()
    store.samples.add([sampleOf('stripe', rawUntil - 50)])
    await keepHistory(store, { now })
    store.samples.add([sampleOf('stripe', rawUntil - 40, { status: 'fail' })])
    await keepHistory(store, { now })
    expect(hoursOf(store)).toMatchObject([{ firstAt: rawUntil - 50, lastAt: rawUntil - 40, counts: [1, 0, 1, 0] }])
  })

  it('come out the same in bites of any size, and none is lost', async () => {
    const looks = fc.uniqueArray(fc.tuple(fc.constantFrom('stripe', 'disk_ok'), fc.integer({ min: 1, max: 30 * 60 }), fc.constantFrom('ok' as const, 'fail' as const, 'unknown' as const), fc.option(fc.integer({ min: 1, max: 999 }))), { selector: ([target, minute]) => `${target} ${minute}`, minLength: 1, maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(looks, fc.integer({ min: 1, max: 40 }), async (found, bite) => {
        const samples = found.map(([target, minute, status, latencyMs]) => sampleOf(target, rawUntil - minute * 60_000, { status, latencyMs, value: latencyMs && latencyMs / 7 }))
        const rows = []
        for (const size of [bite, 1e6]) {
          const store = await openStore()
          store.samples.add(samples)
          expect((await keepHistory(store, { now, bite: size })).folded).toBe(samples.length)
          rows.push([hoursOf(store), hoursOf(store, 'disk_ok'), rawOf(store)])
        }
        expect(rows[0]).toEqual(rows[1])
      }),
      { numRuns: 12 },
    )
  })

  it('killed at any bite: no sample is lost or counted twice', async () => {
    const path = join(freshFolder(), 'console.db')
    const { store } = await Store.open(path, 1000)
    const samples = Array.from({ length: 1200 }, (_, minute) => sampleOf('stripe', rawUntil - (minute + 1) * 60_000, { latencyMs: minute }))
    store.transaction(() => store.samples.add(samples))
    store.close()
    for (const turns of ['2', '5', '9']) {
      expect(await startModule('store/folder.ts', path, String(now), turns).ended).toBe('SIGKILL')
      const { store: after } = await Store.open(path, 1000)
      const inHours = hoursOf(after).reduce((sum, { counts }) => sum + counts[0], 0)
      const raw = rawOf(after).length
      after.close()
      expect([inHours > 0, raw > 0, inHours + raw]).toEqual([true, true, samples.length])
    }
    const last = await openStore(path)
    await keepHistory(last, { now })
    const whole = await openStore()
    whole.samples.add(samples)
    await keepHistory(whole, { now })
    expect(hoursOf(last)).toEqual(hoursOf(whole))
    expect(last.check()).toBe('ok')
  })
})

describe('what is kept how long', () => {
  const outbox = (store: Store, title: string, at: number) => store.outbox.enqueue('telegram', { kind: 'alert', title, body: '', severity: 'fail', incident: null, about: [] }, at)

  it('settled messages go after 30 days, those that wait stay, and no number is given twice', async () => {
    const store = await openStore()
    for (const title of ['delivered', 'refused', 'waiting']) outbox(store, title, 10)
    outbox(store, 'new', now)
    store.outbox.markDelivered([1], 'x')
    store.outbox.markRefused([2], 'x')
    store.outbox.markDelivered([4], 'x')
    store.incidents.save(incidentOf('old', { openedAt: 1, resolvedAt: 2 }))
    expect(await keepHistory(store, { now })).toEqual({ folded: 0, dropped: 2 })
    expect(store.outbox.newest(9).map(({ id }) => id)).toEqual([4, 3])
    outbox(store, 'newer', now)
    expect(store.outbox.newest(9)[0]?.id).toBe(5)
    expect(store.incidents.newest(9)).toHaveLength(1)
  })

  it('more than a bite of them goes as well, and others have their turn between', async () => {
    const store = await openStore()
    store.transaction(() => Array.from({ length: 1000 }, () => outbox(store, 'old', 10)))
    store.outbox.markDelivered(Array.from({ length: 1000 }, (_, i) => i + 1), 'x')
    let turns = 0
    const pruned = { done: false }
    const others = (async () => {
      for (; !pruned.done; turns++) await new Promise((next) => setImmediate(next))
    })()
    expect((await keepHistory(store, { now })).dropped).toBe(1000)
    pruned.done = true
    await others
    expect(turns).toBeGreaterThan(2)
  })

  it('hours, where the console was, and gaps go after two years', async () => {
    const store = await openStore()
    const rows = store.history
    const ages = [3 * 365 * dayMs, dayMs * 60].map((age) => now - age)
    const moment = (wallMs: number) => ({ wallMs, boot: 'b', sinceBootMs: 5 })
    for (const at of ages) {
      rows.saveHour('stripe', { hour: at, ...folded([sampleOf('stripe', at)]) })
      store.presence.addSpan({ kind: 'asleep', from: moment(at), to: moment(at + 5), sleptMs: 5 })
      rows.replaceTickGaps({ id: `scheduler ${at}`, gaps: [{ from: at, to: at + 5, kind: 'real', gaps: 1 }] })
    }
    expect((await keepHistory(store, { now })).dropped).toBe(3)
    expect(hoursOf(store).map(({ hour }) => hour)).toEqual([ages[1]])
    expect(store.presence.spans(9).map(({ from }) => from.wallMs)).toEqual([ages[1]])
    expect(rows.tickGapsWithin(0, now).map(({ id }) => id)).toEqual([`scheduler ${ages[1]}`])
  })
})
