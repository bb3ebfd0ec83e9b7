import { knownModel } from './prices-lookup'
import { startOf, type PriceTable } from './prices-table'

const dayMs = 86_400_000
export const startOfUtcDay = (at: number): number => Math.floor(at / dayMs) * dayMs

/** When prices change: within a day, and from day to day. */
export interface PriceTimes {
  /** The model’s long-context thresholds, greatest first. */
  thresholds: readonly number[]
  /** Seconds of the day (UTC) at which another price begins, rising; empty for nearly all models. */
  daily: readonly number[]
  /** 00:00 UTC of days from which another price may hold, rising. */
  from: readonly number[]
}

const sorted = (numbers: readonly number[]): number[] => [...new Set(numbers)].toSorted((a, b) => a - b)

function timesOf(table: PriceTable, provider: string, name: string): PriceTimes {
  const { model, thresholds } = knownModel(table, provider, name)
  const days = [...(model?.epochs ?? []), ...(model?.instead ?? []), ...(table.factors ?? [])].flatMap((held) => [held.from, 'to' in held ? held.to : null])
  return {
    thresholds,
    daily: sorted((model?.epochs ?? []).flatMap(({ daily }) => (daily ? [0, daily.from, daily.to] : []))).filter((second) => second < dayMs / 1000),
    from: sorted(days.map(startOf).filter(Number.isFinite)),
  }
}

/** `timesOf`, remembered by model. */
export class PriceCalendar {
  private readonly known = new Map<string, PriceTimes>()

  constructor(readonly table: PriceTable) {}

  of(provider: string, model: string): PriceTimes {
    const key = `${provider}\n${model}`
    let times = this.known.get(key)
    if (!times) this.known.set(key, (times = timesOf(this.table, provider, model)))
    return times
  }
}

/** The last of rising numbers that is at most `value`: its place; −1 for none. */
export function placeBefore(rising: readonly number[], value: number): number {
  let place = rising.length - 1
  while (place >= 0 && rising[place]! > value) place--
  return place
}
