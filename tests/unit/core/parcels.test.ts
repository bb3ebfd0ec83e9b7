import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/core/plugin'
import { nextParcel, paceWait, staleAfterMs, type Waiting } from '../../../src/core/parcels'
import { day, hour, minute, now } from './world'

type Type = Message['about'][number]['type']
const row = (id: number, about: [string, Type][], extra: Partial<Waiting> = {}, kind: Message['kind'] = 'alert'): Waiting => ({
  id, createdAt: now,
  message: { kind, title: `title ${id}`, body: `body ${id}`, severity: 'fail', incident: null, about: about.map(([incident, type]) => ({ incident, type })) },
  ...extra,
})

describe('the next parcel of a lane', () => {
  it.each<[string, Waiting[], number[] | null]>([
    ['nothing', [], null],
    ['the oldest', [row(1, [['a', 'opened']]), row(2, [['b', 'opened']])], [1]],
    ['an alert and its end, as one', [row(1, [['a', 'opened']]), row(2, [['b', 'opened']]), row(3, [['a', 'resolved']])], [1, 3]],
    ['an escalation and its end', [row(1, [['a', 'escalated']]), row(2, [['a', 'resolved']])], [1, 2]],
    ['an end alone', [row(1, [['a', 'resolved']]), row(2, [['a', 'opened']])], [1]],
    ['another’s end is another matter', [row(1, [['a', 'opened']]), row(2, [['b', 'resolved']])], [1]],
    ['a summary is told whole', [row(1, [['a', 'opened'], ['b', 'opened']]), row(2, [['a', 'resolved']])], [1]],
    ['an end within a summary stays there', [row(1, [['a', 'opened']]), row(2, [['a', 'resolved'], ['b', 'opened']])], [1]],
    ['a brief', [row(1, [], {}, 'brief'), row(2, [['a', 'opened']])], [1]],
  ])('is %s', (_name, waiting, covers) => {
    expect(nextParcel(waiting, now)?.covers ?? null).toEqual(covers)
  })

  it('says of a joined one that it is over, in the words of its end', () => {
    const { message } = nextParcel([row(1, [['a', 'opened']]), row(2, [['a', 'resolved']])], now)!
    expect(message).toMatchObject({ title: 'title 2', body: 'body 2\nIt began and ended while this channel could not be reached.' })
  })

  it('is dated when it is old, and a count when there are several', () => {
    const old = { createdAt: now - staleAfterMs - 1 }
    expect(nextParcel([row(1, [['a', 'opened']], old)], now)!.message.title).toBe('title 1 (of 2026-11-22 09:59 UTC)')
    const many = [...Array.from({ length: 20 }, (_, i) => row(i + 1, [[`i${i}`, 'opened']], old)), row(99, [['z', 'opened']])]
    const parcel = nextParcel(many, now)!
    expect(parcel.covers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(parcel.message).toMatchObject({ title: '20 older alerts could not be delivered in time', severity: 'info', body: expect.stringContaining('and 8 more') })
    expect(nextParcel([row(1, [], { createdAt: now - 3 * day }, 'brief')], now)!.message.title).toBe('title 1')
  })

  it('after a time in which nothing could be sent is all that waits, at once', () => {
    const waiting = [row(1, [], {}, 'brief'), row(2, [['a', 'opened']]), row(3, [['a', 'resolved']]), row(4, [['b', 'opened']])]
    const parcel = nextParcel(waiting, now, true)!
    expect(parcel).toMatchObject({ covers: [2, 3, 4], message: { title: '3 alerts came while nothing could be sent here', severity: 'fail', incident: null } })
    expect(parcel.message.body).toContain('title 2\ntitle 3\ntitle 4')
    expect(nextParcel([row(1, [['a', 'opened']])], now, true)).toEqual({ covers: [1], message: row(1, [['a', 'opened']]).message })
  })

  it('loses nobody: every row is covered once, whatever waits', () => {
    const rows = fc.array(fc.record({ incident: fc.constantFrom('a', 'b', 'c'), type: fc.constantFrom<Type>('opened', 'escalated', 'resolved'), ageMs: fc.constantFrom(0, hour, 2 * day), brief: fc.boolean() }), { maxLength: 30 })
    fc.assert(fc.property(rows, (all) => {
      let waiting = all.map(({ incident, type, ageMs, brief }, i) => row(i, brief ? [] : [[incident, type]], { createdAt: now - ageMs }, brief ? 'brief' : 'alert'))
      const covered: number[] = []
      for (let parcel = nextParcel(waiting, now); parcel; parcel = nextParcel(waiting, now)) {
        covered.push(...parcel.covers)
        waiting = waiting.filter(({ id }) => !parcel!.covers.includes(id))
      }
      expect(covered.toSorted((a, b) => a - b)).toEqual(all.map((_, i) => i))
    }))
  })
})

describe('the pace of a channel', () => {
  const telegram = { everyMs: 1000, perMinute: 20 }
  it.each<[string, number[], number, number]>([
    ['the first goes at once', [], 0, 0],
    ['the next a second later', [0], 400, 600],
    ['and not later', [0], 1000, 0],
    ['twenty a minute', Array.from({ length: 20 }, (_, i) => i * 1000), 20_000, 40_000],
    ['and the next when the first is a minute ago', Array.from({ length: 20 }, (_, i) => i * 1000), minute, 0],
  ])('%s', (_name, sentAt, at, wait) => {
    expect(paceWait(telegram, sentAt, at)).toBe(wait)
  })

  it('isn’t there where nobody asks for one', () => {
    expect(paceWait(undefined, [0, 0, 0], 0)).toBe(0)
  })
})
