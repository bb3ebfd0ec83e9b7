import { cpuPlace, width } from './cells'
import type { Group } from './cells-groups'
import { cpuCost, type Pico } from './money'
import { priceGroup, type PriceTable } from './prices'
import type { PricedGroup } from './pricing'
import type { Grade } from '../../shared/model'
import { buckets, type Tokens } from './usage'

export type GroupMoney = Omit<PricedGroup, 'grade'> & { grade: Grade }

export const tokensOf = (amounts: Float64Array): Tokens => Object.fromEntries(buckets.map((bucket, place) => [bucket, amounts[place]!])) as Tokens

/** What calls of one account within one price epoch cost; CPU time at dollars `perHour`. */
export function moneyOf(table: PriceTable, { account, calls, at, amounts, reported }: Omit<Group, 'row' | 'atom'>, perHour: Pico): GroupMoney {
  if (reported !== null) return { pico: reported, low: reported, high: reported, grade: 'reported' }
  if (account.kind === 'llm') return priceGroup(table, { ...account, at, calls, tokens: tokensOf(amounts) })
  const pico = cpuCost(amounts[cpuPlace]! / 1e6, perHour)
  return { pico, low: pico, high: pico, grade: account.inconsistent ? 'estimated' : 'computed' }
}

function together(groups: readonly Group[]): Group {
  const amounts = new Float64Array(width)
  for (const group of groups) for (let place = 0; place < width; place++) amounts[place] = amounts[place]! + group.amounts[place]!
  const reported = groups.some((group) => group.reported !== null) ? groups.reduce((sum, group) => sum + (group.reported ?? 0n), 0n) : null
  const at = Math.min(...groups.map((group) => group.at))
  return { ...groups[0]!, at, amounts, reported, calls: groups.reduce((sum, { calls }) => sum + calls, 0) }
}

/** In the order they first come. */
export function gathered<T, K>(all: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const before = found.get(key)
    if (before) before.push(one)
    else found.set(key, [one])
  }
  return found
}

/**
 * Prices groups so that a sum has one price however it is split: what belongs to one account and epoch is priced and rounded
 * once, and the parts’ own roundings are set right by a pico each until they add up to that.
 */
export function priceAll(table: PriceTable, groups: readonly Group[], cpuUsdPerHour: Pico): Map<Group, GroupMoney> {
  const priced = new Map<Group, GroupMoney>()
  for (const atom of gathered(groups, (group) => group.atom).values()) {
    const whole = moneyOf(table, together(atom), cpuUsdPerHour)
    const parts = atom.length === 1 ? [whole] : whole.pico === null ? sharesOf(whole, atom) : partsOf(whole.pico, whole, atom.map((group) => moneyOf(table, group, cpuUsdPerHour)))
    atom.forEach((group, i) => priced.set(group, parts[i]!))
  }
  return priced
}

function partsOf(pico: Pico, { low, high }: GroupMoney, parts: readonly GroupMoney[]): GroupMoney[] {
  const [picos, lows, highs] = [evened(parts.map((part) => part.pico ?? 0n), pico), evened(parts.map((part) => part.low), low), evened(parts.map((part) => part.high), high)]
  return parts.map(({ grade }, i) => ({ pico: picos[i]!, low: least(lows[i]!, picos[i]!), high: most(highs[i]!, picos[i]!), grade }))
}

const least = (a: Pico, b: Pico): Pico => (a < b ? a : b)
const most = (a: Pico, b: Pico): Pico => (a > b ? a : b)

/** Rounded parts that add up to `whole`, from which they are less than one apart each. */
function evened(parts: readonly Pico[], whole: Pico): Pico[] {
  let rest = whole - parts.reduce((sum, part) => sum + part, 0n)
  return parts.map((part) => {
    if (rest === 0n || part === 0n) return part
    const step = rest > 0n ? 1n : -1n
    rest -= step
    return part + step
  })
}

/** What an unknown model may have cost depends on all that is asked about; its parts have of that by their tokens. */
function sharesOf({ low, high, grade }: GroupMoney, groups: readonly Group[]): GroupMoney[] {
  const weights = groups.map(({ amounts, calls }) => BigInt(calls + amounts.reduce((sum, amount) => sum + amount, 0)))
  const [lows, highs] = [shared(low, weights), shared(high, weights)]
  return groups.map((_, i) => ({ pico: null, low: lows[i]!, high: highs[i]!, grade }))
}

/** Shares that add up to `whole`, the last one with what rounding left. */
function shared(whole: Pico, weights: readonly bigint[]): Pico[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  let [before, given] = [0n, 0n]
  return weights.map((weight) => {
    before += weight
    const share = (whole * before) / sum - given
    given += share
    return share
  })
}
