import { exactly, fractionOf, plus, times, type Fraction } from './fraction'
import type { Multiplier } from './prices-factors'
import { rateOf, type RateName, type Rates } from './prices-table'
import { buckets, type Bucket, type Tokens } from './usage'

/** A sum of money before it is rounded, with what it is at least and at most. */
export interface Money {
  taken: Fraction
  low: Fraction
  high: Fraction
}

export const nothing: Money = { taken: exactly(0n), low: exactly(0n), high: exactly(0n) }
export const together = (a: Money, b: Money): Money => ({ taken: plus(a.taken, b.taken), low: plus(a.low, b.low), high: plus(a.high, b.high) })

/** By which rate a bucket is priced. Without a rate of its own it takes another’s, times a figure between two others. */
interface Way {
  rate: RateName
  taken: Fraction
  low: Fraction
  high: Fraction
}

const listed = (rate: RateName): Way => guessed(rate, '1', '1', '1')
function guessed(rate: RateName, low: string, taken: string, high: string): Way {
  return { rate, taken: fractionOf(taken), low: fractionOf(low), high: fractionOf(high) }
}

/**
 * First rate that the model has. Pictures are read at the price of text and reasoning is written at it wherever nothing else is listed; what else
 * is missing is stood in for within what providers ask for it elsewhere: reads from a fiftieth of the input, writes up to twice, audio up to 16 times.
 */
const ways: Record<Bucket, Way[]> = {
  uncachedIn: [listed('input')],
  cacheRead: [listed('cacheRead'), guessed('input', '1/50', '1', '1')],
  cacheWrite5m: [listed('cacheWrite'), guessed('input', '1', '1', '5/4')],
  // Anthropic: 2× input for an hour where five minutes are 1.25×.
  cacheWrite1h: [listed('cacheWrite1h'), guessed('cacheWrite', '1', '8/5', '8/5'), guessed('input', '1', '1', '2')],
  audioIn: [listed('audioIn'), guessed('input', '1', '1', '16')],
  imageIn: [listed('imageIn'), listed('input')],
  textOut: [listed('output'), guessed('input', '1', '1', '8')],
  audioOut: [listed('audioOut'), guessed('output', '1', '1', '8')],
  reasoningOut: [listed('reasoningOut'), listed('output'), guessed('input', '1', '1', '8')],
  searches: [listed('webSearch')],
}

/** A search nobody lists: mostly $10 a thousand; some give them away, the dearest asks $35. */
const unlistedSearch = { taken: 10_000_000_000n, high: 35_000_000_000n }

/** What `count` of a bucket cost; null when no rate of the model says. `step`: as `stepOf` tells it. */
function bucketCost(bucket: Bucket, count: number, rates: Rates, step: number, multiplier: (rate: RateName) => Multiplier): Money | null {
  const amount = BigInt(count)
  const way = ways[bucket].find(({ rate }) => rates[rate])
  if (!way && bucket === 'searches') return { taken: exactly(amount * unlistedSearch.taken), low: exactly(0n), high: exactly(amount * unlistedSearch.high) }
  if (!way) return null
  const base = exactly(amount * rateOf(rates[way.rate]!, step))
  const by = multiplier(way.rate)
  return {
    taken: times(times(base, way.taken), by.times),
    low: times(times(base, way.low), by.low),
    high: times(times(base, way.high), by.high),
  }
}

/** What tokens cost at these rates, exactly; null when a rate is missing that nothing stands in for. */
export function tokensCost(tokens: Tokens, rates: Rates, step: number, multiplier: (rate: RateName) => Multiplier): Money | null {
  let sum = nothing
  for (const bucket of buckets) {
    if (tokens[bucket] === 0) continue
    const cost = bucketCost(bucket, tokens[bucket], rates, step, multiplier)
    if (!cost) return null
    sum = together(sum, cost)
  }
  return sum
}
