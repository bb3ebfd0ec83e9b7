import type { Random } from './random'

/** 1 and up; the smaller `shape`, the heavier its tail. */
export const pareto = (random: Random, shape: number): number => (1 - random()) ** (-1 / shape)

/** Near gamma (Wilson–Hilferty), mean 1; `shape` from about 1. */
export const gamma = (random: Random, shape: number): number => Math.max(0.01, 1 - 1 / (9 * shape) + random.normal() / (3 * Math.sqrt(shape))) ** 3

/** A count. */
export function poisson(random: Random, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count++
  return count
}
