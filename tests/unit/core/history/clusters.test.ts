import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clustered, type Event } from '../../../../src/core/history/clusters'

interface Named extends Event {
  name: string
  weight: number
}

const event = (name: string, from: number, to = from, weight = 0): Named => ({ name, from, to, weight })
const likeness = { classOf: ({ name }: Named) => name[0]!, weight: ({ weight }: Named) => weight }
const told = (events: Named[], slotMs: number) => clustered(events, slotMs, likeness).map(({ event: { name }, from, to, events: all }) => [name, from, to, all.length])

it.each<[string, Named[], unknown[]]>([
  ['far apart they stay alone', [event('a1', 0), event('a2', 10)], [['a1', 0, 0, 1], ['a2', 10, 10, 1]]],
  ['close together they are one, the weightiest of them', [event('a1', 0, 2), event('a2', 4, 7, 5), event('a3', 9)], [['a2', 0, 9, 3]]],
  ['of several classes none swallows another', [event('a1', 0), event('b1', 1), event('a2', 2)], [['a1', 0, 2, 2], ['b1', 1, 1, 1]]],
  ['a long one is never hidden', [event('a1', 0), event('a2', 1, 50), event('a3', 2)], [['a1', 0, 2, 2], ['a2', 1, 50, 1]]],
  ['a chain of near ones is cut where the slot ends', [event('a1', 0), event('a2', 6), event('a3', 12)], [['a1', 0, 6, 2], ['a3', 12, 12, 1]]],
])('%s', (_name, events, expected) => {
  expect(told(events, 10)).toEqual(expected)
})

it('every event is in one cluster, and there are no more than two a slot and class', () => {
  const events = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(1000), fc.nat(8)).map(([name, from, lasts]) => event(name, from, from + lasts)))
  fc.assert(
    fc.property(events, (all) => {
      const clusters = clustered(all, 10, likeness)
      expect(clusters.flatMap((cluster) => cluster.events).length).toBe(all.length)
      for (const cluster of clusters) for (const one of cluster.events) expect([one.from >= cluster.from, one.to <= cluster.to]).toEqual([true, true])
      expect(clusters.length).toBeLessThanOrEqual(2 * (1010 / 10 + 1))
    }),
  )
})
