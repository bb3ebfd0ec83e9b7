import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDriver } from '../../../src/host/store/driver'
import { Store } from '../../../src/host/store/store'
import { startModule } from '../child'
import { freshFolder, sampleOf } from '../support'

let template: Buffer | null = null

/** A sound database with a few thousand rows, in one file that nothing has had open. */
async function soundFile(): Promise<string> {
  const path = join(freshFolder(), 'console.db')
  if (!template) {
    const source = join(freshFolder(), 'console.db')
    const { store } = await Store.open(source, 1000)
    store.transaction(() => store.samples.add(Array.from({ length: 5000 }, (_, i) => sampleOf('stripe', i))))
    store.close()
    template = readFileSync(source)
  }
  writeFileSync(path, template)
  return path
}

function overwrite(path: string, at: number, bytes: Buffer): void {
  const content = readFileSync(path)
  bytes.copy(content, at)
  writeFileSync(path, content)
}

const damages: [string, (path: string) => void][] = [
  ['empty', (path) => truncateSync(path, 0)],
  ['halved', (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
  ['garbage', (path) => writeFileSync(path, Buffer.alloc(8192, 'not a database '))],
  ['one byte of garbage', (path) => writeFileSync(path, 'x')],
  ['with a flipped header', (path) => overwrite(path, 0, Buffer.from(readFileSync(path).subarray(0, 100).map((byte) => byte ^ 0xff)))],
  ['with a zeroed page', (path) => overwrite(path, 3 * 4096, Buffer.alloc(4096))],
  ['with a zeroed first page', (path) => overwrite(path, 0, Buffer.alloc(4096))],
  ['another program’s', (path) => overwrite(path, 68, Buffer.from('TEXT'))],
]

describe('a database that is', () => {
  it.each(damages)('%s: kept aside and said so, and a new one works', async (_name, damage) => {
    const path = await soundFile()
    damage(path)
    const damaged = readFileSync(path)
    const { store, problem } = await Store.open(path, 1234)
    expect(problem).toBe(`The database was damaged. It was kept as ${path}.damaged-1234, and a new one begun.`)
    expect(readFileSync(`${path}.damaged-1234`).equals(damaged)).toBe(true)
    store.samples.add([sampleOf('stripe', 1)])
    expect(store.samples.newest('stripe', 9)).toHaveLength(1)
    expect(store.check()).toBe('ok')
    store.close()
    expect(await Store.open(path, 5678).then(({ store: next, problem: none }) => [next.samples.newest('stripe', 9).length, next.close(), none])).toEqual([1, undefined, null])
  })

  it.each(Array.from({ length: 100 }, (_, i) => i).filter((i) => i % 8 === 0 || i < 24))('changed in byte %i of its header: opened sound or set aside, never lost', async (byte) => {
    const path = await soundFile()
    overwrite(path, byte, Buffer.from([readFileSync(path)[byte]! ^ 0xff]))
    const { store, problem } = await Store.open(path, 1234)
    expect(store.check()).toBe('ok')
    if (problem === null) expect(store.samples.newest('stripe', 9999)).toHaveLength(5000)
    else expect(existsSync(`${path}.damaged-1234`)).toBe(true)
    store.close()
  })
})

describe('a sound database', () => {
  it('stays where it is when it can’t be opened now', async () => {
    const path = await soundFile()
    const other = await openDriver(path)
    other.exec('PRAGMA locking_mode = EXCLUSIVE')
    other.exec('BEGIN IMMEDIATE')
    await expect(Store.open(path, 1234)).rejects.toThrow(/locked/)
    other.close()
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('damaged'))).toEqual([])
    const { store, problem } = await Store.open(path, 1234)
    expect(problem).toBeNull()
    expect(store.samples.newest('stripe', 9999)).toHaveLength(5000)
    store.close()
  })

  it('whose side files of an unclean end are left reads what they hold', async () => {
    const path = join(freshFolder(), 'console.db')
    const { store } = await Store.open(path, 1000)
    store.samples.add([sampleOf('stripe', 1)])
    const copy = join(freshFolder(), basename(path))
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix)
    store.close()
    const { store: again, problem } = await Store.open(copy, 1000)
    expect(problem).toBeNull()
    expect(again.samples.newest('stripe', 9)).toHaveLength(1)
    again.close()
  })

  it('that is gone is made anew without a word', async () => {
    const path = await soundFile()
    rmSync(path)
    const { store, problem } = await Store.open(path, 1000)
    expect(problem).toBeNull()
    expect(store.samples.newest('stripe', 9)).toEqual([])
    store.close()
  })
})

describe('kill -9 in the middle of writing', () => {
  it('loses nothing that was acknowledged, five times in a row', async () => {
    const path = join(freshFolder(), 'console.db')
    const acknowledged: number[] = []
    let next = 1
    for (const round of [1, 2, 3, 4, 5]) {
      const writer = startModule('store/writer.ts', path, String(next))
      await writer.says(new RegExp(`(\\d+\\n){${20 * round}}`))
      expect(await writer.end('SIGKILL')).toBe('SIGKILL')
      // The last line may be torn.
      acknowledged.push(...writer.out().split('\n').slice(0, -1).map(Number))

      const { store, problem } = await Store.open(path, 1000)
      expect(problem).toBeNull()
      expect(store.check()).toBe('ok')
      const rows = store.samples.newest('stripe', 1e6)
      expect(rows.length).toBeGreaterThanOrEqual(acknowledged.at(-1)!)
      expect(rows.map(({ at }) => at)).toEqual(rows.map((_, i) => i + 1))
      // Rows of one transaction are there together.
      expect(store.outbox.told().get('stripe')?.changes).toBe(rows.length)
      const titles = new Set(store.outbox.newest(1e6).map(({ message }) => message.title))
      expect(acknowledged.filter((n) => !titles.has(`alert ${n}`))).toEqual([])
      store.close()
      next = rows.length + 1
    }
  })
})
