import { isoTime, type TableCell, type TableRow } from '../../core/data/table'
import type { ExportKind } from '../../shared/data'
import type { Message } from '../../core/plugin'
import type { Driver, Row, SqlValue } from '../store/driver'
import { incidentOf } from '../store/incident-rows'

/** A table of the database as a file shows it. */
export interface ExportTable {
  table: string
  /** Its column of time. */
  at: string
  /** By what it is kept: rows of their own, or target and time. */
  key: 'id' | 'target'
  where?: string
  columns: readonly string[]
  rowOf(row: Row): TableRow
}

const pageRows = 2000

const value = (row: Row, name: string): TableCell => row[name] as SqlValue as TableCell
const values = (row: Row, names: readonly string[]): TableCell[] => names.map((name) => value(row, name))
const time = (row: Row, name: string): TableCell => isoTime(row[name] as number | null)
const yes = (row: Row, name: string): TableCell => row[name] === 1

/** Rows of the half-open span, a page at a time in the order of their key. */
export function pagesOf(driver: Driver, table: ExportTable, from: number, to: number): Generator<Row[]> {
  return table.key === 'id' ? pagesById(driver, table, from, to) : pagesByTarget(driver, table, from, to)
}

/** Rows of the half-open span, UTC epoch ms. */
export function countOf(driver: Driver, { table, at, where = 'TRUE' }: ExportTable, from: number, to: number): number {
  return driver.prepare(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where} AND ${at} >= ? AND ${at} < ?`).get(from, to)?.['n'] as number
}

function* pagesById(driver: Driver, { table, at, where = 'TRUE' }: ExportTable, from: number, to: number): Generator<Row[]> {
  const sql = (after: string) => `SELECT * FROM ${table} WHERE ${where} AND ${at} >= ? AND ${at} < ? ${after} ORDER BY id LIMIT ${pageRows}`
  let page = driver.prepare(sql('')).all(from, to)
  while (page.length > 0) {
    yield page
    page = page.length < pageRows ? [] : driver.prepare(sql('AND id > ?')).all(from, to, page.at(-1)!['id']!)
  }
}

/** Target after target: no page sorts what came before it. */
function* pagesByTarget(driver: Driver, { table, at }: ExportTable, from: number, to: number): Generator<Row[]> {
  const next = driver.prepare(`SELECT MIN(target) AS target FROM ${table} WHERE target > ?`)
  const rows = driver.prepare(`SELECT * FROM ${table} WHERE target = ? AND ${at} >= ? AND ${at} < ? ORDER BY ${at} LIMIT ${pageRows}`)
  for (let target = next.get('')?.['target']; typeof target === 'string'; target = next.get(target)?.['target']) {
    let page = rows.all(target, from, to)
    while (page.length > 0) {
      yield page
      page = page.length < pageRows ? [] : rows.all(target, (page.at(-1)![at] as number) + 1, to)
    }
  }
}

const samplesColumns = ['target', 'status', 'code', 'latency_ms', 'value'] as const
const hoursColumns = ['target', 'ok', 'warning', 'fail', 'unknown', 'latency_count', 'latency_min', 'latency_median', 'latency_p95', 'latency_max', 'value_count', 'value_min', 'value_mean', 'value_max'] as const
const withUnit = (name: string): string => (/^latency_(?!count|ms)/.test(name) ? `${name}_ms` : name)

/** Costs come from the cost book and are no table here. */
export const exportTables: Record<Exclude<ExportKind, 'costs'>, ExportTable> = {
  samples: { table: 'samples', at: 'at', key: 'target', columns: ['time', ...samplesColumns], rowOf: (row) => [time(row, 'at'), ...values(row, samplesColumns)] },
  hours: { table: 'sample_hours', at: 'hour', key: 'target', columns: ['time', ...hoursColumns.map(withUnit)], rowOf: (row) => [time(row, 'hour'), ...values(row, hoursColumns)] },
  incidents: {
    table: 'incidents', at: 'opened_at', key: 'id',
    columns: ['id', 'opened', 'resolved', 'acknowledged', 'severity', 'rule', 'target', 'code', 'title', 'message', 'hint'],
    rowOf(row) {
      const { id, openedAt, resolvedAt, acknowledgedAt, severity, rule, target, code, title, message, hint } = incidentOf(row)
      return [id, isoTime(openedAt), isoTime(resolvedAt), isoTime(acknowledgedAt), severity, rule, target, code, title, message, hint]
    },
  },
  messages: {
    table: 'outbox', at: 'created_at', key: 'id',
    columns: ['id', 'time', 'channel', 'kind', 'severity', 'title', 'text', 'state', 'tries', 'receipt', 'problem'],
    rowOf(row) {
      const { kind, severity, title, body } = JSON.parse(row['message'] as string) as Message
      return [value(row, 'id'), time(row, 'created_at'), value(row, 'channel'), kind, severity, title, body, value(row, 'state'), value(row, 'attempts'), value(row, 'receipt'), value(row, 'problem')]
    },
  },
  runs: {
    table: 'job_runs', at: 'started_at', key: 'id',
    columns: ['id', 'job', 'due', 'started', 'finished', 'outcome', 'late', 'by_hand', 'message'],
    rowOf: (row) => [value(row, 'id'), value(row, 'job'), time(row, 'due_at'), time(row, 'started_at'), time(row, 'finished_at'), value(row, 'outcome'), yes(row, 'late'), yes(row, 'manual'), value(row, 'message')],
  },
  notes: {
    table: 'notes', at: 'at', key: 'id', where: 'removed_at IS NULL',
    columns: ['id', 'time', 'kind', 'text', 'source'],
    rowOf: (row) => [value(row, 'id'), time(row, 'at'), value(row, 'kind'), value(row, 'text'), value(row, 'source')],
  },
}
