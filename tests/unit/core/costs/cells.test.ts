import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CellTable, cpuPlace, width } from '../../../../src/core/costs/cells'
import { Accounts, accountOf, noSeries } from '../../../../src/core/costs/cells-accounts'
import { ByteReader, ByteWriter, Damaged } from '../../../../src/core/costs/cells-bytes'
import { packCells, unpackCells } from '../../../../src/core/costs/cells-codec'
import { PriceCalendar, placeBefore } from '../../../../src/core/costs/cells-epochs'
import { table as prices } from './calls'

const quarter = 900_000
const entries = fc.array(
  fc.record({
    slot: fc.nat(300).map((n) => n * quarter),
    account: fc.nat(20),
    amounts: fc.array(fc.nat(2 ** 31), { minLength: width, maxLength: width }),
    reported: fc.option(fc.bigInt(0n, 10n ** 24n)),
  }),
  { maxLength: 300 },
)
type Entries = typeof entries extends fc.Arbitrary<infer T> ? T : never

const filled = (all: Entries): CellTable => {
  const table = new CellTable()
  for (const { slot, account, ...entry } of all) table.add(slot, account, { calls: 1, from: 0, ...entry })
  return table
}

/** What a table holds, as one would write it down. */
const written = (table: CellTable): unknown[] =>
  Array.from({ length: table.count }, (_, row) => ({
    slot: table.slots[row], account: table.accounts[row], calls: table.calls[row], amounts: [...table.amounts.subarray(row * width, (row + 1) * width)], reported: table.reported.get(row) ?? null,
  })).toSorted((a, b) => a.slot! - b.slot! || a.account! - b.account!)

describe('cells', () => {
  it('hold the sum of what was added to each', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const table = filled(all)
        expect(table.count).toBe(new Set(all.map(({ slot, account }) => `${slot}/${account}`)).size)
        for (let row = 0; row < table.count; row++) {
          const mine = all.filter(({ slot, account }) => slot === table.slots[row] && account === table.accounts[row])
          expect(table.calls[row]).toBe(mine.length)
          expect(table.amounts[row * width + cpuPlace]).toBe(mine.reduce((sum, { amounts }) => sum + amounts[cpuPlace]!, 0))
          expect(table.reported.get(row) ?? 0n).toBe(mine.reduce((sum, { reported }) => sum + (reported ?? 0n), 0n))
        }
      }),
    )
  })

  it('are empty when all was taken back', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const table = filled(all)
        for (const { slot, account, ...entry } of all) table.add(slot, account, { calls: 1, from: 0, ...entry }, -1)
        expect(table.calls.every((calls) => calls === 0)).toBe(true)
        expect(table.amounts.every((amount) => amount === 0)).toBe(true)
        expect(packCells(table, Array(table.count).keys())).toHaveLength(0)
      }),
    )
  })

  it('are the same after they were packed', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const [table, again] = [filled(all), new CellTable()]
        for (let row = 0; row < table.count; row++) unpackCells(packCells(table, [row]), table.slots[row]!, again)
        expect(written(again)).toEqual(written(table))
      }),
    )
  })

  it('that were cut off are told from whole ones', () => {
    const bytes = packCells(filled([{ slot: 0, account: 1, amounts: Array(width).fill(1000), reported: 5n }]), [0])
    expect(() => unpackCells(bytes.subarray(0, -1), 0, new CellTable())).toThrow(Damaged)
  })
})

describe('packed numbers', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), fc.array(fc.bigInt(0n, 2n ** 200n)), fc.array(fc.nat(2 ** 32 - 1)), (numbers, bigints, words) => {
        const writer = new ByteWriter(new Uint8Array(1))
        numbers.forEach((number) => writer.number(number))
        bigints.forEach((bigint) => writer.bigint(bigint))
        words.forEach((word) => writer.word(word))
        const reader = new ByteReader(writer.written)
        expect(numbers.map(() => reader.number())).toEqual(numbers)
        expect(bigints.map(() => reader.bigint())).toEqual(bigints)
        expect(words.map(() => reader.word())).toEqual(words)
        expect(reader.atEnd).toBe(true)
      }),
    )
  })
})

describe('accounts', () => {
  it('have one number each, and another one for what is told again', () => {
    const accounts = new Accounts()
    const of = (own: object) => accounts.numberOf(accountOf(noSeries, own))
    expect([of({}), of({ step: 1 }), of({ job: 'a' }), of({ agent: 'a' }), of({})]).toEqual([0, 1, 2, 3, 0])
    expect(accounts.at(accounts.repeatedOf(2))).toEqual({ ...accounts.at(2), repeated: true })
    expect(() => accounts.at(99)).toThrow(Damaged)
  })
})

describe('the calendar of prices', () => {
  it('knows when a model’s price changes, and its thresholds', () => {
    const calendar = new PriceCalendar(prices)
    expect(calendar.of('openai', 'changing')).toEqual({ thresholds: [], daily: [], from: [Date.UTC(2026, 7, 21), Date.UTC(2027, 0, 1)] })
    expect(calendar.of('openai', 'cliff').thresholds).toEqual([200_000])
    expect(calendar.of('nobody', 'unknown')).toEqual({ thresholds: [], daily: [], from: [] })
  })

  it('knows the times of day at which one changes', () => {
    const night = { from: 59_400, to: 1800 }
    const rates = { input: { base: 1 } }
    const model = { id: 'nightly', match: { equals: 'nightly' }, epochs: [{ from: null, rates }, { from: null, daily: night, rates }] }
    expect(new PriceCalendar({ ...prices, providers: { deepseek: { models: [model] } } }).of('deepseek', 'nightly').daily).toEqual([0, 1800, 59_400])
  })

  it.each([[4, -1], [5, 0], [9, 0], [10, 1], [99, 1]])('finds the last change before %i', (value, place) => {
    expect(placeBefore([5, 10], value)).toBe(place)
  })
})
