import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyTelling, type Telling } from '../../../src/core/costs/identity'
import { CostStore } from '../../../src/host/costs/store'
import { IdStore } from '../../../src/host/costs/store-ids'
import { freshFolder } from '../support'
import { numbers } from './costs-book'

/** Spread over all names; the same for the same number. */
const nameOf = (n: number): [low: number, high: number] => [Math.imul(n + 1, 0x9e3779b1) >>> 0, Math.imul(n ^ (n >>> 3), 0x85ebca6b) >>> 0]
const tellingOf = (at: number): Telling => ({ ...emptyTelling(), at, calls: 1, account: at % 7 })

async function opened(path: string | null) {
  const { store } = await CostStore.open(path, 0)
  return { store, ids: new IdStore(store) }
}

const put = (ids: IdStore, from: number, to: number, plus = 0): void => {
  for (const n of numbers(from, to)) ids.put(...nameOf(n), tellingOf(n + plus))
}

/** What is known of numbers, by their times; −1 for what isn't known. */
const known = (ids: IdStore, of: readonly number[]): number[] => {
  const into = emptyTelling()
  return of.map((n) => (ids.find(...nameOf(n), into) ? into.at : -1))
}

describe('names of calls', () => {
  it('are kept from start to start, in the journal and sorted', async () => {
    const path = join(freshFolder(), 'costs.db')
    for (const [round, fold] of [false, true, false, true, true].entries()) {
      const { store, ids } = await opened(path)
      put(ids, round * 3000, (round + 1) * 3000)
      store.transaction(() => (fold ? ids.fold() : ids.save()))
      store.close()
      const { store: again, ids: kept } = await opened(path)
      const all = numbers(0, (round + 1) * 3000)
      expect(known(kept, all)).toEqual(all)
      expect(known(kept, numbers(1_000_000, 1_002_000))).toEqual(Array(2000).fill(-1))
      again.close()
    }
  })

  it('have the telling they were given last, wherever the one before it is', async () => {
    const { store, ids } = await opened(null)
    put(ids, 0, 5000)
    store.transaction(() => ids.fold())
    put(ids, 0, 2000, 7)
    store.transaction(() => ids.save())
    put(ids, 0, 1000, 9)
    store.transaction(() => ids.save())
    const expected = numbers(0, 5000).map((n) => n + (n < 1000 ? 9 : n < 2000 ? 7 : 0))
    expect(known(ids, numbers(0, 5000))).toEqual(expected)
    expect(known(new IdStore(store), numbers(0, 5000))).toEqual(expected)
    store.transaction(() => ids.fold())
    expect(known(new IdStore(store), numbers(0, 5000))).toEqual(expected)
    store.close()
  })

  it('come in a journal that stays short, however often something is kept', async () => {
    const { store, ids } = await opened(null)
    for (const n of numbers(0, 1300)) {
      put(ids, n, n + 1)
      if (n % 100 === 0) put(ids, 0, 5, n)
      store.transaction(() => ids.save())
    }
    expect(store.sql('SELECT COUNT(*) AS rows FROM id_journal').get()!['rows']).toBeLessThan(501)
    expect(known(new IdStore(store), numbers(0, 1300))).toEqual(numbers(0, 1300).map((n) => (n < 5 ? n + 1200 : n)))
    store.close()
  })

  it('that share half of theirs stay apart', async () => {
    const { store, ids } = await opened(null)
    const places = numbers(0, 1500)
    for (const n of places) ids.put(n, n % 3, tellingOf(n))
    for (const sorted of [false, true]) {
      if (sorted) store.transaction(() => ids.fold())
      const into = emptyTelling()
      expect(places.map((n) => ids.find(n, n % 3, into) && into.at)).toEqual(places)
      expect(ids.find(1, 0, into)).toBe(false)
    }
    store.close()
  })
})
