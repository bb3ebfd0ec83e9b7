import type { Row } from './detector'

export interface ReadRow {
  /** What could be read, value null where it couldn’t; null without a time. */
  row: Row | null
  /** In words, what is wrong with the line. */
  problem: string | null
}

export type RowReader = (line: string) => ReadRow

const events: ReadonlySet<string> = new Set(['tick', 'poll', 'suspend', 'resume', 'start'])

/** A reader for rows under this header, its columns taken by name; a string where the header lacks one that is needed. */
export function rowReader(header: string, needsEvent: boolean): RowReader | string {
  const names = (fieldsOf(header.replace(/^\uFEFF/, '')) ?? []).map((name) => name.trim().toLowerCase())
  const needed = ['timestamp', 'value', ...(needsEvent ? ['event'] : [])]
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0) return `The first line must name the columns ${needed.join(',')}; there is no ${missing.join(', no ')}.`
  const [timestampAt, valueAt, eventAt] = needed.map((name) => names.indexOf(name)) as [number, number, number?]
  return (line) => {
    const fields = fieldsOf(line)
    if (fields === null) return { row: null, problem: 'a quote isn’t closed' }
    const at = instantOf((fields[timestampAt] ?? '').trim())
    if (at === null) return { row: null, problem: `“${short(fields[timestampAt])}” isn’t a time like 2026-11-23T07:00:00Z` }
    const value = numberOf(fields[valueAt]?.trim())
    const [row, problem] = typeof value === 'string' ? [{ at, value: null }, value] : [{ at, value }, null]
    return eventAt === undefined ? { row, problem } : withEvent(row, (fields[eventAt] ?? '').trim().toLowerCase(), problem)
  }
}

function withEvent({ at, value }: Row, event: string, problem: string | null): ReadRow {
  if (events.has(event)) return { row: { at, value, event: event as NonNullable<Row['event']> }, problem }
  return { row: { at, value: null }, problem: problem ?? `“${short(event)}” isn’t an event; use ${[...events].join(', ')}` }
}

/** The fields of one CSV line, quotes taken off; null when a quote stays open. */
function fieldsOf(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',')
  const fields: string[] = []
  let rest = line
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?:,|$)/.exec(rest)
    const [taken, field] = quoted ? [quoted[0], quoted[1]!.replaceAll('""', '"')] : plain(rest)
    if (!quoted && field.trimStart().startsWith('"')) return null
    fields.push(field)
    if (!taken.endsWith(',')) return fields
    rest = rest.slice(taken.length)
  }
}

function plain(rest: string): [taken: string, field: string] {
  const comma = rest.indexOf(',')
  return comma < 0 ? [rest, rest] : [rest.slice(0, comma + 1), rest.slice(0, comma)]
}

const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i

/** UTC epoch ms of an ISO 8601 time, which is UTC where it names no zone; null for anything else, epoch numbers too. */
function instantOf(text: string): number | null {
  const parts = isoTime.exec(text)
  if (!parts) return null
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return null
  const milliseconds = parts[7] ? Math.round(Number(`0.${parts[7]}`) * 1000) : 0
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - zoneMs(parts[8])
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

function zoneMs(zone: string | undefined): number {
  if (!zone || /^z$/i.test(zone)) return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || 0)]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** An empty value is missing; a string says what is wrong. */
function numberOf(text: string | undefined): number | null | string {
  if (text === undefined) return 'the value’s column isn’t there'
  if (text === '') return null
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : `“${short(text)}” isn’t a number`
}

const short = (text = ''): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
