import type { MadeCall } from './job-run'
import { dayMs } from './past'
import { aboutUsd } from './prices'

/** What a made-up provider counted of one model on one UTC day. */
export interface BilledDay {
  /** Its first moment, UTC epoch ms. */
  day: number
  model: string
  requests: number
  input: number
  cached: number
  output: number
}

/** Adds calls up by day and model, as a provider bills them. */
export class BilledDays {
  private readonly days = new Map<string, BilledDay>()

  add({ at, model, input, cached, output }: MadeCall): void {
    const day = at - (at % dayMs)
    const key = `${day} ${model}`
    const sum = this.days.get(key) ?? { day, model, requests: 0, input: 0, cached: 0, output: 0 }
    this.days.set(key, { day, model, requests: sum.requests + 1, input: sum.input + input, cached: sum.cached + cached, output: sum.output + output })
  }

  all(): BilledDay[] {
    return [...this.days.values()]
  }
}

/** A bill is a little more than the log knows of: a call now and then isn’t in it. */
const beyondLog = 1.013

export const billedUsd = (day: BilledDay): number => Math.round(aboutUsd(day) * beyondLog * 1e6) / 1e6
