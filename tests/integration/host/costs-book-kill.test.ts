import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBook } from '../../../src/host/costs/open-book'
import { root } from '../child'
import { until } from '../support'
import { append, bookAt, callLine, callLines, counted, freshPlace, now, numbers, prices, question, write, type Place } from './costs-book'

const outDir = join(root, 'test-results', `book-${process.pid}`)
const script = (name: string): string => join(outDir, `${name}.mjs`)

beforeAll(async () => {
  const input = { reading: join(import.meta.dirname, 'costs-book-reading.ts'), book: join(root, 'src/host/costs/book-worker.ts'), reader: join(root, 'src/host/costs/reading/reader-worker.ts') }
  await build({ configFile: false, root, logLevel: 'error', build: { ssr: true, outDir, emptyOutDir: true, target: 'node20', rollupOptions: { input, output: { entryFileNames: '[name].mjs' } } } })
}, 60_000)
afterAll(() => rmSync(outDir, { recursive: true, force: true }))

/** A process that reads the folder over and over until it is killed. */
async function readAndDie({ logs, database }: Place, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [script('reading'), logs, database], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  await pause(afterMs)
  child.kill('SIGKILL')
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL'])
}

/** As the kernel has it. */
const niceOf = (thread: number | string): number => Number(readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ')[1]!.split(' ')[16])
const niceOfThreads = (): number[] => readdirSync('/proc/self/task').map(niceOf)

describe('kill -9 while it reads', () => {
  it('twenty times loses nothing and counts nothing twice', async () => {
    const place = freshPlace()
    for (const round of numbers(0, 20)) {
      const ids = numbers(round * 1000, (round + 1) * 1000)
      append(place, 'agent.log', callLines(ids))
      append(place, `${round % 3}.jsonl`, ids.map((id) => callLine({ request_id: null, at: now + id })).join(''))
      await readAndDie(place, (round * 7) % 60)
    }
    expect(await counted(await bookAt(place))).toEqual({ calls: 40_000, duplicates: 0, ambiguous: 0, bad: 0 })
  }, 120_000)
})

describe('a book on a thread of its own', () => {
  const open = (place: Place, watch: boolean) =>
    openBook({ database: place.database, sources: [{ folder: place.logs }], prices, zone: 'UTC', watch, scripts: { book: script('book'), reader: script('reader') } })

  it('answers as one on this thread does', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLines(numbers(0, 50_000)))
    const book = await open(place, false)
    const seen: unknown[] = []
    book.onProgress((progress) => seen.push(progress))
    await book.refresh()
    const here = await bookAt({ ...place, database: freshPlace().database })
    await here.refresh()
    expect(await book.ask(question(['day', 'model']))).toEqual(await here.ask(question(['day', 'model'])))
    expect(await book.files()).toEqual(await here.files())
    expect(book.heals(0)).toEqual(here.heals(0))
    expect(seen.at(-1)).toBeNull()
    expect(seen[0]).toMatchObject({ ofFiles: 1 })
    await book.close()
    await expect(book.refresh()).rejects.toThrow(/has ended/)
  }, 60_000)

  it.runIf(process.platform === 'linux')('gives way to this one, as long as somebody may ask meanwhile', async () => {
    const [own, before] = [niceOf(process.pid), niceOfThreads()]
    const book = await open(freshPlace(), false)
    expect(niceOfThreads().filter((nice) => nice === 10)).toHaveLength(before.filter((nice) => nice === 10).length + 1)
    expect(niceOf(process.pid)).toBe(own)
    await book.close()
  })

  it('reads new lines as they are written', async () => {
    const place = freshPlace()
    const book = await open(place, true)
    let told = 0
    book.onChange(() => told++)
    await book.refresh()
    expect(told).toBe(1)
    append(place, 'agent.log', callLines([1, 2]))
    await until(() => told > 1, 'the book to have seen new lines')
    expect((await book.ask(question())).total.calls).toBe(2)
    await book.close()
  })

  it('says what it can’t open', async () => {
    await expect(open({ ...freshPlace(), database: '/nowhere/at/all/costs.db' }, false)).rejects.toThrow()
  })
})
