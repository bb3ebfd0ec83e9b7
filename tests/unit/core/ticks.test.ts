import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FetchedLog } from '../../../src/core/fetched-log'
import type { Heartbeat } from '../../../src/core/io'
import type { Span, SpanKind } from '../../../src/core/presence'
import { tickFigures, type TickFigures, type TickRules } from '../../../src/core/ticks'
import { timelineOf } from '../../../src/core/timeline'
import { beat, day, hour, minute, now } from './world'

const second = 1000
const rules: TickRules = { gapMs: 70 * second, proofOfWork: false }
const at = (wallMs: number) => ({ wallMs, boot: 'this one', sinceBootMs: 10 * day + wallMs - now })

/** Spans by their age at both ends, in seconds. */
const span = (kind: SpanKind, from: number, to: number, sleptMs: number | null = null): Span => ({ kind, from: at(now - from * second), to: at(now - to * second), sleptMs })

interface Case {
  source?: Heartbeat['source']
  spans?: Span[]
  /** Seconds the console has been watching; null for a single look. */
  watching?: number | null
  /** Seconds since something beyond the network last answered; null where nobody asks. */
  reached?: number | null
  extra?: Partial<Heartbeat>
  rules?: Partial<TickRules>
}

/** Figures of ticks so many seconds old. */
function ticking(ages: number[], { source = 'log', spans = [], watching = null, reached = null, extra = {}, rules: own = {} }: Case = {}): TickFigures {
  const ticks = ages.map((age) => now - age * second)
  const timeline = timelineOf({ now: at(now), since: watching === null ? null : at(now - watching * second), spans, reachedAt: reached === null ? null : at(now - reached * second) })
  return tickFigures(beat(0, { source, ticks, lastTickAt: ticks.at(-1) ?? null, ...extra }), timeline, { ...rules, ...own })
}
/** Ticks each minute from one age to another. */
const each = (from: number, to: number) => Array.from({ length: Math.floor((from - to) / 60) + 1 }, (_, i) => from - i * 60)

describe('the figures of a scheduler', () => {
  it('that ticks', () => {
    expect(ticking(each(280, 40))).toEqual({
      source: 'log', name: 'EchoPilot’s scheduler', path: 'logs/scheduler.log', problem: null, lastTickAt: now - 40 * second, ageMs: 40 * second,
      gaps24h: 0, longestGapMs: minute, streak: 0, failing: false, settling: false, silentMs: 40 * second, state: 'ticking', gaps: [], aheadMs: 0, unfetched: null,
    })
  })

  it.each<[string, number[], number, string, boolean]>([
    ['on time', [180, 120, 60, 0], 0, 'ticking', false],
    ['a gap is longer than the limit, not as long', [200, 130, 60], 0, 'ticking', false],
    ['one gap', [300, 229, 169, 109, 49], 1, 'ticking', false],
    ['each further limit is one gap more', [500, 289, 229, 169, 109, 49], 3, 'ticking', false],
    ['silence is a gap too', [191, 131, 71], 1, 'silent', false],
    ['at the limit it still ticks', [190, 130, 70], 0, 'ticking', false],
    ['a single tick', [10], 0, 'ticking', false],
    ['three gaps are put up with', [280], 3, 'silent', false],
    ['the fourth is one too many', [280.001], 4, 'silent', true],
    ['late ticks count one after the other', [500, 375, 250, 125, 0], 4, 'ticking', true],
    ['and together with the silence after them', [500, 375, 250, 125], 4, 'silent', true],
    ['a tick on time begins anew', [500, 375, 250, 125, 65, 0], 3, 'ticking', false],
    ['one tick on time doesn’t end it', [720, 360, 300], 9, 'silent', true],
    ['one on time after four gaps doesn’t end it', [420, 120, 60], 4, 'ticking', true],
    ['two on time do', [480, 180, 120, 60], 4, 'ticking', false],
  ])('%s', (_name, ages, gaps24h, state, failing) => {
    expect(ticking(ages)).toMatchObject({ gaps24h, state, failing })
  })

  it('draws each gap with what it was', () => {
    expect(ticking([...each(900, 600), ...each(400, 40)]).gaps).toEqual([{ from: now - 600 * second, to: now - 400 * second, kind: 'real', gaps: 2 }])
  })

  it('takes a tick from the future for as fresh as its line', () => {
    expect(ticking([120, 60, -30])).toMatchObject({ ageMs: 0, state: 'ticking', gaps24h: 0 })
    expect(ticking([-86_400], { extra: { changedAt: now - 10 * minute } })).toMatchObject({ ageMs: 10 * minute, state: 'silent' })
  })

  it('counts a silence of days by its last tick, and of its gaps those of today', () => {
    const old = ticking([], { extra: { lastTickAt: now - 3 * day } })
    expect(old).toMatchObject({ ageMs: 3 * day, state: 'silent', failing: true, gaps24h: Math.ceil(day / 70_000) - 1 })
    expect(old.streak).toBe(Math.ceil((3 * day) / 70_000) - 1)
  })

  it.each([
    ['nothing has ticked', { lastTickAt: null, ticks: [] }, 'missing'],
    ['it can’t be read', { problem: 'it isn’t there.' }, 'unreadable'],
  ])('%s', (_name, extra, state) => {
    expect(ticking([10], { extra })).toMatchObject({ lastTickAt: null, ageMs: null, gaps24h: 0, longestGapMs: 0, failing: false, state })
  })

  it.each([[280, false], [281, true]])('a log in which nothing has ticked for %i s of watching: too long is %s', (watching, failing) => {
    expect(ticking([], { watching })).toMatchObject({ state: 'missing', failing, settling: false })
  })

  it('gives everyone three gap lengths after the start', () => {
    expect(ticking([3600], { watching: 209 })).toMatchObject({ failing: true, settling: true })
    expect(ticking([3600], { watching: 211 })).toMatchObject({ failing: true, settling: false })
  })

  it('count as many gaps as fit, and fail only for more than three in a row', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 40 }), (steps) => {
        const ages = steps.reduceRight<number[]>((all, step) => [(all[0] ?? 0) + step, ...all], [])
        const figures = ticking(ages)
        const lengths = [...ages.slice(1).map((age, i) => ages[i]! - age), ages.at(-1)!]
        expect(figures.gaps24h).toBe(lengths.reduce((sum, length) => sum + Math.max(0, Math.ceil(length / 70) - 1), 0))
        expect(figures.gaps24h > 0).toBe(figures.longestGapMs > 70 * second)
        if (figures.failing) expect(figures.gaps24h).toBeGreaterThan(3)
        if (figures.streak > 3) expect(figures.failing).toBe(true)
      }),
    )
  })
})

describe('what keeps a scheduler from ticking', () => {
  const sleep = [span('asleep', 4000, 400, 3600 * second)]

  it.each<[string, 'own' | 'log', Span[], string, number]>([
    ['sleep', 'own', sleep, 'asleep', 0],
    ['sleep', 'log', sleep, 'asleep', 0],
    ['the console being off', 'own', [span('off', 4000, 400, 0)], 'console-off', 0],
    ['the console standing still', 'own', [span('frozen', 4000, 400)], 'frozen', 0],
    ['the console standing still', 'log', [span('frozen', 4000, 400)], 'frozen', 0],
    ['sleep while the console was off', 'log', [span('off', 4000, 400, 3600 * second)], 'console-off', 0],
    ['a time of which nobody knows', 'log', [span('off', 4000, 400, null)], 'console-off', 0],
    ['the console being off while the computer was awake', 'log', [span('off', 4000, 400, 0)], 'real', 51],
    ['the network being away', 'log', [span('away', 4000, 400, 0)], 'real', 51],
  ])('%s is, for ticks of source “%s”, a gap of its kind', (_name, source, spans, kind, gaps) => {
    const figures = ticking([...each(4240, 4000), ...each(390, 30)], { source, spans })
    expect(figures.gaps).toMatchObject([{ kind, gaps }])
    expect(figures).toMatchObject({ gaps24h: gaps, failing: false, state: 'ticking' })
  })

  it('is cut out, and what is left is judged', () => {
    // Silent for 500 s before the sleep and 340 s after it.
    expect(ticking([4500], { spans: [span('asleep', 4000, 340, 3660 * second)] })).toMatchObject({ silentMs: 840 * second, gaps24h: 11, failing: true })
  })

  it('gives who was about to tick a full gap anew, and no more', () => {
    const woken = (ago: number) => ticking([4000 + 60, 4000 + 55], { spans: [span('asleep', 4000, ago, 3600 * second)] })
    expect(woken(70)).toMatchObject({ state: 'ticking', gaps24h: 0 })
    expect(woken(71)).toMatchObject({ state: 'silent', gaps24h: 1 })
    expect(woken(226)).toMatchObject({ gaps24h: 4, failing: true })
  })

  it('leaves a silence that was a gap already where it stood', () => {
    expect(ticking([4275], { spans: [span('asleep', 4000, 5, 3600 * second)] })).toMatchObject({ silentMs: 280 * second, gaps24h: 3, failing: false })
    expect(ticking([4276], { spans: [span('asleep', 4000, 5, 3600 * second)] })).toMatchObject({ silentMs: 281 * second, gaps24h: 4, failing: true })
  })

  it('many short wakes in a night add up to nothing', () => {
    const spans = Array.from({ length: 40 }, (_, i) => span('asleep', 40_000 - i * 1000, 40_000 - i * 1000 - 940, 940 * second))
    expect(ticking([40_030], { spans })).toMatchObject({ gaps24h: 0, state: 'ticking' })
  })

  it('a clock that was set is none of it', () => {
    const set: Span = { kind: 'clock', from: { ...at(now - 300 * second), wallMs: now - 300 * second - hour }, to: at(now - 295 * second), sleptMs: 0 }
    const before = each(600, 300).map((age) => age + 3600)
    const figures = ticking([...before, ...each(240, 0)], { spans: [set] })
    expect(figures).toMatchObject({ gaps24h: 0, longestGapMs: minute, gaps: [], failing: false })
  })
})

describe('proof of work', () => {
  const log = (ages: number[], worked: boolean[]) => ticking(ages, { extra: { worked }, rules: { proofOfWork: true } })

  it('counts a tick only if something was done since the one before', () => {
    expect(log([240, 180, 120, 60, 0], [true, true, true, true, true])).toMatchObject({ state: 'ticking', gaps24h: 0 })
    expect(log([240, 180, 120, 60, 0], [true, true, false, true, true])).toMatchObject({ state: 'ticking', gaps24h: 1 })
    expect(log([240, 180, 120, 60, 0], [true, false, false, false, false])).toMatchObject({ state: 'idle', gaps24h: 3, lastTickAt: now, ageMs: 0, silentMs: 240 * second, failing: false })
    expect(log([300, 240, 180, 120, 60, 0], [true, false, false, false, false, false])).toMatchObject({ state: 'idle', failing: true })
    expect(log([300, 240, 180, 120, 60, 0], [false, false, false, false, false, false])).toMatchObject({ state: 'idle', failing: true })
  })

  it('says silent where no ticks come either', () => {
    expect(log([300, 240], [true, true])).toMatchObject({ state: 'silent' })
  })

  it('isn’t asked for otherwise', () => {
    expect(ticking([180, 120, 60, 0], { extra: { worked: [false, false, false, false] } })).toMatchObject({ state: 'ticking', gaps24h: 0 })
  })
})

describe('a log that is fetched from another computer', () => {
  /** Newest ticks seen: their own stamp and when they were seen, both as ages in seconds. */
  const log = (since: number, seen: [number, number][], changed: number | null = seen.length > 1 ? seen.at(-1)![1] : null): FetchedLog => ({
    since: at(now - since * second),
    changedAt: changed === null ? null : at(now - changed * second),
    tickSeenAt: at(now - (seen.length > 1 ? seen.at(-1)![1] : since) * second),
    content: '',
    seen: seen.map(([stamp, age]) => ({ stamp: now - stamp * second, at: at(now - age * second) })),
  })
  const live = (from: number, to: number, shift = 0): [number, number][] => each(from, to).map((age) => [age + shift, age])

  it('ticks', () => {
    expect(ticking(each(600, 30), { extra: { fetched: log(590, live(590, 50)) }, watching: 590 })).toMatchObject({ state: 'ticking', gaps24h: 0, failing: false })
  })

  it('is judged by its own stamps: it didn’t sleep when we did', () => {
    const ages = [...each(4240, 4000), ...each(2000, 30)]
    expect(ticking(ages, { spans: [span('asleep', 4000, 400, 3600 * second)], extra: { fetched: log(300, live(300, 60)) } })).toMatchObject({ gaps24h: 28, failing: false, state: 'ticking' })
  })

  it.each<[number, number, string, boolean]>([
    [60, 0, 'ticking', false],
    [140, 0, 'ticking', false],
    [141, 2, 'silent', false],
    [280, 3, 'silent', false],
    [281, 4, 'silent', true],
  ])('silent for %i s since its newest tick came: %i gaps, %s', (silence, gaps, state, failing) => {
    const seen = live(silence + 600, silence)
    expect(ticking(each(silence + 600, silence), { extra: { fetched: log(silence + 600, seen) }, watching: silence + 600 })).toMatchObject({ state, failing, streak: gaps })
  })

  it.each<[string, number | null, number]>([
    ['nobody asks', null, 4],
    ['something answered just now', 0, 4],
    ['nothing was asked for longer than it should be', 601, 4],
    ['nothing was asked since the log last came', 300, 0],
    ['nothing was asked for a minute', 60, 3],
  ])('silent for 300 s counts as far as the network was surely there: where %s', (_name, reached, gaps) => {
    const fetched = log(900, live(900, 300))
    expect(ticking(each(900, 300), { extra: { fetched }, watching: 900, reached })).toMatchObject({ streak: gaps, failing: gaps === 4 })
  })

  it.each([600, -600, 36_000, -36_000])('isn’t blamed for a clock that is %i s off', (shift) => {
    const ages = each(600, 0).map((age) => age + shift)
    expect(ticking(ages, { extra: { fetched: log(590, live(590, 50, shift)) }, watching: 590 })).toMatchObject({ state: 'ticking', streak: 0, failing: false, aheadMs: Math.max(0, -shift * second) })
  })

  it('isn’t blamed for a clock that was set over there', () => {
    const seen: [number, number][] = [[3780, 180], [3720, 120], [60, 60], [0, 0]]
    expect(ticking(seen.map(([stamp]) => stamp), { extra: { fetched: log(180, seen) } })).toMatchObject({ gaps24h: 0, failing: false, state: 'ticking' })
    const back: [number, number][] = [[-3420, 180], [-3480, 120], [60, 60], [0, 0]]
    expect(ticking(back.map(([stamp]) => stamp), { extra: { fetched: log(180, back) } })).toMatchObject({ gaps24h: 0, failing: false, state: 'ticking' })
  })

  it('that comes each quarter of an hour isn’t late before the next one is', () => {
    const batches: [number, number][] = [[2700, 2690], [1800, 1790], [900, 890]]
    const ages = each(2700, 900)
    expect(ticking(ages, { extra: { fetched: log(3000, batches) }, watching: 3000 })).toMatchObject({ state: 'ticking', streak: 0 })
    const long = batches.map(([stamp, seen]): [number, number] => [stamp + 1000, seen + 1000])
    expect(ticking(each(3700, 1900), { extra: { fetched: log(4000, long) }, watching: 4000 })).toMatchObject({ state: 'silent', failing: true })
  })

  it('says nothing of a silence that began before we were there, until something new has come', () => {
    const fetched = log(3600, [[7200, 3600]])
    expect(ticking([7200], { extra: { fetched }, watching: 3600 })).toMatchObject({ state: 'unfetched', streak: 0, failing: false })
    expect(ticking([30], { extra: { fetched: log(10, [[30, 10]]) }, watching: 10 })).toMatchObject({ state: 'ticking' })
  })

  it('that grows without ticks is silent: fetching works', () => {
    expect(ticking([7200], { extra: { fetched: log(600, [[7200, 600]], 10) }, watching: 600 })).toMatchObject({ state: 'silent', failing: true, streak: 8 })
  })

  it.each<[SpanKind, string]>([['asleep', 'asleep'], ['away', 'network-away'], ['frozen', 'frozen']])('after “%s” it has time to come, and has to', (kind, word) => {
    const seen = live(5000, 4000)
    const spans = [span(kind, 4000, 300, 0)]
    const waiting = ticking(each(5000, 4000), { spans, extra: { fetched: log(5000, seen) }, watching: 5000 })
    expect(waiting).toMatchObject({ state: 'unfetched', streak: 0, failing: false, gaps: [{ kind: word, gaps: 0 }] })
    const back = ticking(each(5000, 260), { spans, extra: { fetched: log(5000, [...seen, [260, 250]]) }, watching: 5000 })
    expect(back).toMatchObject({ state: 'ticking', streak: 0 })
  })
})
