import { describe, expect, it } from 'vitest'
import { aheadMs, fetchPaceMs, lookAtFetched, mostBetween, unfetched, type FetchedLog } from '../../../src/core/fetched-log'
import type { SpanKind } from '../../../src/core/presence'
import { timelineOf } from '../../../src/core/timeline'
import { minute, now } from './world'

const at = (wallMs: number) => ({ wallMs, boot: 'b', sinceBootMs: wallMs - now + 1e9 })
const timeline = timelineOf({ now: at(now), since: null, spans: [] })
const looks = (...each: [content: string, newest: number | null, at: number][]) => each.reduce<FetchedLog | null>((log, [content, newest, when]) => lookAtFetched(log, content, newest, at(when)), null)!

describe('a log that is fetched', () => {
  it('was, at first, there before we were', () => {
    expect(looks(['a', now, now])).toEqual({ since: at(now), changedAt: null, tickSeenAt: at(now), content: 'a', seen: [{ stamp: now, at: at(now) }] })
    expect(looks(['a', null, now]).seen).toEqual([])
  })

  it('that is the same says nothing new', () => {
    const first = looks(['a', now, now])
    expect(lookAtFetched(first, 'a', now, at(now + minute))).toBe(first)
  })

  it('may grow with a tick or without', () => {
    expect(looks(['a', 1, now], ['b', 1, now + minute])).toMatchObject({ changedAt: at(now + minute), tickSeenAt: at(now), seen: [{ stamp: 1 }] })
    expect(looks(['a', 1, now], ['b', 2, now + minute])).toMatchObject({ changedAt: at(now + minute), tickSeenAt: at(now + minute), seen: [{ stamp: 1 }, { stamp: 2 }] })
    // Its clock was set back: another newest tick is a new one.
    expect(looks(['a', 5, now], ['b', 2, now + minute]).tickSeenAt).toEqual(at(now + minute))
  })

  it('comes at the pace of what it brings', () => {
    expect(fetchPaceMs(looks(['a', now, now]), timeline)).toBe(0)
    expect(fetchPaceMs(looks(['a', 0, now], ['b', 5 * minute, now + 5 * minute + 100]), timeline)).toBe(5 * minute)
    // A clock set over there by an hour isn’t a pace.
    expect(fetchPaceMs(looks(['a', 0, now], ['b', 61 * minute, now + minute]), timeline)).toBe(minute)
  })

  it('may be of a clock that is ahead', () => {
    expect(aheadMs(looks(['a', now + 10 * minute, now]), timeline)).toBe(10 * minute)
    expect(aheadMs(looks(['a', now - 10 * minute, now]), timeline)).toBe(0)
  })

  it('bounds an interval by when its ends were seen, where it is longer by far', () => {
    const log = looks(['a', 0, now], ['b', 61 * minute, now + minute], ['c', 62 * minute, now + 2 * minute])
    expect(mostBetween(0, 61 * minute, log, timeline, 2 * minute)).toBe(minute)
    expect(mostBetween(61 * minute, 62 * minute, log, timeline, 2 * minute)).toBe(Infinity)
    expect(mostBetween(-minute, 0, log, timeline, 2 * minute)).toBe(Infinity)
    expect(mostBetween(minute, 2 * minute, log, timeline, 2 * minute)).toBe(Infinity)
  })
})

describe('how long a log hasn’t come', () => {
  const old = looks(['a', 0, now - 60 * minute], ['b', 5 * minute, now - 40 * minute])
  const during = (kind: SpanKind, from: number, to: number) => unfetched(old, timelineOf({ now: at(now), since: null, spans: [{ kind, from: at(now - from), to: at(now - to), sleptMs: null }] }))

  it('counts from when something of it last came, or from the start', () => {
    expect(unfetched(old, timeline)).toEqual({ lastAt: now - 40 * minute, forMs: 40 * minute, paceMs: 5 * minute })
    expect(unfetched(looks(['a', 0, now - 20 * minute]), timeline)).toEqual({ lastAt: null, forMs: 20 * minute, paceMs: 0 })
  })

  it.each<[SpanKind, number]>([['asleep', 10], ['off', 10], ['frozen', 10], ['away', 10], ['clock', 40]])('after “%s” anew: %i min', (kind, minutes) => {
    expect(during(kind, 30 * minute, 10 * minute).forMs).toBe(minutes * minute)
  })

  it('a minute’s break is none, a longer one is', () => {
    expect(during('frozen', 11 * minute, 10 * minute).forMs).toBe(40 * minute)
    expect(during('frozen', 11 * minute + 1, 10 * minute).forMs).toBe(10 * minute)
  })

  it('a break before it last came changes nothing', () => {
    expect(during('asleep', 50 * minute, 45 * minute).forMs).toBe(40 * minute)
  })
})
