import { z } from 'zod'

/** How often a series is sampled, learnt from its stamps; stands still on duplicates and steps backwards. */
export const samplingSchema = z.object({
  lastAt: z.number().nullable(),
  stepMs: z.number().positive(),
  /** The latest positive steps, in ms; their median is the step. */
  latestMs: z.array(z.number()).max(32),
  sinceMedian: z.number(),
})
export type Sampling = z.infer<typeof samplingSchema>

export const newSampling = (): Sampling => ({ lastAt: null, stepMs: 300_000, latestMs: [], sinceMedian: 0 })

/** A median of this many steps is looked at again after as many rows. */
const WINDOW = 32

export function observeStamp(sampling: Sampling, at: number): void {
  const stepMs = sampling.lastAt === null ? 0 : at - sampling.lastAt
  sampling.lastAt = at
  if (!(stepMs > 0)) return
  if (sampling.latestMs.length === WINDOW) sampling.latestMs.shift()
  sampling.latestMs.push(stepMs)
  sampling.sinceMedian++
  if (sampling.latestMs.length < WINDOW || sampling.sinceMedian >= WINDOW) remeasure(sampling)
}

function remeasure(sampling: Sampling): void {
  const sorted = sampling.latestMs.toSorted((a, b) => a - b)
  sampling.stepMs = Math.min(864e5, Math.max(1000, sorted[sorted.length >> 1]!))
  sampling.sinceMedian = 0
}

/** Rows in a span of time at the present step, as a fraction. */
export const rowsIn = (sampling: Sampling, spanMs: number): number => spanMs / sampling.stepMs
