import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beat, clockStep, firstPulse, offSpans, suspended, type PulseRules, type PulseState, type Span } from '../../../src/core/presence'
import { HandMachine } from '../../fixtures/machine'
import { hour, minute, now } from './world'

const second = 1000
const linux: PulseRules = { everyMs: 5000, clockStops: true }
const others: PulseRules = { everyMs: 5000, clockStops: false }

/** What one pulse after some events shows. */
function after(rules: PulseRules, events: (machine: HandMachine) => void, prepare: (state: PulseState, machine: HandMachine) => PulseState = (state) => state): Span[] {
  const machine = new HandMachine(now, 0, rules.clockStops)
  const state = prepare(firstPulse(machine.pulse()), machine)
  events(machine)
  return beat(state, machine.pulse(), rules).spans
}
const kinds = (spans: Span[]) => spans.map(({ kind }) => kind)
const told = (state: PulseState, machine: HandMachine) => suspended(suspended(state, machine.pulse().at), machine.pulse().at)

describe('a pulse', () => {
  it.each<[string, PulseRules, (machine: HandMachine) => void, string[]]>([
    ['in time shows nothing', linux, (m) => m.pass(5 * second), []],
    ['a little late shows nothing', linux, (m) => m.pass(7.4 * second), []],
    ['early, since somebody asked, shows nothing', linux, (m) => m.pass(10), []],
    ['late shows that the console stood still', linux, (m) => m.pass(7.6 * second), ['frozen']],
    ['75 s late shows that the console stood still', linux, (m) => m.pass(80 * second), ['frozen']],
    ['after sleep shows the sleep', linux, (m) => (m.pass(second), m.sleep(10 * second)), ['asleep']],
    ['after half a day of sleep shows it', linux, (m) => m.sleep(12 * hour), ['asleep']],
    ['after sleep and standing still shows one stretch', linux, (m) => (m.pass(minute), m.sleep(hour)), ['asleep']],
    ['after a clock was set shows just that', linux, (m) => (m.pass(5 * second), m.setClock(hour)), ['clock']],
    ['after a clock was set back shows just that', linux, (m) => (m.pass(5 * second), m.setClock(-24 * hour)), ['clock']],
    ['after a clock was put right by a second shows nothing', linux, (m) => (m.pass(5 * second), m.setClock(second)), []],
    ['after sleep in which the clock was set shows the sleep', linux, (m) => (m.sleep(hour), m.setClock(hour)), ['asleep']],
    ['late by minutes where clocks go on in sleep: asleep', others, (m) => m.sleep(3 * minute), ['asleep']],
    ['late by seconds where clocks go on in sleep: stood still', others, (m) => m.pass(30 * second), ['frozen']],
    ['after a clock was set, elsewhere', others, (m) => (m.pass(5 * second), m.setClock(48 * hour)), ['clock']],
  ])('%s', (_name, rules, events, expected) => {
    expect(kinds(after(rules, events))).toEqual(expected)
  })

  it('believes the system’s word about a short sleep that the clocks don’t show', () => {
    expect(kinds(after(others, (m) => m.sleep(20 * second)))).toEqual(['frozen'])
    expect(kinds(after(others, (m) => m.sleep(20 * second), told))).toEqual(['asleep'])
  })

  it('takes a sleep that came to nothing for none, and forgets it', () => {
    const machine = new HandMachine(now, 0, false)
    let state = told(firstPulse(machine.pulse()), machine)
    for (let i = 0; i < 13; i++) {
      machine.pass(5 * second)
      const step = beat(state, machine.pulse(), others)
      expect(step.spans).toEqual([])
      state = step.state
    }
    machine.pass(20 * second)
    expect(kinds(beat(state, machine.pulse(), others).spans)).toEqual(['frozen'])
  })

  it('says how long the computer slept, and from when to when by both clocks', () => {
    const [span] = after(linux, (m) => (m.pass(second), m.sleep(hour)))
    expect(span).toEqual({ kind: 'asleep', from: { wallMs: now, boot: 'boot 1', sinceBootMs: 3 * hour }, to: { wallMs: now + hour + second, boot: 'boot 1', sinceBootMs: 4 * hour + second }, sleptMs: hour })
  })

  it('tells of a network that was away once it is back', () => {
    const machine = new HandMachine(now)
    let state = firstPulse(machine.pulse())
    const next = () => {
      machine.pass(5 * second)
      const step = beat(state, machine.pulse(), linux)
      state = step.state
      return step.spans
    }
    machine.online = false
    expect(next()).toEqual([])
    expect(next()).toEqual([])
    machine.online = true
    expect(next()).toMatchObject([{ kind: 'away', from: { wallMs: now }, to: { wallMs: now + 15 * second } }])
    expect(next()).toEqual([])
  })

  it('never shows more than went by, whatever happens', () => {
    const event = fc.oneof(
      fc.record({ what: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 10 * minute }) }),
      fc.record({ what: fc.constant('sleep' as const), ms: fc.integer({ min: 10 * second, max: 12 * hour }) }),
      fc.record({ what: fc.constant('setClock' as const), ms: fc.integer({ min: -48 * hour, max: 48 * hour }) }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), fc.boolean(), (events, clockStops) => {
        const machine = new HandMachine(now, 0, clockStops)
        let state = firstPulse(machine.pulse())
        let slept = 0
        for (const { what, ms } of events) {
          const before = machine.trueMs
          machine[what](ms)
          const { state: next, spans } = beat(state, machine.pulse(), { everyMs: 5000, clockStops })
          state = next
          const stood = spans.filter(({ kind }) => kind !== 'clock')
          for (const { from, to } of stood) expect(to.sinceBootMs - from.sinceBootMs).toBe(machine.trueMs - before)
          if (what === 'setClock') expect(stood).toEqual([])
          if (what === 'sleep') expect(kinds(stood)).toEqual(clockStops || ms >= 65_000 ? ['asleep'] : ['frozen'])
          if (what === 'pass' && clockStops) expect(kinds(stood)).toEqual(ms > 7500 ? ['frozen'] : [])
          slept += stood.reduce((sum, { sleptMs }) => sum + sleptMs!, 0)
        }
        expect(slept).toBeLessThanOrEqual(machine.trueMs - now)
      }),
    )
  })
})

describe('between two runs of the console', () => {
  const machine = () => new HandMachine(now)

  it('it was off, and what the computer slept of that shows', () => {
    const m = machine()
    const before = m.pulse()
    m.pass(hour)
    m.sleep(7 * hour)
    expect(offSpans(before, m.pulse(), linux)).toMatchObject([{ kind: 'off', from: { wallMs: now }, to: { wallMs: now + 8 * hour }, sleptMs: 7 * hour }])
    expect(offSpans(before, m.pulse(), others)).toMatchObject([{ kind: 'off', sleptMs: null }])
  })

  it('a clock that was set meanwhile shows in the span', () => {
    const m = machine()
    const before = m.pulse()
    m.pass(hour)
    m.setClock(-24 * hour)
    const [span] = offSpans(before, m.pulse(), linux)
    expect(clockStep(span!.from, span!.to)).toBe(-24 * hour)
  })

  it('nobody could tick until the computer was started anew, and everybody since', () => {
    const m = machine()
    const before = m.pulse()
    m.restart(8 * hour, 10 * minute)
    expect(offSpans(before, m.pulse(), linux)).toMatchObject([
      { kind: 'off', from: { wallMs: now }, to: { wallMs: now + 8 * hour, sinceBootMs: 0 }, sleptMs: null },
      { kind: 'off', from: { wallMs: now + 8 * hour }, to: { wallMs: now + 8 * hour + 10 * minute }, sleptMs: 0 },
    ])
  })

  it('a start that seems to lie before the end, as on systems that don’t name their runs, is one span', () => {
    const m = machine()
    const before = m.pulse()
    m.restart(0, 5 * hour)
    expect(offSpans(before, { ...m.pulse(), at: { ...m.pulse().at, wallMs: now + hour } }, linux)).toMatchObject([{ kind: 'off', sleptMs: null }])
  })
})
