import { createCostDetector, type CostDetector } from '../forecast/cost'
import { dollarsOf, type HourlySpend } from './projection'

/** What is followed hour by hour: all costs, and those of one model or job. */
export interface SpendSeries {
  dimension: 'total' | 'model' | 'job'
  name: string
}

/** Something costs far more than at this time of day and week it usually does. Dollars, of the last `hours`. */
export interface SpendAlarm extends SpendSeries {
  since: number
  hours: number
  usd: number
  usual: number
}

/** Hours of one series, those it is to go on with. */
export interface HoursOf extends SpendSeries {
  hours: HourlySpend
}

interface Followed {
  series: SpendSeries
  detector: CostDetector
  /** Dollars of the latest hours, newest last. */
  latest: number[]
  alarm: SpendAlarm | null
  /** Hours since the last strange one. */
  calm: number
  /** The newest hour in which it cost anything. */
  seen: number
}

interface Saved {
  version: 1
  upTo: number
  followed: (Omit<Followed, 'detector'> & { detector: unknown })[]
}

const hourMs = 3_600_000
/** Windows the detector looks at: an hour, and four. */
const windows = [1, 4]
/** So many quiet hours end an alarm. */
const calmHours = 2
/** Beside the total. Where there are more, one that has cost nothing for a week gives way to another. */
const mostNamed = 20
const quietHours = 168

/** Follows what each hour cost; all it knows can be saved and goes on exactly as before. */
export class SpendWatch {
  private readonly followed = new Map<string, Followed>()
  /** The first hour that wasn’t taken yet, since the epoch; null before anything was. */
  upTo: number | null = null

  constructor(saved?: unknown) {
    const kept = (saved ?? {}) as Partial<Saved>
    if (kept.version !== 1 || typeof kept.upTo !== 'number') return
    for (const { detector, ...rest } of kept.followed ?? []) this.followed.set(idOf(rest.series), { ...rest, detector: createCostDetector({}, detector) })
    this.upTo = kept.upTo
  }

  /** Takes the hours from `from` up to `end` (not included) that it hasn’t taken yet; one that a series lacks cost nothing. The dearest come first in `all`. */
  take(all: readonly HoursOf[], from: number, end: number): void {
    // Before the first hour that cost anything nothing is known.
    const first = Math.max(from, this.upTo ?? all.reduce((least, { hours }) => Math.min(least, ...hours.keys()), end))
    const byId = new Map(all.map((series) => [idOf(series), series]))
    for (let hour = first; hour < end; hour++) {
      for (const [id, series] of byId) if (!this.followed.has(id) && (series.hours.get(hour) ?? 0n) > 0n && this.hasRoom(series, hour)) this.followed.set(id, begin(series, hour))
      for (const [id, one] of this.followed) step(one, hour, dollarsOf(byId.get(id)?.hours.get(hour) ?? 0n))
    }
    this.upTo = Math.max(end, this.upTo ?? end)
  }

  alarms(): SpendAlarm[] {
    return [...this.followed.values()].flatMap(({ alarm }) => alarm ?? [])
  }

  /** JSON of bounded size. */
  save(): unknown {
    const followed = [...this.followed.values()].map((one) => ({ ...one, detector: one.detector.save() }))
    return this.upTo === null ? null : ({ version: 1, upTo: this.upTo, followed } satisfies Saved)
  }

  private hasRoom({ dimension }: SpendSeries, hour: number): boolean {
    const named = [...this.followed].filter(([, { series }]) => series.dimension !== 'total')
    if (dimension === 'total' || named.length < mostNamed) return true
    const [id, quietest] = named.reduce((least, one) => (one[1].seen < least[1].seen ? one : least))
    return quietest.seen < hour - quietHours && this.followed.delete(id)
  }
}

const idOf = ({ dimension, name }: SpendSeries): string => `${dimension}:${name}`

const begin = ({ dimension, name }: SpendSeries, hour: number): Followed => ({ series: { dimension, name }, detector: createCostDetector(), latest: [], alarm: null, calm: 0, seen: hour })

function step(one: Followed, hour: number, usd: number): void {
  const at = hour * hourMs
  // What is usual is asked before the hour is learnt.
  const usual = windows.map((hours) => Array.from({ length: hours }, (_, i) => one.detector.usualAt(at - i * hourMs)).reduce((sum, value) => sum + value, 0))
  const { alert } = one.detector.step({ at, value: usd })
  one.latest = [...one.latest, usd].slice(-windows.at(-1)!)
  if (usd > 0) one.seen = hour
  one.calm = alert ? 0 : one.calm + 1
  if (alert) one.alarm = { ...one.series, since: one.alarm?.since ?? at, ...worstWindow(one.latest, usual) }
  else if (one.calm >= calmHours) one.alarm = null
}

/** The window whose cost is the largest multiple of the usual. */
function worstWindow(latest: readonly number[], usual: readonly number[]): { hours: number; usd: number; usual: number } {
  const all = windows.map((hours, i) => ({ hours, usd: latest.slice(-hours).reduce((sum, value) => sum + value, 0), usual: usual[i]! }))
  return all.reduce((worst, one) => (one.usd * worst.usual > worst.usd * one.usual ? one : worst))
}
