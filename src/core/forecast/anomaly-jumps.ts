import { z } from 'zod'
import { type Sampling, rowsIn } from './sampling'
import { type SavedTail, TailSketch, tailSchema } from './tail-sketch'

const jumpsSchema = z.object({ latest: z.array(z.number()).max(128), rises: tailSchema, falls: tailSchema })
type SavedJumps = z.infer<typeof jumpsSchema>
/** What was saved by earlier versions has no residuals’ jumps in it. */
export const bothJumpsSchema = z.object({ jumps: jumpsSchema, residualJumps: jumpsSchema.optional() })

/** Between the mean of the latest half hour and that of the one before, or between two rows that lie farther apart. */
const spanMs = 18e5
const longestSpan = 64
/** Nothing before so many rows and a day. */
const warmUpRows = 70
const dayMs = 864e5
/** Their tail is that of two weeks, or a thousand rows. */
const halfLifeMs = 14 * 864e5
const halfLifeRows = 1000
const weekMs = 7 * 864e5
/** What was strange is learnt, but not as a whole: else the second of two alike troubles would pass for usual. */
const strangePart = 0.3
/** −ln of how rare a strange one is: the more often a series is looked at, the rarer it has to be. */
const limitOf = (rowsPerWeek: number): number => Math.max(3, 1.25 * Math.log(rowsPerWeek) + 0.27)

/** How improbable the jumps of a series are in the light of those it made, rises and falls apart. */
class Jumps {
  private readonly latest: number[]
  private readonly rises: TailSketch
  private readonly falls: TailSketch

  constructor(saved?: { latest: number[]; rises: SavedTail; falls: SavedTail }) {
    this.latest = [...(saved?.latest ?? [])]
    this.rises = new TailSketch(saved?.rises)
    this.falls = new TailSketch(saved?.falls)
  }

  /** In limits: 1 is the edge of an alert. Learns row number `row`. */
  strangeness(value: number, row: number, sampling: Sampling): number {
    const jump = this.jumpTo(value, sampling)
    if (jump === null) return 0
    const halfLife = Math.max(halfLifeRows, rowsIn(sampling, halfLifeMs))
    const tail = jump > 0 ? this.rises : this.falls
    const strange = row > Math.max(warmUpRows, rowsIn(sampling, dayMs)) ? tail.surprise(Math.abs(jump), halfLife) / limitOf(rowsIn(sampling, weekMs)) : 0
    const part = strange > 1 ? strangePart : 1
    this.rises.add(Math.max(jump, 0), halfLife, part)
    this.falls.add(Math.max(-jump, 0), halfLife, part)
    return strange
  }

  private jumpTo(value: number, sampling: Sampling): number | null {
    const span = Math.min(longestSpan, Math.max(1, Math.round(rowsIn(sampling, spanMs))))
    this.latest.push(value)
    if (this.latest.length > 2 * span) this.latest.splice(0, this.latest.length - 2 * span)
    return this.latest.length < 2 * span ? null : mean(this.latest, span, 2 * span) - mean(this.latest, 0, span)
  }

  save(): SavedJumps {
    return { latest: [...this.latest], rises: this.rises.save(), falls: this.falls.save() }
  }
}

/** A value, its distance from what its time of day usually shows, and whether knowing that predicts it (`proved`). */
export interface Jumped {
  value: number
  residual: number
  proved: boolean
}

/** The jumps of a series and those of its residuals: where its time of day predicts it, a jump has to be strange by both. */
export class BothJumps {
  private readonly ofValues: Jumps
  private readonly ofResiduals: Jumps

  constructor(saved?: z.infer<typeof bothJumpsSchema>) {
    this.ofValues = new Jumps(saved?.jumps)
    this.ofResiduals = new Jumps(saved?.residualJumps)
  }

  /** In limits: 1 is the edge of an alert. Learns row number `row`. */
  strangeness({ value, residual, proved }: Jumped, row: number, sampling: Sampling): number {
    const ofValue = this.ofValues.strangeness(value, row, sampling)
    const ofResidual = this.ofResiduals.strangeness(residual, row, sampling)
    return proved ? Math.min(ofValue, ofResidual) : ofValue
  }

  save(): Required<z.infer<typeof bothJumpsSchema>> {
    return { jumps: this.ofValues.save(), residualJumps: this.ofResiduals.save() }
  }
}

function mean(values: readonly number[], from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum / (to - from)
}
