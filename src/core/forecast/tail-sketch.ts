import { z } from 'zod'

/**
 * A decaying histogram of magnitudes on a scale that is linear near zero and logarithmic beyond, for the shape of a tail.
 * Newer values weigh more: each weight grows by `2 ** (1 / half-life)` and all are brought down when they get large.
 */
export const tailSchema = z.object({
  /** The magnitude of one bin's width near zero; null until enough values told it. */
  unit: z.number().positive().nullable(),
  first: z.array(z.number()).max(64),
  bins: z.record(z.string(), z.number()),
  weight: z.number().positive(),
  total: z.number(),
  values: z.number(),
})
export type SavedTail = z.infer<typeof tailSchema>

const BINS = 480
const BINS_PER_E = 10
const FIRST = 40
/** The tail is what lies above the 95th percentile, and at least eight values. */
const TAIL_SHARE = 0.05
const TAIL_VALUES = 8
/** A little heavier than exponential: most metrics are. */
const HEAVINESS = 0.2

export class TailSketch {
  private readonly bins = new Float64Array(BINS + 1)
  private unit: number | null = null
  private first: number[] = []
  private weight = 1
  private total = 0
  private values = 0
  private highest = 0

  constructor(saved?: SavedTail) {
    if (!saved) return
    for (const [bin, weight] of Object.entries(saved.bins)) this.fill(Number(bin), weight)
    this.unit = saved.unit
    this.first = [...saved.first]
    this.weight = saved.weight
    this.total = saved.total
    this.values = saved.values
  }

  /** Enough values were seen, and all of them were 0: whatever is more has never been. */
  get knowsOnlyZero(): boolean {
    return this.unit === null && this.values >= FIRST
  }

  private fill(bin: number, weight: number): void {
    if (!(bin >= 0 && bin <= BINS)) return
    this.bins[bin] = weight
    if (weight > 0 && bin > this.highest) this.highest = bin
  }

  /** Adds a magnitude (0 or more), older ones losing half their weight in `halfLife` further values; one of `part` 0–1 counts that much. */
  add(magnitude: number, halfLife: number, part = 1): void {
    this.values++
    if (this.unit !== null) return this.put(magnitude, halfLife, part)
    this.first.push(magnitude)
    if (this.first.length < FIRST) return
    this.unit = unitOf(this.first)
    if (this.unit === null) this.first.shift()
    else for (const early of this.first.splice(0)) this.put(early, halfLife)
  }

  private put(magnitude: number, halfLife: number, part = 1): void {
    const bin = this.binOf(magnitude)
    this.weight *= 2 ** (1 / halfLife)
    this.bins[bin]! += part * this.weight
    this.total += part * this.weight
    if (bin > this.highest) this.highest = bin
    if (this.weight > 1e100) this.rescale()
  }

  private rescale(): void {
    for (let bin = 0; bin <= BINS; bin++) this.bins[bin]! /= this.weight
    this.total /= this.weight
    this.weight = 1
  }

  private binOf(magnitude: number): number {
    return Math.min(BINS, Math.round(Math.asinh(magnitude / this.unit!) * BINS_PER_E))
  }

  private magnitudeOf(bin: number): number {
    return Math.sinh(bin / BINS_PER_E) * this.unit!
  }

  /** −ln of the probability of a magnitude like this or larger, the tail's shape carried on beyond what was seen. */
  surprise(magnitude: number, halfLife: number): number {
    if (this.unit === null || magnitude <= 0) return 0
    const share = Math.max(TAIL_SHARE, TAIL_VALUES / Math.min(this.values, halfLife * 1.44))
    const { from, mass, excess } = this.tail(share * this.total)
    if (mass === 0 || magnitude <= from) return 0
    const scale = Math.max(excess, from * 0.02, this.unit / 2)
    return Math.log1p((HEAVINESS * (magnitude - from)) / scale) / HEAVINESS - Math.log(mass / this.total)
  }

  /** The highest bins that hold `goal` of the weight: where they begin, how much they hold, their mean excess. */
  private tail(goal: number): { from: number; mass: number; excess: number } {
    let mass = 0
    let sum = 0
    let bin = this.highest
    for (; bin > 0; bin--) {
      const weight = this.bins[bin]!
      if (mass > 0 && mass + weight >= goal) break
      mass += weight
      sum += weight * this.magnitudeOf(bin)
      if (mass >= goal) break
    }
    const from = this.magnitudeOf(bin)
    return { from, mass, excess: sum / mass - from }
  }

  save(): SavedTail {
    const bins: Record<string, number> = {}
    for (let bin = 0; bin <= this.highest; bin++) if (this.bins[bin]! > 0) bins[bin] = this.bins[bin]!
    const { unit, weight, total, values } = this
    return { unit, first: [...this.first], bins, weight, total, values }
  }
}

/** An eighth of the median of the positive ones; null where there are none. */
function unitOf(magnitudes: readonly number[]): number | null {
  const positive = magnitudes.filter((magnitude) => magnitude > 0).toSorted((a, b) => a - b)
  return positive.length === 0 ? null : Math.max(positive[positive.length >> 1]! / 8, Number.MIN_VALUE)
}
