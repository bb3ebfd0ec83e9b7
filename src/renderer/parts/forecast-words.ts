import { duration, latency } from '../../shared/format'
import type { ForecastView } from '../../shared/model'
import { texts } from '../texts'

const words = texts.settings.alerts.forecast
const hourMs = 3_600_000

type ForecastRecord = ForecastView['record']
type Forecast = Pick<ForecastView, 'series' | 'kind' | 'target' | 'alert' | 'hours' | 'between' | 'value' | 'record'>

export interface ForecastInterval {
  low: number
  high: number
  hours: number
  /** Beside the line that draws it. */
  words: string
}

export interface ForecastLine {
  key: string
  /** What it says now: "/: not filling". */
  now: string
  /** Between which hours from now it will probably be, and about when; null where nothing is coming. */
  interval: ForecastInterval | null
  /** How it has done: "right 3 of 4 times, 21 h ahead on average". */
  record: string
}

/** How a forecaster has done. A claim that still stands is neither right nor wrong yet. */
export function recordWords({ claims, hits, missed, leadMs, since }: Omit<ForecastRecord, 'there'>): string {
  const judged = claims - (since === null ? 0 : 1)
  const parts = judged > 0 ? [words.right(hits, judged)] : [claims > 0 ? words.openClaim : words.noClaim]
  if (hits > 0) parts.push(words.ahead(roughly(leadMs / hits)))
  if (missed > 0) parts.push(words.missed(missed))
  return parts.join(', ')
}

/** Minutes say nothing in a mean of hours. */
const roughly = (ms: number): string => duration(ms < hourMs ? ms : Math.round(ms / hourMs) * hourMs)

/** One line a disk. The forecaster that looks further ahead speaks first, so it speaks here too. */
export function diskLines(forecasts: readonly Forecast[]): ForecastLine[] {
  const disks = forecasts.filter(({ kind }) => kind === 'disk-24' || kind === 'disk-72')
  const mounts = [...new Set(disks.map(({ target }) => target))]
  return mounts.map((mount) => {
    const ofMount = disks.filter(({ target }) => target === mount)
    const view = ofMount.find(({ kind }) => kind === 'disk-72') ?? ofMount[0]!
    return { key: view.series, now: diskNow(view), interval: intervalOf(view), record: recordWords(view.record) }
  })
}

/** Nothing is drawn of what has come already. */
function intervalOf({ hours, between, record }: Forecast): ForecastInterval | null {
  if (hours === null || hours === 0 || between === null || record.there) return null
  const spanOf = (each: number): string => duration(each * hourMs)
  return { ...between, hours, words: words.between(spanOf(between.low), spanOf(between.high)) }
}

function diskNow({ target, hours, alert, record }: Forecast): string {
  if (record.there || hours === 0) return words.full(target)
  if (hours !== null) return words.fullIn(target, duration(hours * hourMs))
  return alert ? words.fullSoon(target) : words.notFilling(target)
}

/** One line a component that answers slowly; while none does, how all of them together have done. */
export function latencyLines(forecasts: readonly Forecast[], titleOf: (target: string) => string): ForecastLine[] {
  const all = forecasts.filter(({ kind }) => kind === 'latency')
  // What doesn't answer at all is neither fast nor slow.
  const slow = all.filter(({ alert, record }) => alert && !record.there)
  if (all.length === 0) return []
  if (slow.length === 0) return [{ key: 'latency', now: words.notSlow, interval: null, record: words.beforeFailure(sumWords(all)) }]
  return slow.map(({ series, target, value, record }) => ({ key: series, now: words.slow(titleOf(target), latency(value)), interval: null, record: words.beforeFailure(recordWords(record)) }))
}

/** One line a check whose values are watched. */
export const anomalyLines = (forecasts: readonly Forecast[], titleOf: (target: string) => string): ForecastLine[] =>
  forecasts
    .filter(({ kind }) => kind === 'anomaly')
    .map(({ series, target, alert, record }) => ({
      key: series,
      now: alert ? words.unusual(titleOf(target)) : words.usual(titleOf(target)),
      interval: null,
      record: words.beforeFailure(recordWords(record)),
    }))

/** Of forecasters no claim of which stands. */
function sumWords(forecasts: readonly Forecast[]): string {
  const sum = (figure: 'claims' | 'hits' | 'missed' | 'leadMs'): number => forecasts.reduce((total, { record }) => total + record[figure], 0)
  return recordWords({ claims: sum('claims'), hits: sum('hits'), missed: sum('missed'), leadMs: sum('leadMs'), since: null })
}
