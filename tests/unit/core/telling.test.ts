import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EngineEvent, Incident, Severity } from '../../../src/shared/model'
import { msBetween, type Moment } from '../../../src/core/moment'
import { burst, burstWindowMs, cooldownMs, gatherMs, tell, type Pace, type Silence, type Situation, type Telling, type Told } from '../../../src/core/telling'
import { incidentOf, minute, now as wallNow } from './world'

const second = 1000
const at = (ms: number, extra: Partial<Moment> = {}): Moment => ({ wallMs: wallNow + ms, boot: 'a', sinceBootMs: 5 * minute + ms, ...extra })

/** Somebody who remembers what was told, as the store does. */
class Reader {
  told = new Map<string, Told>()
  pace: Pace = { dueSince: null, sent: [] }
  past = new Map<string, Incident>()
  messages: { at: number; items: Telling['items'] }[] = []

  ask(now: Moment, open: Incident[], changes: EngineEvent[] = [], silenceOf: Situation['silenceOf'] = () => null): Telling {
    for (const { type, incident } of changes) if (type === 'resolved') this.past.set(incident.identity, incident)
    const telling = tell({ now, open, changes, told: this.told, pace: this.pace, silenceOf, ended: (identity) => this.past.get(identity) ?? null })
    for (const one of telling.told) this.told.set(one.identity, one)
    this.pace = telling.pace
    if (telling.items.length > 0) this.messages.push({ at: now.sinceBootMs - 5 * minute, items: telling.items })
    return telling
  }

  /** Asks now, and again whenever it is told to, until nothing more is due before `untilMs`. */
  settle(fromMs: number, untilMs: number, open: Incident[], changes: EngineEvent[] = [], silenceOf: Situation['silenceOf'] = () => null): void {
    let ms = fromMs
    let pending = changes
    for (;;) {
      const { againInMs } = this.ask(at(ms), open, pending, silenceOf)
      pending = []
      if (againInMs === null || ms + againInMs > untilMs) return
      ms += Math.max(1, againInMs)
    }
  }
}

const incident = (target = 'notion', severity: Severity = 'fail', openedAt = wallNow): Incident => incidentOf({ target, severity, openedAt })
const event = (type: EngineEvent['type'], of: Incident): EngineEvent => ({ type, at: of.openedAt, incident: type === 'resolved' ? { ...of, resolvedAt: of.openedAt + 1 } : of })
const said = (reader: Reader) => reader.messages.map(({ at: ms, items }) => [ms, items.map(({ type, incident: { target }, heldBack }) => `${type} ${target}${heldBack ? ` +${heldBack}` : ''}`)])

describe('one incident', () => {
  it('is told when its company has had time to come, once', () => {
    const reader = new Reader()
    const one = incident()
    reader.settle(0, 10 * minute, [one], [event('opened', one)])
    reader.settle(10 * minute, 60 * minute, [one])
    expect(said(reader)).toEqual([[gatherMs, ['opened notion']]])
  })

  it('is told with its end, which doesn’t wait for the cooldown', () => {
    const reader = new Reader()
    const one = incident()
    reader.settle(0, minute, [one], [event('opened', one)])
    reader.settle(2 * minute, 3 * minute, [], [event('resolved', one)])
    expect(said(reader)).toEqual([[gatherMs, ['opened notion']], [2 * minute + gatherMs, ['resolved notion']]])
    expect(reader.messages[1]!.items[0]!.follows).toBe(one.id)
  })

  it('that is over before anybody was told is told to nobody, and counted', () => {
    const reader = new Reader()
    const one = incident()
    reader.ask(at(0), [one], [event('opened', one)])
    reader.settle(second, minute, [], [event('resolved', one)])
    expect(said(reader)).toEqual([])
    const again = incident('notion', 'fail', wallNow + minute)
    reader.settle(minute, 2 * minute, [again], [event('opened', again)])
    expect(said(reader)).toEqual([[minute + gatherMs, ['opened notion +2']]])
  })

  it('that gets worse breaks through the cooldown, once', () => {
    const reader = new Reader()
    const warning = incident('notion', 'warning')
    const worse = { ...warning, severity: 'fail' as const }
    reader.settle(0, minute, [warning], [event('opened', warning)])
    reader.settle(2 * minute, 3 * minute, [worse], [event('escalated', worse)])
    expect(said(reader).at(-1)).toEqual([2 * minute + gatherMs, ['escalated notion']])
    // It ends, begins as a warning and gets worse again, all within the same half hour.
    const begunAgain = { ...incident('notion', 'warning', wallNow + 5 * minute) }
    reader.settle(4 * minute, 5 * minute, [], [event('resolved', worse)])
    reader.settle(5 * minute, 20 * minute, [begunAgain], [event('opened', begunAgain)])
    const worseAgain = { ...begunAgain, severity: 'fail' as const }
    reader.settle(21 * minute, cooldownMs - 1, [worseAgain], [event('escalated', worseAgain)])
    expect(said(reader)).toHaveLength(3)
    reader.settle(cooldownMs, 40 * minute, [worseAgain])
    expect(said(reader).at(-1)![1]).toEqual(['opened notion +1'])
  })
})

it('what becomes more urgent is told again, each time once', () => {
  const reader = new Reader()
  const urgent = (urgency: number) => ({ ...incident('shop', 'warning'), urgency })
  reader.settle(0, minute, [urgent(1)], [event('opened', urgent(1))])
  reader.settle(cooldownMs * 2, cooldownMs * 3, [urgent(2)], [event('escalated', urgent(2))])
  reader.settle(cooldownMs * 3, cooldownMs * 9, [urgent(2)])
  expect(said(reader)).toEqual([[gatherMs, ['opened shop']], [cooldownMs * 2 + gatherMs, ['escalated shop']]])
})

describe('cooldown', () => {
  it('is exact: what opens again is told when half an hour is over since the last alert, and no second before', () => {
    const reader = new Reader()
    const one = incident()
    reader.settle(0, minute, [one], [event('opened', one)])
    const alerted = gatherMs
    reader.settle(2 * minute, 3 * minute, [], [event('resolved', one)])
    const again = incident('notion', 'fail', wallNow + 4 * minute)
    const heldBack = reader.ask(at(4 * minute), [again], [event('opened', again)])
    expect(heldBack.againInMs).toBe(alerted + cooldownMs - 4 * minute)
    expect(heldBack.held).toEqual([{ incident: again, why: 'cooldown', endsInMs: alerted + cooldownMs - 4 * minute }])
    expect(reader.ask(at(alerted + cooldownMs - 1), [again]).items).toEqual([])
    reader.ask(at(alerted + cooldownMs), [again])
    expect(reader.ask(at(alerted + cooldownMs + gatherMs), [again]).items).toMatchObject([{ type: 'opened' }])
  })

  it('survives flapping: two messages in half an hour, and the count of what was held back', () => {
    const reader = new Reader()
    for (let i = 0; i < 25; i++) {
      const one = incident('notion', 'fail', wallNow + i * minute)
      reader.settle(i * minute, i * minute + 29 * second, [one], [event('opened', one)])
      reader.settle(i * minute + 30 * second, i * minute + 59 * second, [], [event('resolved', one)])
    }
    expect(said(reader)).toEqual([[gatherMs, ['opened notion']], [30 * second + gatherMs, ['resolved notion']]])
    const last = incident('notion', 'fail', wallNow + 31 * minute)
    reader.settle(31 * minute, 32 * minute, [last], [event('opened', last)])
    expect(said(reader).at(-1)).toEqual([31 * minute + gatherMs, ['opened notion +48']])
  })

  it.each<[string, Moment, number]>([
    ['the clock set an hour forward', at(10 * minute, { wallMs: wallNow + 70 * minute }), 20 * minute],
    ['the clock set a day back', at(10 * minute, { wallMs: wallNow - 24 * 60 * minute }), 20 * minute],
    ['the computer started anew, ten minutes later by the clock', at(10 * minute, { boot: 'b', sinceBootMs: 30 * second }), 20 * minute],
    ['the computer started anew, a day later', at(24 * 60 * minute, { boot: 'b', sinceBootMs: 30 * second }), 0],
    ['the computer started anew with its clock a year back', at(-365 * 24 * 60 * minute, { boot: 'b', sinceBootMs: 30 * second }), 30 * minute],
  ])('%s leaves what is left of it', (_name, later, left) => {
    const reader = new Reader()
    reader.told.set('component-failing:notion', { identity: 'component-failing:notion', alertedAt: at(0), alertedSeverity: 'fail', brokeThrough: false, open: null, changes: 0 })
    const one = incident()
    const { againInMs } = reader.ask(later, [one], [event('opened', one)])
    expect(againInMs).toBe(left === 0 ? gatherMs : left)
  })
})

describe('a crash between a change and its message', () => {
  it('loses nothing: what is open and wasn’t told is told by whoever asks next', () => {
    const reader = new Reader()
    const one = incident()
    reader.settle(0, minute, [one])
    expect(said(reader)).toEqual([[gatherMs, ['opened notion']]])
  })

  it('that ended it unheard: the end is told all the same', () => {
    const reader = new Reader()
    const one = incident()
    reader.settle(0, minute, [one], [event('opened', one)])
    reader.past.set(one.identity, { ...one, resolvedAt: wallNow + minute })
    reader.settle(2 * minute, 3 * minute, [])
    expect(said(reader).at(-1)![1]).toEqual(['resolved notion'])
  })
})

describe('many at once', () => {
  const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => incident(`t${from + i}`, i % 3 === 0 ? 'warning' : 'fail'))

  it('are one message, the worst first', () => {
    const reader = new Reader()
    const all = many(300)
    reader.settle(0, minute, all, all.map((one) => event('opened', one)))
    expect(reader.messages).toHaveLength(1)
    expect(reader.messages[0]!.items).toHaveLength(300)
    expect(reader.messages[0]!.items.map(({ incident: { severity } }) => severity)).toEqual([...Array.from({ length: 200 }, () => 'fail'), ...Array.from({ length: 100 }, () => 'warning')])
  })

  it('that come one by one over two minutes are three messages at most, and each is told', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 300, maxLength: 300 }), (times) => {
        const reader = new Reader()
        const moments = times.toSorted((a, b) => a - b)
        const open: Incident[] = []
        moments.forEach((ms, i) => {
          const one = incident(`t${i}`)
          open.push(one)
          reader.settle(ms, moments[i + 1] ?? ms, open, [event('opened', one)])
        })
        reader.settle(121_000, 10 * minute, open)
        expect(reader.messages.length).toBeLessThanOrEqual(burst + 1)
        expect(new Set(reader.messages.flatMap(({ items }) => items.map(({ incident: { target } }) => target))).size).toBe(300)
      }),
      { numRuns: 20 },
    )
  })

  it('never more than the pace allows, whatever happens', () => {
    const story = fc.array(fc.record({ afterMs: fc.integer({ min: 1, max: 60_000 }), target: fc.integer({ min: 0, max: 5 }), fails: fc.boolean() }), { minLength: 10, maxLength: 120 })
    fc.assert(
      fc.property(story, (steps) => {
        const reader = new Reader()
        const open = new Map<string, Incident>()
        let ms = 0
        for (const { afterMs, target, fails } of steps) {
          reader.settle(ms, ms + afterMs, [...open.values()])
          ms += afterMs
          const before = open.get(`t${target}`)
          const one = before ?? incident(`t${target}`, fails ? 'fail' : 'warning', wallNow + ms)
          if (before) open.delete(`t${target}`)
          else open.set(`t${target}`, one)
          reader.ask(at(ms), [...open.values()], [event(before ? 'resolved' : 'opened', one)])
        }
        reader.settle(ms, ms + 120 * minute, [...open.values()])
        const times = reader.messages.map(({ at: time }) => time)
        for (let i = burst; i < times.length; i++) expect(times[i]! - times[i - burst]!).toBeGreaterThanOrEqual(burstWindowMs)
        // In the end the reader believes what is so.
        for (const [target] of open) expect(reader.told.get(`component-failing:${target}`)?.open).not.toBeNull()
        for (const one of reader.told.values()) if (one.open) expect(open.has(one.identity.replace('component-failing:', ''))).toBe(true)
        // And no identity alerted twice within its cooldown, but for one worsening.
        for (const target of new Set(reader.messages.flatMap(({ items }) => items.map(({ incident: { target: name } }) => name)))) {
          const alerts = reader.messages.filter(({ items }) => items.some(({ type, incident: { target: name } }) => name === target && type !== 'resolved')).map(({ at: time }) => time)
          for (let i = 2; i < alerts.length; i++) expect(alerts[i]! - alerts[i - 2]!).toBeGreaterThanOrEqual(cooldownMs)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('silence', () => {
  const silent = (why: Silence['why'], endsInMs: number | null) => () => ({ why, endsInMs })

  it.each(['snoozed', 'maintenance', 'quiet', 'muted'] as const)('%s: told when it is over, if it is still so', (why) => {
    const reader = new Reader()
    const one = incident()
    const { againInMs } = reader.ask(at(0), [one], [event('opened', one)], silent(why, 8 * 60 * minute))
    expect(againInMs).toBe(8 * 60 * minute)
    reader.settle(8 * 60 * minute, 9 * 60 * minute, [one])
    expect(said(reader)).toEqual([[8 * 60 * minute + gatherMs, ['opened notion']]])
  })

  it.each([
    ['snoozed', []],
    ['acknowledged', []],
    ['maintenance', [['maintenance', 60 * minute]]],
    ['quiet', [['quiet', 60 * minute]]],
    ['muted', [['muted', 60 * minute]]],
  ] as const)('%s: what is held back is named, but for what somebody put off', (why, expected) => {
    const one = incident()
    const { held } = new Reader().ask(at(0), [one], [event('opened', one)], silent(why, 60 * minute))
    expect(held.map((each) => [each.why, each.endsInMs])).toEqual(expected)
  })

  it('of one that was acknowledged ends with it, and its end is told', () => {
    const reader = new Reader()
    const one = incident()
    reader.settle(0, minute, [one], [event('opened', one)])
    expect(reader.ask(at(2 * minute), [one], [], silent('acknowledged', null)).againInMs).toBeNull()
    reader.settle(60 * minute, 61 * minute, [], [event('resolved', one)], silent('acknowledged', null))
    expect(said(reader).at(-1)![1]).toEqual(['resolved notion'])
  })

  it('at night holds an end back too, until the morning', () => {
    const reader = new Reader()
    const one = incident()
    reader.settle(0, minute, [one], [event('opened', one)])
    expect(reader.ask(at(2 * minute), [], [event('resolved', one)], silent('quiet', 60 * minute)).againInMs).toBe(60 * minute)
    reader.settle(62 * minute, 63 * minute, [])
    expect(said(reader).at(-1)).toEqual([62 * minute + gatherMs, ['resolved notion']])
  })
})

describe('moments', () => {
  it('are apart by the clock nobody can set, within one run of the computer', () => {
    expect(msBetween(at(0), at(1500, { wallMs: 0 }))).toBe(1500)
    expect(msBetween(at(0), at(1500, { boot: 'b', sinceBootMs: 1 }))).toBe(1500)
    expect(msBetween(at(0, { boot: '' }), at(1500, { boot: '', sinceBootMs: 1 }))).toBe(1500)
    expect(msBetween(at(1500), at(0))).toBe(0)
  })
})
