import { flag, type CallColumns, type Series } from '../../core/costs/batch'
import { accountOf } from '../../core/costs/cells-accounts'
import { moneyOf } from '../../core/costs/cells-money'
import { formats } from '../../core/costs/formats'
import { weightOf } from '../../core/costs/identity'
import { formatUsd } from '../../core/costs/money'
import { slotName, type Span } from '../../core/costs/periods'
import { stepOf, type PriceTable } from '../../core/costs/prices'
import type { CallRow, Dimension, Question } from '../../core/costs/question'
import { buckets, type Tokens } from '../../core/costs/usage'
import { readLine, recordsOf } from '../../core/plugin'
import { linesAt } from './files-lines'
import { readPiece } from './reading/read'
import type { FilePart, KnownFile } from './files-known'

export type CallsQuestion = Omit<Question, 'by'>

/** A call with what decides which telling of it counts. */
interface Candidate {
  row: CallRow
  weight: number
  key: string
}

/** A stretch of a file that may hold some of them. */
interface Stretch extends FilePart {
  path: string
  /** Its last calls, UTC epoch ms. */
  newest: number
}

/** The calls a sum is made of, newest first, read again from the stretches of logs that have some in the span: the newest of them first, and no more than are needed. */
export function callsIn(files: readonly KnownFile[], question: CallsQuestion, limit: number, prices: PriceTable): { rows: CallRow[]; more: boolean } {
  const stretches = files.filter(({ goneAt }) => goneAt === null).flatMap((file) => stretchesOf(file, question.span))
  const newest = new Newest(limit)
  for (const stretch of stretches.toSorted((a, b) => b.newest - a.newest)) {
    if (newest.needs(stretch.newest)) readCandidates(stretch, question, newest, prices)
  }
  const { rows, more } = newest.end()
  tellIds(rows, stretches)
  return { rows, more }
}

const stretchesOf = ({ path, parts }: KnownFile, { from, to }: Span): Stretch[] =>
  parts.flatMap((part) => (part.firstAt !== null && part.firstAt < to && part.lastAt! >= from ? [{ ...part, path, newest: part.lastAt! }] : []))

/** Holds the newest calls, each by its most complete telling. */
class Newest {
  private readonly held = new Map<string, Candidate>()
  private oldest = -Infinity

  constructor(private readonly limit: number) {}

  needs(at: number): boolean {
    return at >= this.oldest
  }

  add(candidate: Candidate): void {
    const { key, row, weight } = candidate
    const before = this.held.get(key)
    if (before) {
      const winner = weight > before.weight ? candidate : before
      this.held.set(key, { ...winner, row: { ...winner.row, at: Math.min(row.at, before.row.at) } })
      return
    }
    this.held.set(key, candidate)
    // One more than asked for tells whether there are more; twice as many are held, so that they are seldom sorted.
    if (this.held.size > 2 * this.limit + 100) this.cut()
  }

  end(): { rows: CallRow[]; more: boolean } {
    this.cut()
    const rows = [...this.held.values()].map(({ row }) => row)
    return { rows: rows.slice(0, this.limit), more: rows.length > this.limit }
  }

  private cut(): void {
    const kept = [...this.held.values()].toSorted((a, b) => b.row.at - a.row.at || (a.key < b.key ? -1 : 1)).slice(0, this.limit + 1)
    this.held.clear()
    for (const candidate of kept) this.held.set(candidate.key, candidate)
    if (kept.length > this.limit) this.oldest = kept.at(-1)!.row.at
  }
}

function readCandidates(stretch: Stretch, question: CallsQuestion, newest: Newest, prices: PriceTable): void {
  const { from, to } = question.span
  try {
    for (const { batch } of readPiece(stretch)) {
      const { calls, series } = batch
      const wanted = series.map((one) => isWanted(one, question))
      for (let call = 0; call < calls.count; call++) {
        const at = calls.at[call]!
        if (at < from || at >= to || !newest.needs(at) || !wanted[calls.series[call]!] || !isThen(at, question)) continue
        newest.add(candidateOf(stretch.path, calls, call, series[calls.series[call]!]!, batch.reported.get(call) ?? null, prices))
      }
    }
  } catch {
    // It has gone, or was locked, since it was read: its calls can't be shown now.
  }
}

function candidateOf(path: string, calls: CallColumns, call: number, series: Series, reported: bigint | null, prices: PriceTable): Candidate {
  const at = calls.at[call]!
  const amounts = new Float64Array([...calls.tokens.subarray(call * buckets.length, (call + 1) * buckets.length), 0])
  const step = stepOf(prices, series.provider, series.model, calls.totalIn[call]!)
  const account = accountOf(series, { step, inconsistent: (calls.flags[call]! & flag.inconsistent) !== 0 })
  const { pico, grade } = moneyOf(prices, { account, at, calls: 1, amounts, reported }, 0n)
  const tokens = Object.fromEntries(buckets.map((bucket, place) => [bucket, amounts[place]!])) as Tokens
  const { provider, model, job, agent, serviceTier, batch } = series
  const row = { at, provider, model, job, agent, serviceTier, batch, tokens, usd: pico === null ? null : formatUsd(pico), grade, requestId: null, path, line: calls.line[call]! }
  return { row, weight: weightOf(amounts, 0, reported), key: `${calls.idHigh[call]}/${calls.idLow[call]}` }
}

const steps = ['month', 'week', 'day', 'hour'] as const

/** Whether calls of the series can be of what is asked for. */
function isWanted(series: Series, { where = {} }: CallsQuestion): boolean {
  const names: Partial<Record<Dimension, string | null>> = { kind: 'llm', provider: series.provider, model: series.model, job: series.job, agent: series.agent }
  return (Object.entries(where) as [Dimension, string][]).every(([dimension, name]) => !(dimension in names) || (names[dimension] ?? '') === name)
}

const isThen = (at: number, { where = {}, zone }: CallsQuestion): boolean => steps.every((step) => where[step] === undefined || slotName(step, at, zone) === where[step])

/** Ids are only in the lines themselves; columns have their hashes. */
function tellIds(rows: readonly CallRow[], stretches: readonly Stretch[]): void {
  for (const stretch of stretches) {
    const end = stretches.find(({ path, from }) => path === stretch.path && from === stretch.to)?.firstLine ?? Infinity
    const mine = rows.filter(({ path, line }) => path === stretch.path && line >= stretch.firstLine && line < end)
    if (mine.length === 0) continue
    const texts = linesAt(stretch, new Set(mine.map(({ line }) => line)))
    for (const row of mine) row.requestId = idIn(texts.get(row.line), row) ?? row.requestId
  }
}

function idIn(text: string | undefined, row: CallRow): string | null {
  try {
    const records = recordsOf(readLine(formats, JSON.parse(text ?? ''), {}))
    const call = records.find((record) => record.kind === 'llm' && (records.length === 1 || record.at === row.at))
    return call?.kind === 'llm' ? call.call.requestId : null
  } catch {
    return null
  }
}
