import { describe, expect, it } from 'vitest'
import { OwnTicks } from '../../../src/host/own-ticks'
import { PresenceWatch } from '../../../src/host/presence'
import { HandMachine } from '../../fixtures/machine'

const minute = 60_000
const noon = Date.UTC(2026, 10, 23, 12)

function ticking(earlier: number[] = []) {
  const machine = new HandMachine(noon)
  const presence = new PresenceWatch({ pulse: () => machine.pulse(), rules: { everyMs: 5000, clockStops: true }, store: null, onBack: () => {}, onClockSet: () => {}, onBug: () => {} })
  const lines: Record<string, unknown>[] = []
  let cpu = 0
  let asked = 0
  const ticks = new OwnTicks({ presence: () => presence.view(), cpuSeconds: () => cpu, write: (line) => lines.push(line), earlier: async () => (asked++, earlier) })
  return { machine, presence, ticks, lines, spend: (seconds: number) => (cpu += seconds), asked: () => asked }
}

describe('the console’s own ticks', () => {
  it('are written with the CPU time since the last one, which never is less than none', () => {
    const { ticks, lines, spend, machine } = ticking()
    spend(1.5)
    ticks.tick()
    machine.pass(minute)
    spend(0.25)
    ticks.tick()
    spend(-1)
    ticks.tick()
    expect(lines).toEqual([
      { event: 'tick', ts: '2026-11-23T12:00:00.000Z', cpu_seconds: 1.5 },
      { event: 'tick', ts: '2026-11-23T12:01:00.000Z', cpu_seconds: 0.25 },
      { event: 'tick', ts: '2026-11-23T12:01:00.000Z', cpu_seconds: 0 },
    ])
  })

  it('go on from those of earlier runs, read once, this run’s own aside', async () => {
    const { ticks, asked } = ticking([noon - 2 * minute, noon - minute, noon])
    ticks.tick()
    expect(await ticks.heartbeat()).toMatchObject({ source: 'own', lastTickAt: noon, ticks: [noon - 2 * minute, noon - minute, noon], problem: null })
    expect((await ticks.heartbeat()).ticks).toHaveLength(3)
    expect(asked()).toBe(1)
  })

  it('stay where they were when the clock is set', async () => {
    const { ticks, machine, presence } = ticking([noon - minute])
    ticks.tick()
    await ticks.heartbeat()
    machine.pass(minute)
    presence.pulse()
    machine.setClock(-3_600_000)
    ticks.tick()
    const now = machine.wallMs
    expect((await ticks.heartbeat()).ticks).toEqual([now - 2 * minute, now - minute, now])
  })

  it('are those of a day', async () => {
    const { ticks, machine } = ticking([noon - minute])
    ticks.tick()
    machine.pass(24 * 60 * minute)
    ticks.tick()
    expect((await ticks.heartbeat()).ticks).toEqual([noon, noon + 24 * 60 * minute])
  })

  it('are none before the first', async () => {
    expect(await ticking().ticks.heartbeat()).toMatchObject({ lastTickAt: null, ticks: [] })
  })
})
