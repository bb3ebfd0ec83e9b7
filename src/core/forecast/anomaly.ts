import { z } from 'zod'
import { excursionOf, excursionSchema, newExcursion } from './anomaly-excursions'
import { BothJumps, bothJumpsSchema } from './anomaly-jumps'
import { echo, newRanges, rangesSchema, rangeStrangeness } from './anomaly-ranges'
import { newStillness, stillnessSchema, stillStrangeness } from './anomaly-stillness'
import { hasProved, usualAt } from './daily-profile'
import type { Detector, Row, Verdict } from './detector'
import { newSampling, observeStamp, rowsIn, samplingSchema } from './sampling'
import { snapshot } from './snapshot'

const stateSchema = z.object({
  sampling: samplingSchema,
  rows: z.number(),
  quietRows: z.number(),
  /** Rows until the last alert is a day old. */
  troubledRows: z.number().default(0),
  ranges: rangesSchema,
  stillness: stillnessSchema,
  excursion: excursionSchema,
})
type State = z.infer<typeof stateSchema>
const savedSchema = bothJumpsSchema.extend({ state: stateSchema })

const hourMs = 36e5
const dayMs = 864e5
/** One event is one alert. */
const quietMs = 1.6 * hourMs
const quietRows = 2
/** Trouble comes in groups: for a day after an alert a jump this much smaller is enough. */
const troubled = 0.77
/** Sums and differences of anything nearer to zero stay finite. */
const largest = 1e150

const fresh = (): State => ({ sampling: newSampling(), rows: 0, quietRows: 0, troubledRows: 0, ranges: newRanges(), stillness: newStillness(), excursion: newExcursion() })

/**
 * Judges any series of values: one outside the range seen so far (itself, its mean, or against its time of day where that has
 * proved to predict it), one that stays away from where its last days were, a jump as its own past hardly ever made, a standstill
 * of what always moved. An event is one row of alert and then quiet; what was strange is learnt, so that a new level is soon the
 * normal one. A score of 0.5 or more is an alert.
 */
export function createAnomalyDetector(_options: Record<string, never> = {}, saved?: unknown): Detector {
  const known = savedSchema.safeParse(saved).data
  const state = known?.state ?? fresh()
  const jumps = new BothJumps(known)
  return { step: (row) => step(state, jumps, row), save: () => ({ state: snapshot(state), ...jumps.save() }) }
}

function step(state: State, jumps: BothJumps, row: Row): Verdict {
  if (row.value === null || !Number.isFinite(row.value) || !Number.isFinite(row.at)) return { score: 0, alert: false }
  const value = Math.min(largest, Math.max(-largest, row.value))
  const { sampling, ranges, stillness } = state
  observeStamp(sampling, row.at)
  state.rows++
  const perDay = rowsIn(sampling, dayMs)
  const usual = usualAt(ranges.profile, row.at, perDay)
  const proved = hasProved(ranges.profile, perDay)
  const { away, strange } = excursionOf(state.excursion, value, usual, proved, sampling)
  const beyond = rangeStrangeness(ranges, { at: row.at, value, row: state.rows, away }, sampling)
  const jump = jumps.strangeness({ value, residual: value - (usual ?? ranges.level), proved }, state.rows, sampling)
  return verdict(
    state,
    Math.max(
      strange,
      stillStrangeness(stillness, value, state.rows, rowsIn(sampling, hourMs)),
      beyond,
      jump / (state.troubledRows > 0 ? troubled : 1),
    ),
  )
}

/** Strangeness is 1 at the edge of an alert. */
function verdict(state: State, strange: number): Verdict {
  const alert = strange > 1 && state.quietRows <= 0
  state.quietRows = alert ? Math.max(quietRows, rowsIn(state.sampling, quietMs)) : Math.max(0, state.quietRows - 1)
  state.troubledRows = alert ? rowsIn(state.sampling, dayMs) : Math.max(0, state.troubledRows - 1)
  if (alert) echo(state.ranges, state.sampling)
  const score = strange / (1 + strange)
  return { score: alert ? score : Math.min(score, 0.499), alert }
}
