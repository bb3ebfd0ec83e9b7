import { buckets } from './usage'

/** Amounts of a cell: tokens in the order of `buckets`, then CPU time in microseconds. */
export const width = buckets.length + 1
export const cpuPlace = buckets.length

/** What is added to a cell, or taken back from it. */
export interface Entry {
  calls: number
  /** `width` numbers from `from` on. */
  amounts: ArrayLike<number>
  from: number
  /** Pico dollars; only for accounts that are reported. */
  reported: bigint | null
}

/** Sums by (slot, account), as columns: a year of a busy system is a hundred thousand of them. */
export class CellTable {
  count = 0
  /** Beginning of the slot, UTC epoch ms. */
  slots = new Float64Array(64)
  accounts = new Uint32Array(64)
  calls = new Float64Array(64)
  amounts = new Float64Array(64 * width)
  /** By row. */
  readonly reported = new Map<number, bigint>()
  /** Open addressing: row + 1, 0 for empty. */
  private index = new Uint32Array(256)

  add(slot: number, account: number, entry: Entry, sign: 1 | -1 = 1): void {
    const row = this.rowOf(slot, account)
    this.calls[row] = this.calls[row]! + sign * entry.calls
    const to = row * width
    for (let place = 0; place < width; place++) {
      const amount = entry.amounts[entry.from + place]!
      if (amount !== 0) this.amounts[to + place] = this.amounts[to + place]! + sign * amount
    }
    if (entry.reported !== null) this.reported.set(row, (this.reported.get(row) ?? 0n) + BigInt(sign) * entry.reported)
  }

  /** The same sums in another table's place. */
  addRow(from: CellTable, row: number, slot = from.slots[row]!): void {
    this.add(slot, from.accounts[row]!, { calls: from.calls[row]!, amounts: from.amounts, from: row * width, reported: from.reported.get(row) ?? null })
  }

  rowOf(slot: number, account: number): number {
    const mask = this.index.length - 1
    for (let at = placeOf(slot, account) & mask; ; at = (at + 1) & mask) {
      const row = this.index[at]! - 1
      if (row === -1) return this.newRow(slot, account, at)
      if (this.slots[row] === slot && this.accounts[row] === account) return row
    }
  }

  private newRow(slot: number, account: number, at: number): number {
    if (this.count === this.slots.length) this.enlarge()
    const row = this.count++
    this.slots[row] = slot
    this.accounts[row] = account
    this.index[at] = row + 1
    if (this.count * 2 > this.index.length) this.reindex()
    return row
  }

  private enlarge(): void {
    const room = this.count * 2
    this.slots = larger(this.slots, new Float64Array(room))
    this.accounts = larger(this.accounts, new Uint32Array(room))
    this.calls = larger(this.calls, new Float64Array(room))
    this.amounts = larger(this.amounts, new Float64Array(room * width))
  }

  private reindex(): void {
    this.index = new Uint32Array(this.index.length * 2)
    const mask = this.index.length - 1
    for (let row = 0; row < this.count; row++) {
      let at = placeOf(this.slots[row]!, this.accounts[row]!) & mask
      while (this.index[at] !== 0) at = (at + 1) & mask
      this.index[at] = row + 1
    }
  }
}

function larger<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** Slots are whole quarters of an hour. */
function placeOf(slot: number, account: number): number {
  const bits = Math.imul(slot / 900_000, 0x9e3779b1) ^ Math.imul(account + 1, 0x85ebca6b)
  return (bits ^ (bits >>> 15)) >>> 0
}
