import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteWriter } from '../../../../src/core/costs/cells-bytes'
import { cpuPlace } from '../../../../src/core/costs/cells'
import { chunksOf, IdChunk, merged, rising } from '../../../../src/core/costs/identity-chunk'
import { IdFilter } from '../../../../src/core/costs/identity-filter'
import { emptyTelling, IdTable, weightOf, type Telling } from '../../../../src/core/costs/identity'
import { buckets } from '../../../../src/core/costs/usage'

const word = fc.nat(2 ** 32 - 1)
const names = fc.array(fc.record({ low: fc.oneof(word, fc.nat(5)), high: fc.oneof(word, fc.nat(5)), at: fc.nat(), reported: fc.option(fc.bigInt(0n, 10n ** 15n)) }), { maxLength: 600 })
type Names = typeof names extends fc.Arbitrary<infer T> ? T : never

const tellingOf = ({ at, reported }: Names[number]): Telling => ({ ...emptyTelling(), at, reported, calls: 1 })
const keyOf = ({ low, high }: { low: number; high: number }): string => `${high}/${low}`
const latest = (all: Names) => new Map(all.map((one) => [keyOf(one), one]))

const tableOf = (all: Names): IdTable => {
  const table = new IdTable()
  for (const one of all) table.put(one.low, one.high, tellingOf(one))
  return table
}

describe('a table of names', () => {
  it('has for each the telling it was given last', () => {
    fc.assert(
      fc.property(names, (all) => {
        const [table, expected, into] = [tableOf(all), latest(all), emptyTelling()]
        expect(table.count).toBe(expected.size)
        for (const one of expected.values()) {
          table.get(table.find(one.low, one.high), into)
          expect(into).toEqual(tellingOf(one))
        }
        expect(table.find(0xdead_beef, 0xdead_beef)).toBe(-1)
      }),
    )
  })

  it('is the same after it was packed', () => {
    fc.assert(
      fc.property(names, (all) => {
        const [table, again, writer] = [tableOf(all), new IdTable(), new ByteWriter()]
        for (let place = 0; place < table.count; place++) table.pack(place, writer)
        again.unpackAll(writer.written)
        expect([...rising(again)].map(keyOf)).toEqual([...rising(table)].map(keyOf))
      }),
    )
  })
})

describe('chunks', () => {
  it('have what was sorted into them, the newer telling of what both had', () => {
    fc.assert(
      fc.property(names, names, (older, newer) => {
        const before = chunksOf(0, merged([], [...rising(tableOf(older))])).map(({ bytes }) => new IdChunk(bytes))
        const chunks = chunksOf(0, merged(before.flatMap((chunk) => chunk.entries()), [...rising(tableOf(newer))]))
        const expected = latest([...older, ...newer])
        expect(chunks.reduce((sum, { bytes }) => sum + new IdChunk(bytes).count, 0)).toBe(expected.size)
        const into = emptyTelling()
        for (const one of expected.values()) {
          const chunk = new IdChunk(chunks.findLast(({ first }) => first <= one.high)!.bytes)
          expect(chunk.find(one.low, one.high, into)).toBe(true)
          expect(into).toEqual(tellingOf(one))
        }
      }),
    )
  })
})

describe('a filter of names', () => {
  it('has all that were added, and few others', () => {
    const filter = new IdFilter(10_000)
    const nameOf = (n: number): [number, number] => [Math.imul(n + 1, 0x9e3779b1) >>> 0, Math.imul(n + 1, 0x85ebca6b) >>> 0]
    for (let n = 0; n < 10_000; n++) filter.add(...nameOf(n))
    const found = (from: number): number => Array.from({ length: 10_000 }, (_, n) => filter.mayHave(...nameOf(from + n))).filter(Boolean).length
    expect(found(0)).toBe(10_000)
    expect(found(1_000_000)).toBeLessThan(200)
  })
})

describe('the weight of a telling', () => {
  const amounts = (own: Partial<Record<string, number>>): number[] => [...buckets.map((bucket) => own[bucket] ?? 0), own['cpu'] ?? 0]

  it('is that of its tokens or its time, and a little more when its cost is told', () => {
    expect(weightOf(amounts({ uncachedIn: 5, reasoningOut: 3, searches: 100 }), 0, null)).toBe(8)
    expect(weightOf(amounts({ cpu: 7 }), 0, null)).toBe(7)
    expect(weightOf(amounts({ uncachedIn: 5 }), 0, 0n)).toBe(5.5)
    expect(cpuPlace).toBe(buckets.length)
  })
})
