import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { PriceTable } from '../../../src/core/costs/prices'
import type { Answer, Dimension, Question } from '../../../src/core/costs/question'
import { openBook, type BookOptions, type OpenBook } from '../../../src/host/costs/open-book'
import { freshFolder } from '../support'

export const hour = 3_600_000
export const day = 24 * hour
/** A Monday at noon. */
export const now = Date.UTC(2026, 10, 23, 12)

export const prices = JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/prices.json'), 'utf8')) as PriceTable

/** One line of a model call; without an id when `request_id` is null. */
export function callLine(own: Record<string, unknown> & { at?: number } = {}): string {
  const { at = now, ...fields } = own
  const line = { ts: new Date(at).toISOString(), event: 'llm_call', provider: 'openai', model: 'gpt-5', request_id: 'r1', job_id: 'triage', agent: 'scout', usage: { input_tokens: 1000, output_tokens: 100 }, ...fields }
  return `${JSON.stringify(line)}\n`
}

/** Lines of so many different calls. */
export const callLines = (ids: readonly (string | number)[], own: Parameters<typeof callLine>[0] = {}): string => ids.map((id) => callLine({ request_id: `r${id}`, ...own })).join('')

export const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

export interface Place {
  logs: string
  database: string
}

export function freshPlace(): Place {
  return { logs: freshFolder(), database: join(freshFolder(), 'costs.db') }
}

/** A book on a folder of logs, on this thread. */
export async function bookAt({ logs, database }: Place, own: Partial<BookOptions> = {}): Promise<OpenBook> {
  const book = await openBook({ database, sources: [{ folder: logs }], prices, zone: 'UTC', scripts: null, now: () => now, ...own })
  onTestFinished(() => book.close().catch(() => {}))
  return book
}

export const wholeTime = { from: 0, to: Date.UTC(2100, 0) }

export const question = (by: readonly Dimension[] = [], own: Partial<Question> = {}): Question => ({ span: wholeTime, zone: 'UTC', by, cpuUsdPerHour: '0.036', ...own })

/** Reads what there is and answers. */
export async function read(book: OpenBook, ...asked: Parameters<typeof question>): Promise<Answer> {
  await book.refresh()
  return book.ask(question(...asked))
}

/** What it has counted. */
export async function counted(book: OpenBook): Promise<{ calls: number; duplicates: number; ambiguous: number; bad: number }> {
  const { total, lines } = await read(book)
  return { calls: total.calls, duplicates: lines.duplicates, ambiguous: lines.ambiguous, bad: lines.bad }
}

export const write = ({ logs }: Place, name: string, text: string): void => writeFileSync(join(logs, name), text)
export const append = ({ logs }: Place, name: string, text: string): void => appendFileSync(join(logs, name), text)
