import { hourMs } from '../history/hours'
import type { SpanKind } from '../presence'
import type { Severity } from '../../shared/model'
import { randomOf, type Random } from './random'
import { builtInLooked, titlesOf, type Looked } from './looked'

export const minuteMs = 60_000
export const dayMs = 24 * hourMs

export interface PastOptions {
  /** UTC epoch ms; the past ends here. */
  now: number
  days: number
  /** Another one is another past. */
  seed?: number
  /** What was looked at; the five built-in components when left out. */
  looked?: readonly Looked[]
}

export interface Away {
  kind: SpanKind
  from: number
  to: number
}

export interface Trouble {
  target: string
  severity: Severity
  from: number
  to: number
  title: string
}

/** A made-up past: when nobody was there to look, and what was unwell when. Everything else follows from it. */
export interface Past {
  /** The first moment of its first day, UTC epoch ms. */
  first: number
  now: number
  away: readonly Away[]
  trouble: readonly Trouble[]
  looked: readonly Looked[]
  random: Random
}

/** The first moment of a past. */
export const firstDay = ({ now, days }: Pick<PastOptions, 'now' | 'days'>): number => Math.floor((now - days * dayMs) / dayMs) * dayMs

/** The same options, the same past. */
export function pastOf({ now, days, seed = 1, looked = builtInLooked }: PastOptions): Past {
  const random = randomOf(seed)
  const first = firstDay({ now, days })
  return { first, now, random, looked, away: aways(first, now, random), trouble: troubles(first, now, looked, random) }
}

/** When the computer slept, the console was off, stood still, or had no network: a founder’s laptop. */
function aways(first: number, now: number, random: Random): Away[] {
  const found: Away[] = []
  for (let day = first; day < now; day += dayMs) {
    if (random.chance(0.75)) found.push({ kind: 'asleep', from: day + (22.5 + random()) * hourMs, to: day + (29.5 + random()) * hourMs })
    if (random.chance(0.06)) found.push({ kind: 'off', from: day + 12 * hourMs, to: day + (12.4 + 8 * random()) * hourMs })
    if (random.chance(0.05)) found.push({ kind: 'frozen', from: day + 9 * hourMs, to: day + 9 * hourMs + (1 + 9 * random()) * minuteMs })
    if (random.chance(0.08)) found.push({ kind: 'away', from: day + 15 * hourMs, to: day + (15.2 + 2 * random()) * hourMs })
  }
  return found.filter(({ to }) => to < now - 20 * minuteMs)
}

function troubles(first: number, now: number, looked: readonly Looked[], random: Random): Trouble[] {
  const targets = looked.filter(({ id }) => titlesOf(id).length > 0)
  return Array.from({ length: Math.round(((now - first) / dayMs) * 0.18) }, () => {
    const { id } = random.pick(targets)
    const from = first + random() * (now - first - dayMs)
    const lasts = random.chance(0.2) ? random.between(4, 34) * hourMs : random.between(4, 94) * minuteMs
    return { target: id, severity: random.chance(0.55) ? ('fail' as const) : ('warning' as const), from, to: Math.min(from + lasts, now - hourMs), title: random.pick(titlesOf(id)) }
  }).toSorted((a, b) => a.from - b.from)
}

/** What kept the computer, or the console alone, from working at a moment; a network that was away keeps nobody from it. */
export const absentAt = ({ away }: Pick<Past, 'away'>, at: number): Away | undefined => away.find(({ kind, from, to }) => kind !== 'away' && at >= from && at < to)
