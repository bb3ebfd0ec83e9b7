import { describe, expect, it } from 'vitest'
import type { Row } from '../../../../src/core/forecast/detector'
import { createTickWatch } from '../../../../src/core/forecast/tick'
import { scoreTicks, tickWorld, type Disturbance, type TickScore, type World } from '../../../bench/forecast/tick-world'

const wall = Date.UTC(2026, 9, 24, 22)
const row = (seconds: number, event: NonNullable<Row['event']>, slept = 0): Row => ({ at: wall + (seconds + slept) * 1000, value: seconds, event })

/** Polls each ten seconds from `from` until `to`, in it. */
const polls = (from: number, to: number): Row[] => Array.from({ length: Math.floor((to - from) / 10) + 1 }, (_, i) => row(from + i * 10, 'poll'))

function play(rows: Row[], gaps = 4) {
  const watch = createTickWatch({ gapSeconds: 70, gaps })
  return rows.map((each) => ({ seconds: each.value, event: each.event, ...watch.step(each) }))
}

describe('the rule, to the poll', () => {
  it.each([
    [1, 80],
    [2, 150],
    [3, 220],
    [4, 290],
  ])('%d gaps of silence: on at the first poll after more than that', (gaps, at) => {
    const said = play([row(0, 'start'), row(0, 'tick'), ...polls(10, 400)], gaps)
    expect(said.find(({ alert }) => alert)?.seconds).toBe(at)
  })
  it('silence from the start counts as well', () => {
    expect(play([row(0, 'start'), ...polls(10, 400)]).find(({ alert }) => alert)?.seconds).toBe(290)
  })
  it('ticks that come late are gaps in a row; one on time ends them', () => {
    const said = play([row(0, 'tick'), row(80, 'tick'), row(160, 'tick'), row(240, 'tick'), row(320, 'tick'), row(380, 'tick')])
    expect(said.map(({ score, alert }) => [score, alert])).toEqual([[0, false], [1, false], [2, false], [3, false], [4, true], [0, false]])
  })
  it('a tick that ends a long silence was not on time', () => {
    const said = play([row(0, 'tick'), ...polls(10, 300), row(305, 'tick'), ...polls(310, 360), row(365, 'tick')])
    expect(said.at(-2)!.alert).toBe(true)
    expect(said.at(-1)).toMatchObject({ score: 0, alert: false })
  })
  it('as many ticks on time as are asked for', () => {
    const watch = createTickWatch({ gapSeconds: 70, gaps: 1, ticksToClear: 2 })
    const said = [row(0, 'tick'), row(80, 'tick'), row(140, 'tick'), row(200, 'tick')].map((each) => watch.step(each).alert)
    expect(said).toEqual([false, true, true, false])
  })
})

describe('no silence', () => {
  const before = [row(0, 'start'), ...polls(10, 50), row(55, 'tick'), ...polls(60, 100)]
  it.each<[string, Row[]]>([
    ['told sleep, the clock running on', [row(105, 'suspend'), row(7305, 'resume'), ...polls(7310, 7360), row(7365, 'tick')]],
    ['told sleep, the clock standing still', [row(105, 'suspend'), row(105, 'resume', 7200), ...Array.from({ length: 6 }, (_, i) => row(110 + i * 10, 'poll', 7200)), row(165, 'tick', 7200)]],
    ['sleep or a stopped process, nobody told', [...polls(7305, 7355), row(7360, 'tick')]],
    ['a burst of late ticks after it', [row(7300, 'tick'), row(7300, 'tick'), row(7300, 'tick'), ...polls(7305, 7355), row(7360, 'tick')]],
    ['a restart with the clock at nothing', [row(3, 'start'), ...polls(10, 60), row(62, 'tick')]],
    ['a clock set ahead by an hour', [row(110, 'poll', 3600), row(115, 'tick', 3600)]],
    ['a clock set back by a day', [row(110, 'poll', -86_400), row(115, 'tick', -86_400)]],
  ])('%s', (_name, rows) => {
    expect(play([...before, ...rows], 1).map(({ alert, score }) => alert || score > 0)).not.toContain(true)
  })
})

describe('generated days', () => {
  function total(worlds: World[], gaps = 4): TickScore {
    const sum: TickScore = { rows: 0, false: 0, missed: 0, met: 0, worstPolls: 0 }
    for (const world of worlds) {
      const watch = createTickWatch({ gapSeconds: 70, gaps })
      const score = scoreTicks(tickWorld(world).rows, (each) => watch.step(each).alert, { gapSeconds: 70, gaps })
      for (const key of ['rows', 'false', 'missed', 'met'] as const) sum[key] += score[key]
      sum.worstPolls = Math.max(sum.worstPolls, score.worstPolls)
    }
    return sum
  }
  const many = (count: number, disturbances: Disturbance[], more: Partial<World> = {}): World[] => Array.from({ length: count }, (_, i) => ({ seed: 50_000 + i, hours: 2, everyHours: 0.4, disturbances, ...more }))

  it('1,000 of sleeps, clock steps, freezes and restarts raise no alert', () => {
    expect(total(many(1000, ['sleep', 'step', 'freeze', 'restart']))).toMatchObject({ false: 0, met: 0 })
  })
  it.each([1, 2, 4])('real silence and late ticks are met to the poll, %d gaps', (gaps) => {
    const score = total(many(60, ['silence', 'late'], { hours: 8 }), gaps)
    expect(score.met).toBeGreaterThan(100)
    expect(score).toMatchObject({ missed: 0, worstPolls: 0 })
    expect(score.false).toBeLessThanOrEqual(gaps === 1 ? 1 : 0)
  })
  it('real silence among clock steps and restarts is met to the poll', () => {
    const score = total(many(100, ['silence', 'step', 'restart'], { hours: 8 }))
    expect(score.met).toBeGreaterThan(100)
    expect(score).toMatchObject({ missed: 0, false: 0, worstPolls: 0 })
  })
  it('real silence with sleep in the middle, told of, is met to the poll', () => {
    const score = total(many(100, ['silence', 'sleep'], { hours: 12, tells: true }))
    expect(score.met).toBeGreaterThan(100)
    expect(score).toMatchObject({ missed: 0, false: 0, worstPolls: 0 })
  })
})
