import { hourMs, type Look } from '../history/hours'
import type { Looked, Measured } from './looked'
import { dayMs, type Past } from './past'

/** Looks of one target within one hour, oldest first; never none. */
export interface HourOfLooks {
  hour: number
  target: Looked
  looks: Look[]
}

/** Every look of the past, an hour of a target at a time. */
export function* looksOf(past: Past): Generator<HourOfLooks> {
  for (let hour = Math.floor(past.first / hourMs) * hourMs; hour < past.now; hour += hourMs) {
    const near = within(past, hour)
    for (const target of past.looked) {
      const looks = looksOfHour(target, hour, near)
      if (looks.length > 0) yield { hour, target, looks }
    }
  }
}

/** The past as far as it concerns an hour: what is searched for each look is short. */
function within(past: Past, hour: number): Past {
  const touches = ({ from, to }: { from: number; to: number }): boolean => to > hour && from < hour + hourMs
  return { ...past, away: past.away.filter(touches), trouble: past.trouble.filter(touches) }
}

function looksOfHour(target: Looked, hour: number, past: Past): Look[] {
  const looks: Look[] = []
  for (let at = hour; at < Math.min(hour + hourMs, past.now); at += target.everyMs) {
    const look = lookAt(target, Math.min(past.now - 1, at + past.random.whole(0, 799)), past)
    if (look) looks.push(look)
  }
  return looks
}

/** One look, or none where nobody could look. */
function lookAt({ id, latency, value }: Looked, at: number, { first, now, away, trouble, random }: Past): Look | null {
  const out = away.find(({ from, to }) => at >= from && at < to)
  if (out && out.kind !== 'away') return null
  if (out && latency !== null) return { at, status: 'unknown', latencyMs: null, value: null }
  const ill = trouble.find(({ target, from, to }) => target === id && at >= from && at < to)
  const measured = value && measuredAt(value, at, { first, now }) + value.noise * random()
  const usual = measured !== null && measured < (value?.warnsBelow ?? -Infinity) ? 'warning' : 'ok'
  const status = ill ? ill.severity : random.chance(0.00004) ? 'fail' : usual
  return { at, status, latencyMs: latency === null ? null : Math.round(latency * slowness(at, ill !== undefined, random) * random.between(0.85, 1.15)), value: measured }
}

/** What it comes to at a moment of the past, or soon after it. */
export function measuredAt({ first: begun, grown, surge }: Measured, at: number, { first, now }: Pick<Past, 'first' | 'now'>): number {
  const surged = surge ? surge.by * Math.max(0, 1 - (now - at) / (surge.days * dayMs)) : 0
  return begun + grown * ((at - first) / (now - first)) + surged
}

/** How much slower than usual: by the time of day, by trouble, and now and then for no reason. */
const slowness = (at: number, ill: boolean, random: () => number): number => 1 + 0.25 * Math.sin((at / dayMs) * 2 * Math.PI) + (ill ? 2 : 0) + (random() < 0.004 ? 6 * random() : 0)
