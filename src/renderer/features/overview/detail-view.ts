import { bytes, duration, latency, percent } from '../../../shared/format'
import type { Detail, Json } from '../../../shared/model'
import { dayTime } from '../../../shared/moments'
import { texts } from '../../texts'

/**
 * What a probe found, made readable without knowing the probe: a unit is read from the end of a field's name
 * (`usedBytes`, `ageMs`, `lastAt`), a list of alike records becomes a table,
 * a single one plain facts.
 */
export interface Fact {
  name: string
  value: string
}

export interface FactTable {
  name: string
  columns: { name: string; figures: boolean }[]
  rows: string[][]
}

type Record_ = { [key: string]: Json }

const isRecord = (value: Json | undefined): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTable = (value: Json): value is Record_[] => Array.isArray(value) && value.length > 0 && value.every(isRecord)

const units: readonly { ending: RegExp; write: (value: number) => string }[] = [
  { ending: /Bytes$/, write: bytes },
  { ending: /Percent$/, write: percent },
  { ending: /(age|silence|since|gap|uptime)Ms$/i, write: duration },
  { ending: /Ms$/, write: latency },
  { ending: /Seconds$/, write: (value) => duration(value * 1000) },
  { ending: /At$/, write: dayTime },
]

/** Old enough to be a moment and not a count, as epoch milliseconds. */
const momentsFrom = Date.UTC(2001, 0)

const unitOf = (key: string, value: number) =>
  units.find(({ ending }) => ending.test(key)) ?? (/^at$/.test(key) && value > momentsFrom ? { ending: /^$/, write: dayTime } : null)

/** 'usedBytes' → "Used"; 'financeDataSource' → "Finance data source" */
export function fieldName(key: string): string {
  const bare = key.replace(/(Bytes|Percent|Ms|Seconds|At)$/, '') || key
  const words = bare.replace(/_/g, ' ').replace(/([a-z0-9])([A-Z])|([a-z])(\d)/g, '$1$3 $2$4').toLowerCase()
  // "used" would otherwise stand twice, for bytes and for percent.
  const name = key.endsWith('Percent') ? `${words} %` : words
  return name.charAt(0).toUpperCase() + name.slice(1)
}

export function fieldValue(key: string, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? texts.detail.yes : texts.detail.no
  if (typeof value === 'number') return unitOf(key, value)?.write(value) ?? value.toLocaleString('en-US', { maximumFractionDigits: 2 })
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? texts.detail.none : value.map((one) => fieldValue(key, one)).join(', ')
  return Object.entries(value)
    .map(([name, part]) => `${fieldName(name)}: ${fieldValue(name, part)}`)
    .join(' · ')
}

function tableOf(name: string, records: readonly Record_[]): FactTable {
  const all = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const keys = all.filter((key) => records.some((record) => (record[key] ?? '') !== ''))
  return {
    name,
    columns: keys.map((key) => ({ name: fieldName(key), figures: records.some((record) => typeof record[key] === 'number') })),
    rows: records.map((record) => keys.map((key) => fieldValue(key, record[key]))),
  }
}

const factsOf = (record: Record_): Fact[] =>
  Object.entries(record)
    .filter(([, value]) => (value ?? '') !== '')
    .map(([key, value]) => ({ name: fieldName(key), value: fieldValue(key, value) }))

export function detailView(detail: Detail): { facts: Fact[]; tables: FactTable[] } {
  const facts: Fact[] = []
  const tables: FactTable[] = []
  for (const [key, value] of Object.entries(detail)) {
    if (isTable(value) && value.length > 1) tables.push(tableOf(fieldName(key), value))
    else if (isTable(value)) facts.push(...factsOf(value[0]!))
    else if (isRecord(value)) for (const [part, inner] of Object.entries(value)) facts.push({ name: `${fieldName(key)} · ${fieldName(part).toLowerCase()}`, value: fieldValue(part, inner) })
    else facts.push({ name: fieldName(key), value: fieldValue(key, value) })
  }
  return { facts, tables }
}
