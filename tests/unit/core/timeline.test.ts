import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beat, firstPulse, offSpans, type PulseRules, type PulseState, type Span } from '../../../src/core/presence'
import { alone, timelineOf } from '../../../src/core/timeline'
import { HandMachine } from '../../fixtures/machine'
import { day, hour, minute, now } from './world'

const linux: PulseRules = { everyMs: 5000, clockStops: true }

/** A machine that pulses each 5 s, and a log that is written to each minute of true time. */
class Watched {
  readonly machine = new HandMachine(now)
  readonly spans: Span[] = []
  readonly stamps: number[] = []
  readonly truths: number[] = []
  private state: PulseState = firstPulse(this.machine.pulse())
  private tickDue = now + minute

  awake(ms: number): void {
    for (const end = this.machine.trueMs + ms; this.machine.trueMs < end; ) {
      this.machine.pass(Math.min(5000, end - this.machine.trueMs))
      if (this.machine.trueMs >= this.tickDue) this.tick()
      this.pulse()
    }
  }

  restartConsole(offMs: number, meanwhile = () => {}): void {
    const before = this.machine.pulse()
    this.machine.pass(offMs)
    meanwhile()
    this.spans.push(...offSpans(before, this.machine.pulse(), linux))
    this.state = firstPulse(this.machine.pulse())
  }

  pulse(): void {
    const { state, spans } = beat(this.state, this.machine.pulse(), linux)
    this.state = state
    this.spans.push(...spans)
  }

  private tick(): void {
    this.stamps.push(this.machine.wallMs)
    this.truths.push(this.machine.trueMs)
    this.tickDue = this.machine.trueMs + minute
  }

  timeline() {
    return timelineOf({ now: this.machine.pulse().at, since: null, spans: this.spans })
  }

  /** Distances, which is what counts: nobody knows which setting of a clock was the right one. */
  distances = (times: readonly number[]) => times.slice(1).map((at, i) => at - times[i]!)
}

describe('the timeline', () => {
  it('of a single look is the stamps themselves', () => {
    const { place, now: at, stretches, since } = timelineOf(alone(now))
    expect(place([now - 3, now - 1, now - 2])).toEqual([now - 3, now - 1, now - 2])
    expect([at, stretches, since]).toEqual([now, [], null])
  })

  it.each([hour, -hour, -day, 2 * day, 3 * minute, -3 * minute])('puts the ticks around a clock set by %i ms where they were', (step) => {
    const watched = new Watched()
    watched.awake(10 * minute)
    watched.machine.setClock(step)
    watched.awake(10 * minute)
    const placed = watched.timeline().place(watched.stamps)
    expect(watched.distances(placed)).toEqual(watched.distances(watched.truths))
    expect(placed.at(-1)).toBe(watched.stamps.at(-1))
  })

  it('knows a clock that was set while the console was off', () => {
    const watched = new Watched()
    watched.awake(10 * minute)
    watched.restartConsole(30_000, () => watched.machine.setClock(-hour))
    watched.awake(10 * minute)
    expect(watched.distances(watched.timeline().place(watched.stamps))).toEqual(watched.distances(watched.truths))
  })

  it('puts spans where they were, though the clock was set since', () => {
    const watched = new Watched()
    watched.awake(minute)
    watched.machine.sleep(hour)
    watched.pulse()
    watched.awake(minute)
    watched.machine.setClock(2 * day)
    watched.awake(minute)
    const { stretches, now: at } = watched.timeline()
    expect(stretches.map(({ kind, from, to }) => [kind, at - to, to - from])).toEqual([['asleep', 2 * minute, hour], ['clock', minute - 5000, 5000]])
  })

  it('keeps all distances, whatever is done to the clock and the computer', () => {
    const event = fc.oneof(
      // Smaller steps leave it open which of two ticks came first.
      fc.record({ what: fc.constant('clock'), ms: fc.integer({ min: 2 * minute, max: 3 * day }) }),
      fc.record({ what: fc.constant('clock'), ms: fc.integer({ min: -3 * day, max: -2 * minute }) }),
      fc.record({ what: fc.constant('sleep'), ms: fc.integer({ min: 10_000, max: 12 * hour }) }),
      fc.record({ what: fc.constant('console'), ms: fc.integer({ min: 5000, max: hour }) }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (events) => {
        const watched = new Watched()
        watched.awake(4 * minute)
        for (const { what, ms } of events) {
          if (what === 'clock') watched.machine.setClock(ms)
          else if (what === 'sleep') watched.machine.sleep(ms)
          else watched.restartConsole(ms)
          watched.pulse()
          watched.awake(4 * minute)
        }
        expect(watched.distances(watched.timeline().place(watched.stamps))).toEqual(watched.distances(watched.truths))
      }),
      { numRuns: 200 },
    )
  })
})
