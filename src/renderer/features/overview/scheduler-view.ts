import { duration, plural, usd } from '../../../shared/format'
import type { ComponentView, Json } from '../../../shared/model'
import { texts } from '../../texts'

const words = texts.schedulers
const dayMs = 86_400_000

export type GapKind = keyof typeof words.kinds

export interface GapRow {
  kind: GapKind
  /** UTC epoch ms. */
  from: number
  to: number
  what: string
  lasted: string
  /** How many gaps it counts as. */
  gaps: number
}

export interface SchedulerFigures {
  name: string
  state: string
  lastTickAt: number | null
  /** "2 gaps, the longest silence 5 min". */
  day: string
  /** "1 real, 5 asleep"; null where there was no gap of any kind. */
  classes: string | null
  /** The newest first. */
  gaps: GapRow[]
  problem: string | null
}

export interface HealRow {
  job: string
  attempts: number
  failedInARow: number
  success: string
  burned: string
}

export interface HealFigures {
  /** "3 jobs in 24 h", "12 attempts at 5 jobs, 80 % of them healed". */
  day: string
  total: string
  burned: string
  jobs: HealRow[]
}

type Fields = { [key: string]: Json }
const fieldsOf = (value: Json | undefined): Fields | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null)
const listOf = (value: Json | undefined): Fields[] => (Array.isArray(value) ? value.map(fieldsOf).filter((one) => one !== null) : [])
const figure = (value: Json | undefined): number => (typeof value === 'number' ? value : 0)
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** What the look at the schedulers found, each with its gaps by what they were. A look of an older console has less. */
export const schedulersOf = ({ detail }: Pick<ComponentView, 'detail'>): SchedulerFigures[] =>
  listOf(detail['schedulers']).map((scheduler) => {
    const gaps = listOf(scheduler['gaps']).map(gapRow).filter((row) => row !== null)
    const { name, state, lastTickAt, gaps24h, longestGapMs, problem } = scheduler
    return {
      name: text(name),
      state: words.states[text(state) as keyof typeof words.states] ?? text(state),
      lastTickAt: typeof lastTickAt === 'number' ? lastTickAt : null,
      day: words.day(plural(figure(gaps24h), 'gap'), duration(figure(longestGapMs))),
      classes: classesOf(gaps),
      gaps: gaps.toReversed(),
      problem: typeof problem === 'string' ? problem : null,
    }
  })

function gapRow({ kind, from, to, gaps }: Fields): GapRow | null {
  if (!Object.hasOwn(words.kinds, text(kind))) return null
  const known = text(kind) as GapKind
  return { kind: known, from: figure(from), to: figure(to), what: words.kinds[known], lasted: duration(figure(to) - figure(from)), gaps: figure(gaps) }
}

/** In the order of the catalogue: what counts comes first. */
function classesOf(gaps: readonly GapRow[]): string | null {
  const kinds = (Object.keys(words.kinds) as GapKind[]).filter((kind) => gaps.some((gap) => gap.kind === kind))
  return kinds.length === 0 ? null : kinds.map((kind) => `${gaps.filter((gap) => gap.kind === kind).length} ${words.kinds[kind].toLowerCase()}`).join(', ')
}

/** Where on a line of the last 24 h a gap lies: 0–100, at least a hair wide. */
export function onDayLine({ from, to }: Pick<GapRow, 'from' | 'to'>, now: number): { x: number; width: number } {
  const x = Math.max(0, (100 * (from - (now - dayMs))) / dayMs)
  return { x: Math.min(99.5, x), width: Math.max(0.5, (100 * (to - Math.max(from, now - dayMs))) / dayMs) }
}

/** What needed healing; null where nothing ever did, or nothing is known. */
export function healsOf({ detail }: Pick<ComponentView, 'detail'>): HealFigures | null {
  const heals = fieldsOf(detail['selfHeal'])
  const total = fieldsOf(heals?.['total'])
  if (!heals || !total || figure(total['attempts']) === 0) return null
  return {
    day: plural(figure(heals['jobs24h']), 'job'),
    total: words.attempts(plural(figure(total['attempts']), 'attempt'), plural(figure(total['jobs']), 'job'), share(total['successRate'])),
    burned: money(total),
    jobs: listOf(heals['jobs']).map((job) => ({ job: text(job['job']), attempts: figure(job['attempts24h']), failedInARow: figure(job['failedInARow24h']), success: share(job['successRate']), burned: money(job) })),
  }
}

const share = (rate: Json | undefined): string => (typeof rate === 'number' ? `${Math.round(rate * 100)} %` : '–')

const money = ({ burnedUsd, grade }: Fields): string => `${grade === 'unpriced' ? words.atLeast : ''}${usd(text(burnedUsd) || '0')}`
