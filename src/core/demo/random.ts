/** A small seeded generator (mulberry32), so that every run sees the same series. */
export interface Random {
  (): number
  between(low: number, high: number): number
  /** Evenly over the orders of magnitude. */
  logBetween(low: number, high: number): number
  whole(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  normal(): number
  exponential(mean: number): number
  chance(probability: number): boolean
}

/** Numbers that look random and are the same for the same seed. */
export function randomOf(seed: number): Random {
  let state = (seed * 2654435761) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return Object.assign(next, {
    between: (low: number, high: number) => low + next() * (high - low),
    logBetween: (low: number, high: number) => Math.exp(Math.log(low) + next() * Math.log(high / low)),
    whole: (low: number, high: number) => Math.floor(low + next() * (high - low + 1)),
    pick: <T>(from: readonly T[]) => from[Math.floor(next() * from.length)]!,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean: number) => -Math.log(1 - next()) * mean,
    chance: (probability: number) => next() < probability,
  })
}
