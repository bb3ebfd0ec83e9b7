import type { ForecastView, Sample } from '../../shared/model'
import type { Settings } from '../../shared/settings'
import { usedPercent } from '../filesystems'
import type { Filesystem } from '../io'
import type { Detector, Verdict } from './detector'
import { targetFor } from '../targets'
import { createAnomalyDetector } from './anomaly'
import { createDiskForecast, type DiskForecast } from './disk'
import { createLatencyDetector } from './latency'
import { emptyRecord, keepRecord } from './record'

interface Series {
  detector: Detector | DiskForecast
  view: ForecastView
  /** When it last took a look, UTC epoch ms; null after a restart. */
  at: number | null
}

interface Saved {
  detector: unknown
  view: ForecastView
}

const never = 1e6
/** Looks closer together than this are one look: who presses a button five times has not seen five slow answers. */
const apartMs = 30_000
/** A disk this full is full for whoever writes to it. */
const fullPercent = 99.5

/** Follows every series of the looks by itself; all it knows can be saved and goes on exactly as before. */
export class ForecastWatch {
  private readonly series = new Map<string, Series>()

  constructor(saved: Readonly<Record<string, unknown>> = {}) {
    for (const [name, kept] of Object.entries(saved)) this.restore(name, kept)
  }

  /** One run's looks, in any order; the settings say which checks are watched for unusual values. */
  take(samples: readonly Sample[], settings: Settings): void {
    for (const sample of samples) {
      const target = targetFor(sample.target, settings)
      const watched = target?.watchValue === true
      if (watched) this.takeValue(sample, target.unit === 'ms' ? sample.latencyMs : sample.value)
      else this.series.delete(`anomaly:${sample.target}`)
      if (sample.target === 'disk_ok') this.takeDisks(sample)
      // One figure is judged once.
      else if (sample.latencyMs !== null && sample.kind !== 'scheduler_tick' && !(watched && target.unit === 'ms')) this.takeLatency(sample)
    }
  }

  views(): ForecastView[] {
    return [...this.series.values()].map(({ view }) => view)
  }

  /** By series; JSON. */
  save(): Record<string, unknown> {
    return Object.fromEntries([...this.series].map(([name, { detector, view }]) => [name, { detector: detector.save(), view } satisfies Saved]))
  }

  /** What isn't looked at any more, or is looked at otherwise. */
  forget(component: string): void {
    for (const kind of ['latency', 'anomaly']) this.series.delete(`${kind}:${component}`)
  }

  private takeDisks({ at, detail }: Sample): void {
    const filesystems = Array.isArray(detail['filesystems']) ? (detail['filesystems'] as unknown as Filesystem[]) : []
    for (const filesystem of filesystems) {
      if (typeof filesystem !== 'object' || typeof filesystem.mount !== 'string') continue
      const value = usedPercent(filesystem)
      for (const kind of ['disk-24', 'disk-72'] as const) this.step(kind, filesystem.mount, at, value, value >= fullPercent)
    }
  }

  private takeLatency({ target, at, status, latencyMs }: Sample): void {
    const answered = status === 'ok' || status === 'warning'
    if (this.isApart('latency', target, at)) this.step('latency', target, at, answered ? latencyMs : null, status === 'fail')
  }

  private takeValue({ target, at, status }: Sample, value: number | null): void {
    const measured = status === 'ok' || status === 'warning'
    if (this.isApart('anomaly', target, at)) this.step('anomaly', target, at, measured ? value : null, status === 'fail')
  }

  private isApart(kind: 'latency' | 'anomaly', target: string, at: number): boolean {
    const last = this.series.get(`${kind}:${target}`)?.at ?? null
    // A clock that was set back proves nothing.
    return last === null || at < last || at - last >= apartMs
  }

  private step(kind: ForecastView['kind'], target: string, at: number, value: number | null, there: boolean): void {
    const name = `${kind}:${target}`
    const { detector, view } = this.series.get(name) ?? begin(kind, target)
    const verdict = detector.step({ at, value })
    this.series.set(name, { detector, at, view: viewOf(view, verdict, 'toFull' in detector ? detector.toFull() : null, at, value, there) })
  }

  private restore(name: string, kept: unknown): void {
    const { view, detector } = (kept ?? {}) as Partial<Saved>
    if (!view || view.series !== name) return
    try {
      this.series.set(name, { detector: detectorOf(view.kind, detector), view, at: null })
    } catch {
      // Of another version: it begins anew, which costs a few days of history and nothing else.
    }
  }
}

function detectorOf(kind: ForecastView['kind'], saved?: unknown): Detector | DiskForecast {
  if (kind === 'latency') return createLatencyDetector({}, saved)
  if (kind === 'anomaly') return createAnomalyDetector({}, saved)
  return createDiskForecast({ horizonHours: kind === 'disk-24' ? 24 : 72 }, saved)
}

const begin = (kind: ForecastView['kind'], target: string): Series => ({
  detector: detectorOf(kind),
  at: null,
  view: { series: `${kind}:${target}`, kind, target, alert: false, hours: null, between: null, value: 0, record: emptyRecord() },
})

function viewOf(before: ForecastView, verdict: Verdict, toFull: { low: number; high: number } | null, at: number, value: number | null, there: boolean): ForecastView {
  if (before.kind === 'anomaly') return anomalyView(before, verdict, at, value, there)
  const hours = before.kind === 'latency' || verdict.extra === undefined || verdict.extra >= never ? null : verdict.extra
  const between = hours === null || toFull === null || toFull.high >= never ? null : { low: toFull.low, high: toFull.high }
  return { ...before, alert: verdict.alert, hours, between, value: value ?? before.value, record: keepRecord(before.record, at, verdict.alert, there) }
}

/** An anomaly is over in one look: it is told of for so long, or until what it may have announced is there. */
const toldForMs = 3_600_000

function anomalyView(before: ForecastView, verdict: Verdict, at: number, value: number | null, there: boolean): ForecastView {
  const { since } = before.record
  const goesOn = since !== null && at - since < toldForMs
  const alert = !there && (verdict.alert || goesOn)
  return { ...before, alert, value: goesOn && !verdict.alert ? before.value : (value ?? before.value), record: keepRecord(before.record, at, verdict.alert || goesOn, there) }
}
