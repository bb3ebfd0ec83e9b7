import { ForecastWatch } from '../forecast/watch'
import type { HourOfLooks } from './looks'
import type { Look } from '../history/hours'
import type { ComponentState } from '../judge'
import type { Settings } from '../../shared/settings'
import type { Looked } from './looked'
import { dayMs } from './past'
import { sampleOf } from './samples'

/** How much of the past forecasters have seen. */
const seenDays = 6
/** What a sparkline shows. */
const points = 60

/** What a console that has looked at all this would know by its end. */
export class KnownByNow {
  private readonly forecasts = new ForecastWatch()
  private readonly newest = new Map<string, { target: Looked; looks: Look[] }>()

  constructor(
    private readonly now: number,
    private readonly settings: Settings,
  ) {}

  /** Oldest first. */
  take({ hour, target, looks }: HourOfLooks): void {
    if (hour < this.now - seenDays * dayMs) return
    this.forecasts.take(looks.map((look) => sampleOf(target, look)), this.settings)
    const before = this.newest.get(target.id)?.looks ?? []
    this.newest.set(target.id, { target, looks: [...before, ...looks].slice(-points) })
  }

  /** By series, as the store keeps it. */
  saved(): Record<string, unknown> {
    return this.forecasts.save()
  }

  components(): ComponentState[] {
    return [...this.newest.values()].map(({ target, looks }) => {
      const sample = sampleOf(target, looks.at(-1)!)
      const history = looks.map(({ at, status, value, latencyMs }) => ({ at, status, value: value ?? latencyMs }))
      return { target: target.id, kind: target.kind, judged: sample.status, since: looks[0]!.at, sample, failRuns: 0, goodRuns: 2, unwell: false, history }
    })
  }
}
