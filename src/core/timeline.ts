import type { Moment } from './moment'
import { placeStamps, type KnownOfStamps, type Setting } from './placing'
import { clockStep, clockToleranceMs, type Span, type Stretch } from './presence'

/** What the console knows of its own past. */
export interface Presence {
  now: Moment
  /** Since when it has been watching; null for a single look. */
  since: Moment | null
  /** Oldest first; overlapping where the network was away meanwhile. */
  spans: readonly Span[]
  /** When something beyond this network last answered; null where nobody asks. */
  reachedAt?: Moment | null
}

/**
 * The past by the clock as it is set now: UTC epoch ms as if nobody had ever set it. On it, differences are the time that
 * really went by, sleep included.
 */
export interface Timeline {
  now: number
  since: number | null
  stretches: readonly Stretch[]
  /** When something beyond this network last answered; null where nobody asks. */
  reached: number | null
  /** Where stamps of a log on this computer lie; both in the order in which they were written. */
  place(stamps: readonly number[], known?: KnownOfStamps): number[]
  placeMoment(at: Moment): number
}

export const alone = (nowMs: number): Presence => ({ now: { wallMs: nowMs, boot: '', sinceBootMs: nowMs }, since: null, spans: [] })

export function timelineOf({ now, since, spans, reachedAt = null }: Presence): Timeline {
  const settings: Setting[] = []
  const stretches: Stretch[] = []
  const placeMoment = (at: Moment): number => (at.boot === now.boot ? now.wallMs - (now.sinceBootMs - at.sinceBootMs) : at.wallMs + (settings.at(-1)?.shiftMs ?? 0))
  for (const { kind, from: begin, to: end, sleptMs } of spans.toReversed()) {
    // A step is told of by one span alone; that the network was away goes on beside the others.
    const stepMs = kind === 'away' ? 0 : clockStep(begin, end)
    const to = placeMoment(end)
    const before = settings.at(-1)?.shiftMs ?? 0
    const setting = Math.abs(stepMs) > clockToleranceMs ? { kind, from: to, to, shiftMs: before + stepMs } : null
    if (setting) settings.push(setting)
    const from = Math.min(to, placeMoment(begin))
    if (setting) setting.from = from
    stretches.unshift({ kind, from, to, sleptMs })
  }
  return { now: now.wallMs, since: since && placeMoment(since), stretches, reached: reachedAt && placeMoment(reachedAt), placeMoment, place: (stamps, known = {}) => placeStamps(stamps, { settings, stretches, now: now.wallMs }, known) }
}
