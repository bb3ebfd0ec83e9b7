import { formatUsd, parseUsd } from './money'
import { isoWeek, type Span } from './periods'
import type { Answer, FileFacts } from './question'
import { reportData, type ReportData } from './report-body'

/** What the figures of a week were made from; the same inputs give the same bytes. */
export interface WeekInputs {
  prices: ReportData['prices']
  zone: string
  cpu_usd_per_hour: string
  /** Logs with lines of that week, as far as they were read. */
  logs: { path: string; read_bytes: number; first: string | null; last: string | null }[]
  /** What bills say: where from, and a hash of the rows that count. */
  bills: { source: string; rows: number; sha256: string }[]
}

/** Counted over all that is kept: no matter of one week. */
type OfEverything = 'rows' | 'duplicates' | 'ambiguous' | 'bad_lines' | 'foreign'

/** A week’s file. `sha256` is of the canonical JSON of all the rest. */
export interface SealedWeek extends Omit<ReportData, OfEverything> {
  week: string
  inputs: WeekInputs
  sha256: string
}

/** One later correction: signed differences to what was said before, and why. A line of its own file. */
export interface Restatement {
  week: string
  /** Of the newest input it is made from, not of the moment of writing. */
  at: string
  /** "+0.12" */
  delta: string
  total: string
  parts: Record<(typeof parts)[number], string>
  reason: string
  inputs: WeekInputs
  /** The sealed file it corrects. */
  sealed_sha256: string
}

const parts = ['cpu', 'llm', 'stripe', 'finance'] as const

export type Hash = (text: string) => string

export interface WeekFacts {
  /** Split by `reportSplit`, of the whole week. */
  answer: Answer
  byDay: Answer
  stripeRead: boolean
  inputs: WeekInputs
}

export const weekFile = (week: string): string => `cost-summary-${week}.json`
export const restatementsFile = (week: string): string => `cost-summary-${week}.restatements.ndjson`

/** Logs that hold lines of a span; machines differ in where they keep them, so that order is by name. */
export const logInputs = (files: readonly FileFacts[], { from, to }: Span): WeekInputs['logs'] =>
  files
    .filter(({ firstAt, lastAt }) => firstAt !== null && lastAt !== null && firstAt < to && lastAt >= from)
    .map(({ path, readBytes, firstAt, lastAt }) => ({ path, read_bytes: readBytes, first: iso(firstAt), last: iso(lastAt) }))
    .toSorted((a, b) => a.path.localeCompare(b.path))

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** The sealed week. Stamped with the week’s end: the moment of writing is no input. */
export function sealWeek({ answer, byDay, stripeRead, inputs }: WeekFacts, hash: Hash): SealedWeek {
  const { span, zone } = answer
  const { rows: _rows, duplicates: _duplicates, ambiguous: _ambiguous, bad_lines: _bad, foreign: _foreign, ...figures } = reportData({ now: span.to, answer, by: byDay, stripeRead, prices: inputs.prices })
  const body = { week: isoWeek(span.from, zone), ...figures, inputs }
  return { ...body, sha256: hash(canonical(body)) }
}

/** Whether nobody has changed a sealed week since. */
export const isIntact = ({ sha256, ...body }: SealedWeek, hash: Hash): boolean => hash(canonical(body)) === sha256

/** JSON with its keys in order: whoever rewrites the file with other spaces or another order has changed nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}

/** What is to be said now beyond what was sealed and restated before; null when that still holds. */
export function restate(sealed: SealedWeek, before: readonly Restatement[], now: SealedWeek): Restatement | null {
  const said = (part: (typeof parts)[number]) => before.reduce((sum, line) => sum + parseUsd(line.parts[part].replace('+', '')), parseUsd(sealed.breakdown[part] ?? '0'))
  const deltas = parts.map((part) => [part, parseUsd(now.breakdown[part] ?? '0') - said(part)] as const)
  if (deltas.every(([, delta]) => delta === 0n)) return null
  return {
    week: sealed.week,
    at: newestInput(now),
    delta: signed(deltas.reduce((sum, [, delta]) => sum + delta, 0n)),
    total: now.total,
    parts: Object.fromEntries(deltas.map(([part, delta]) => [part, signed(delta)])) as Restatement['parts'],
    reason: reasonOf((before.at(-1) ?? sealed).inputs, now.inputs),
    inputs: now.inputs,
    sealed_sha256: sealed.sha256,
  }
}

const signed = (pico: bigint): string => (pico > 0n ? `+${formatUsd(pico)}` : formatUsd(pico))

const newestInput = ({ inputs, to }: SealedWeek): string => inputs.logs.reduce((newest, { last }) => (last !== null && last > newest ? last : newest), to)

function reasonOf(before: WeekInputs, now: WeekInputs): string {
  const differs = (pick: (inputs: WeekInputs) => unknown): boolean => JSON.stringify(pick(before)) !== JSON.stringify(pick(now))
  const reasons = [
    ...(differs(({ logs }) => logs) ? ['lines that came later'] : []),
    ...(differs(({ bills }) => bills) ? ['bills that came later or were corrected'] : []),
    ...(differs(({ prices }) => prices.sha256) ? ['other prices'] : []),
  ]
  return reasons.length > 0 ? reasons.join(', ') : 'figures added up otherwise'
}
