import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Heartbeat } from '../../../src/core/io'
import { targetsOf } from '../../../src/core/targets'
import type { Presence } from '../../../src/core/timeline'
import type { TickFigures, TickGap } from '../../../src/core/ticks'
import { writePast } from '../../fixtures/written-past'
import { History } from '../../../src/host/history/history'
import { Notes } from '../../../src/host/history/notes'
import { keepHistory } from '../../../src/host/history/retention'
import { TickGapKeeper } from '../../../src/host/history/tick-gaps'
import { Store } from '../../../src/host/store/store'
import type { Sample } from '../../../src/shared/model'
import { component } from '../../unit/renderer/fixtures'
import { freshFolder, handClock, incidentOf, sampleOf, settingsWith } from '../support'

const minuteMs = 60_000
const dayMs = 86_400_000
const clock = handClock()
const now = clock.now()
const presence: Presence = { now: { wallMs: now, boot: 'b', sinceBootMs: 1e9 }, since: null, spans: [] }

async function past(samples: readonly Sample[] = [], heartbeats: Heartbeat[] = [], path = join(freshFolder(), 'console.db')) {
  const { store } = await Store.open(path, now)
  onTestFinished(() => store.close())
  store.samples.add(samples)
  const notes = new Notes(store, clock)
  const history = new History({ store, clock, notes, targets: () => targetsOf(settingsWith()), presence: () => presence, heartbeats: async () => heartbeats, spend: async () => null })
  return { store, notes, history }
}

const lately = (spanMs: number, width = 900) => ({ from: now - spanMs, to: now, width })

describe('lanes', () => {
  it('before anything is known are but the console’s own', async () => {
    const { history } = await past()
    const view = await history.view(lately(dayMs))
    expect(view).toMatchObject({ firstAt: null, components: [], incidents: [], runs: [], notes: [] })
    expect(view.ticks.map(({ id, watched, gaps }) => [id, watched, gaps])).toEqual([['own', [], []]])
  })

  it('a failure of one look in a year is there at any resolution, also once it is folded', async () => {
    const failedAt = now - 200 * dayMs
    const samples = [-2, -1, 0, 1, 2].map((minute) => sampleOf('stripe', failedAt + minute * 5 * minuteMs, minute === 0 ? { status: 'fail' } : {}))
    const { history, store } = await past([...samples, sampleOf('stripe', now - minuteMs)])
    for (const folds of [false, true]) {
      if (folds) expect((await keepHistory(store, { now })).folded).toBe(5)
      for (const width of [100, 900, 4000]) {
        const { components } = await history.view(lately(365 * dayMs, width))
        const band = components[0]!.bands.find(({ worst }) => worst === 'fail')
        expect(band?.counts[2]).toBe(1)
        expect(band!.from).toBeLessThanOrEqual(failedAt)
        expect(band!.to).toBeGreaterThan(failedAt)
      }
    }
  })

  it('what isn’t looked at any more comes last, and only where it was', async () => {
    const { history } = await past([sampleOf('an-old-shop', now - 10 * dayMs), sampleOf('stripe', now - minuteMs)])
    const named = async (spanMs: number) => (await history.view(lately(spanMs))).components.map(({ title, gone }) => [title, gone])
    expect(await named(30 * dayMs)).toEqual([['Stripe', false], ['an-old-shop', true]])
    expect(await named(dayMs)).toEqual([['Stripe', false]])
  })

  it('where the console slept is told for as long as it is kept, and open incidents go on', async () => {
    const { history, store } = await past()
    const moment = (wallMs: number) => ({ wallMs, boot: 'older', sinceBootMs: wallMs - 5 })
    store.presence.addSpan({ kind: 'asleep', from: moment(now - 300 * dayMs), to: moment(now - 299 * dayMs), sleptMs: dayMs })
    store.incidents.save(incidentOf('open', { openedAt: now - 400 * dayMs }))
    store.incidents.save(incidentOf('over', { openedAt: now - 400 * dayMs, resolvedAt: now - 390 * dayMs }))
    const view = await history.view(lately(365 * dayMs))
    expect(view.ticks[0]!.gaps).toEqual([{ from: now - 300 * dayMs, to: now - 299 * dayMs, kind: 'asleep', gaps: 0, count: 1 }])
    expect(view.incidents.map(({ id, to }) => [id, to])).toEqual([['open', null]])
  })

  it('each tick is told where it can be seen', async () => {
    const own: Heartbeat = { name: 'Ours', source: 'own', path: null, lastTickAt: now, ticks: [now - 2 * minuteMs, now - minuteMs], placed: true, problem: null }
    const { history } = await past([], [own])
    const ticks = async (spanMs: number) => (await history.view(lately(spanMs))).ticks[0]!.ticks
    expect(await ticks(60 * minuteMs)).toEqual(own.ticks)
    expect(await ticks(90_000)).toEqual([now - minuteMs])
    expect(await ticks(dayMs)).toEqual([])
  })

  it('a year has about a value a pixel, however much there is', async () => {
    const path = join(freshFolder(), 'console.db')
    await writePast(path, { now, days: 120 })
    const { history } = await past([], [], path)
    const view = await history.view(lately(120 * dayMs, 300))
    for (const { bands } of view.components) expect(bands.length).toBeLessThan(600)
    for (const { gaps } of view.ticks) expect(gaps.length).toBeLessThan(1200)
    const line = await history.line('notion', lately(120 * dayMs, 300))
    expect(line.at.length).toBeGreaterThan(100)
    expect(line.at.length).toBeLessThan(600)
    expect(line.at).toEqual(line.at.toSorted((a, b) => a - b))
    expect(line.middle.every((value, i) => value >= line.low[i]! && value <= line.high[i]!)).toBe(true)
  })
})

describe('gaps of schedulers', () => {
  const figures = (gaps: TickGap[], own: Partial<TickFigures> = {}) => ({ source: 'log', name: 'Theirs', path: '/logs/scheduler.log', lastTickAt: now, gaps, ...own })
  const seen = (at: number, ...schedulers: unknown[]) => ({ at, components: [component({ target: 'scheduler_tick', detail: { schedulers } as never })] })
  const gap = (from: number, to: number, gaps: number): TickGap => ({ from, to, kind: 'real', gaps })
  const theirs = async (history: History) => (await history.view(lately(dayMs))).ticks.find(({ id }) => id === '/logs/scheduler.log')

  it('are kept as they grow, and stay when no look tells of them any more', async () => {
    const { history, store } = await past([sampleOf('scheduler_tick', now - 3 * minuteMs), sampleOf('scheduler_tick', now - 2 * minuteMs)])
    const keeper = new TickGapKeeper(store)
    const early = gap(now - 600 * minuteMs, now - 590 * minuteMs, 8)
    keeper.take(seen(now - 500 * minuteMs, figures([early])))
    keeper.take(seen(now - 20 * minuteMs, figures([early, gap(now - 30 * minuteMs, now - 20 * minuteMs, 8)])))
    // By clocks that run a little apart.
    keeper.take(seen(now - 10 * minuteMs, figures([gap(now - 30 * minuteMs + 40, now - 10 * minuteMs, 17)])))
    keeper.take(seen(now, figures([])))
    const lane = await theirs(history)
    expect(lane!.gaps.map(({ gaps }) => gaps)).toEqual([8, 17])
    expect(lane).toMatchObject({ title: 'Theirs', watched: [{ from: now - 3 * minuteMs, to: expect.any(Number) }] })
  })

  it('one whose log was never there has no lane', async () => {
    const { history, store } = await past()
    new TickGapKeeper(store).take(seen(now, figures([], { lastTickAt: null })))
    expect(await theirs(history)).toBeUndefined()
  })
})

describe('notes', () => {
  it('are added, changed, removed and brought back', async () => {
    const { notes } = await past()
    const note = notes.add({ at: now, kind: 'deployment', text: 'Deployed 2.4' }, 'api')
    expect(notes.within(now, now + 1)).toEqual([note])
    expect(notes.change(note.id, { at: now - 5, kind: 'note', text: 'Something else' })).toMatchObject({ ok: true })
    expect(notes.within(0, now)).toEqual([{ ...note, at: now - 5, kind: 'note', text: 'Something else' }])
    expect(notes.remove(note.id)).toMatchObject({ ok: true })
    expect(notes.within(0, now)).toEqual([])
    expect(notes.change(note.id, note)).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(notes.restore(note.id)).toMatchObject({ ok: true })
    expect(notes.within(0, now)).toHaveLength(1)
    expect(notes.remove('nobody')).toMatchObject({ ok: false })
  })

  it('that were removed are gone for good after a day', async () => {
    const { notes, store } = await past()
    const note = notes.add({ at: now, kind: 'note', text: 'A slip' }, 'window')
    notes.remove(note.id)
    await keepHistory(store, { now: now + dayMs / 2 })
    expect(notes.restore(note.id)).toMatchObject({ ok: true })
    notes.remove(note.id)
    await keepHistory(store, { now: now + dayMs + 1 })
    expect(notes.restore(note.id)).toMatchObject({ ok: false })
  })
})
