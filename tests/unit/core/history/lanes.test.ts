import { describe, expect, it } from 'vitest'
import { lineOf } from '../../../../src/core/history/line'
import { incidentSpans, runMarks } from '../../../../src/core/history/marks'
import { showsTicks, spendStep, stepFor } from '../../../../src/core/history/resolution'
import { ownScheduler, tickLanes } from '../../../../src/core/history/tick-lanes'
import type { Stretch } from '../../../../src/core/presence'
import type { TickGap } from '../../../../src/core/ticks'
import type { Band } from '../../../../src/shared/timeline'
import { incident } from '../../renderer/fixtures'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const looks = (from: number, to: number): Band => ({ from, to, base: 'ok', worst: 'ok', counts: [1, 0, 0, 0] })
const gap = (from: number, to: number, kind: TickGap['kind'] = 'real', gaps = 1): TickGap => ({ from, to, kind, gaps })

describe('schedulers', () => {
  const stretches: Stretch[] = [
    { kind: 'asleep', from: 100, to: 200, sleptMs: 100 },
    { kind: 'clock', from: 300, to: 310, sleptMs: 0 },
  ]
  const lanes = (slotMs: number) =>
    tickLanes({
      kept: [
        { id: ownScheduler, title: 'Ours', since: null, gaps: [gap(100, 199, 'asleep', 0), gap(400, 420)] },
        { id: 'theirs', title: 'Theirs', since: 250, gaps: [gap(260, 270, 'console-off', 0), gap(400, 401, 'real', 3), gap(405, 406, 'real', 4)] },
      ],
      stretches,
      looks: [looks(0, 100), looks(100, 240), looks(240, 500)],
      ticks: new Map([['theirs', [10]]]),
      slotMs,
    })

  it('the console’s own gaps are told by where it was; a clock that was set is none', () => {
    expect(lanes(1)[0]).toEqual({ id: 'own', title: 'Ours', watched: [{ from: 0, to: 500 }], ticks: [], gaps: [{ from: 100, to: 200, kind: 'asleep', gaps: 0, count: 1 }, { from: 400, to: 420, kind: 'real', gaps: 1, count: 1 }] })
  })

  it('another’s are those that were judged then, since it was watched', () => {
    const lane = lanes(1)[1]!
    expect(lane.watched).toEqual([{ from: 250, to: 500 }])
    expect(lane.gaps.map(({ kind, gaps }) => [kind, gaps])).toEqual([['console-off', 0], ['real', 3], ['real', 4]])
    expect(lane.ticks).toEqual([10])
  })

  it('real gaps too close together are one, and none of their gaps is lost', () => {
    expect(lanes(50)[1]!.gaps.at(-1)).toEqual({ from: 400, to: 406, kind: 'real', gaps: 7, count: 2 })
  })
})

describe('marks', () => {
  it('of incidents too close together the worse stands for both; one that is open has no end', () => {
    const minor = incident({ id: 'minor', severity: 'warning', openedAt: 0, resolvedAt: 5 })
    const major = incident({ id: 'major', openedAt: 3, resolvedAt: 9 })
    const open = incident({ id: 'open', openedAt: 50 })
    const spans = incidentSpans([minor, major, open], 20, 500)
    expect(spans.map(({ id, from, to, count }) => [id, from, to, count])).toEqual([['major', 0, 9, 2], ['open', 50, null, 1]])
    expect(spans.map(({ together }) => together.map(({ id, from }) => [id, from]))).toEqual([[['minor', 0], ['major', 3]], []])
  })

  it('of runs the one that failed is seen', () => {
    const run = (id: string, startedAt: number, outcome: 'done' | 'failed', job = 'brief') => ({ id, job, dueAt: startedAt, startedAt, finishedAt: startedAt, outcome, late: false, manual: false, message: null })
    const marks = runMarks([run('a', 0, 'done'), run('b', 5, 'failed'), run('c', 6, 'done', 'probe')], 10, (job) => job.toUpperCase())
    expect(marks.map(({ id, title, count }) => [id, title, count])).toEqual([['b', 'BRIEF', 2], ['c', 'PROBE', 1]])
  })
})

describe('lines', () => {
  it('a peak of one look is in the line however coarse it is, and hours follow on looks', () => {
    const measured = (firstAt: number, max: number) => ({ firstAt, lastAt: firstAt + 10, counts: [1, 0, 0, 0] as [number, number, number, number], latency: { count: 10, min: 5, median: 20, p95: 30, max }, value: null })
    const line = lineOf({ hours: [measured(0, 50), measured(hourMs, 900)], looks: [{ at: dayMs, status: 'ok', latencyMs: 7, value: null }, { at: dayMs + 1, status: 'fail', latencyMs: null, value: null }] }, 'ms', dayMs)
    expect(line).toEqual({ unit: 'ms', at: [(hourMs + 10) / 2, dayMs + 0.5], low: [5, 7], middle: [20, 7], high: [900, 7] })
  })

  it('a value goes before the time it took to find it', () => {
    expect(lineOf({ hours: [], looks: [{ at: 1, status: 'ok', latencyMs: 3, value: 61 }] }, 'percent', 10)).toMatchObject({ at: [1], middle: [61] })
  })
})

describe('resolution', () => {
  it.each([[hourMs, 1000, 5000], [dayMs, 900, 300_000], [365 * dayMs, 900, 12 * hourMs], [2 * 365 * dayMs, 3000, 6 * hourMs], [1e15, 10, 7 * dayMs]])('%i ms on %i pixels are told by %i ms', (spanMs, width, step) => {
    expect(stepFor(spanMs, width)).toBe(step)
  })

  it.each([[dayMs, 500, 'hour'], [30 * dayMs, 900, 'day'], [365 * dayMs, 900, 'day'], [2 * 365 * dayMs, 900, 'week']])('spend of %i ms on %i pixels is by the %s', (spanMs, width, step) => {
    expect(spendStep(spanMs, width)).toBe(step)
  })

  it('ticks are told apart for some hours', () => {
    expect([showsTicks(4 * hourMs, 900), showsTicks(dayMs, 900)]).toEqual([true, false])
  })
})
