import type { LogLine } from '../../shared/logs'
import { isFields, parseTime, textOf, type Fields } from '../costs/log-fields'
import { redact } from '../redact'
import { lineTime, plainTime, timeFields } from './line-time'
import { markOf } from './line-mark'

/** What a list shows of a line; the whole of it is asked for when somebody opens it. */
const shownChars = 500
const valueChars = 80
const mostPairs = 40

/** What says in a word what a line is about, the most telling first. */
const eventFields = ['event', 'type', 'object', 'level', 'severity', 'status'] as const
const messageFields = ['message', 'msg', 'text', 'error', 'reason', 'description'] as const

export interface RawLine {
  row: number
  /** As read from the file; the beginning of it where it is very long. */
  text: string
  /** `text` isn’t all of it. */
  cut: boolean
  /** Its file, where several are shown together. */
  file: string | null
}

/** A line as the list shows it. Nothing secret gets past this. */
export function lineView({ row, text, cut, file }: RawLine, secrets: readonly string[]): LogLine {
  const clean = redact(text, secrets)
  const raw = shortened(clean, shownChars)
  const fields = cut ? null : parsed(clean)
  const common = { row, file, raw, cut: cut || raw.length < clean.length }
  if (!fields) return { ...common, at: cut ? lineTime(text) : plainTime(text), mark: null, event: '', eventField: '', message: raw, pairs: [], json: false }
  return { ...common, ...fieldsView(fields), json: true }
}

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : null
  } catch {
    return null
  }
}

function fieldsView(fields: Fields): Pick<LogLine, 'at' | 'mark' | 'event' | 'eventField' | 'message' | 'pairs'> {
  const event = named(fields, eventFields)
  const message = named(fields, messageFields)
  const time = timeFields.find((name) => parseTime(fields[name]) !== null)
  const told = new Set([event?.name, message?.name, time])
  const pairs = Object.entries(fields).filter(([name]) => !told.has(name)).slice(0, mostPairs)
  return {
    at: time === undefined ? null : parseTime(fields[time]),
    mark: markOf(fields),
    event: event?.text ?? '',
    eventField: event?.name ?? '',
    message: shortened(message?.text ?? '', shownChars),
    pairs: pairs.map(([name, value]) => [name, valueText(value)]),
  }
}

function named(fields: Fields, names: readonly string[]): { name: string; text: string } | null {
  const name = names.find((one) => textOf(fields, one) !== null)
  return name === undefined ? null : { name, text: textOf(fields, name) ?? '' }
}

const valueText = (value: unknown): string => shortened(typeof value === 'string' ? value : JSON.stringify(value), valueChars)

const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text)

