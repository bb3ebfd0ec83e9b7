import { appendFileSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { join } from 'node:path'
import type { Dimension, Question } from '../../../src/core/costs/question'
import { openBook, type OpenBook } from '../../../src/host/costs/open-book'
import { loadPrices } from '../../../src/host/prices'

// The cost book as the console has it: on threads of the built files, asked from this one. Prints its figures as JSON.

const out = join(import.meta.dirname, '../../../out/main')
const question = (by: Dimension[]): Question => ({ span: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) }, zone: 'UTC', by, cpuUsdPerHour: '0.031611' })
const warmRuns = 15

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < warmRuns; run++) times.push(await timed(work))
  return times.toSorted((a, b) => a - b)[warmRuns >> 1]!
}

/** How long this thread's loop stood still at most while the book read all. */
async function coldRead(book: OpenBook) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const readMs = await timed(() => book.refresh())
  delay.disable()
  return { readMs, stallMs: delay.max / 1e6 }
}

async function asked(book: OpenBook) {
  const times: Record<string, number> = {}
  for (const by of ['month', 'model', 'job'] as const) times[by] = await medianOf(() => book.ask(question([by])))
  return times
}

/** From lines just written to the answer, other lines each time. */
function appended(book: OpenBook, file: string, lines: string[]): Promise<number> {
  const each = Math.floor(lines.length / warmRuns)
  return medianOf(async () => {
    appendFileSync(file, lines.splice(0, each).join(''))
    await book.refresh()
    await book.ask(question(['model']))
  })
}

/** With `file` and `linesFile`, those lines are written to that file bit by bit. */
export async function main(folder: string, database: string, file?: string, linesFile?: string): Promise<void> {
  const { table } = await loadPrices()
  const scripts = { book: join(out, 'cost-book.js'), reader: join(out, 'cost-reader.js') }
  const book = await openBook({ database, sources: [{ folder }], prices: table, zone: 'UTC', scripts })
  const read = await coldRead(book)
  const { total } = await book.ask(question([]))
  const askMs = await asked(book)
  const appendMs = file && linesFile ? await appended(book, file, readFileSync(linesFile, 'utf8').split(/(?<=\n)/)) : null
  await book.close()
  process.stdout.write(`${JSON.stringify({ ...read, calls: total.calls, askMs, appendMs })}\n`)
}
