import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join, resolve } from 'node:path'

const unusedMs = 60 * 86_400_000
const mostKept = 20
const isBook = /^[0-9a-f]{32}\.db$/

/**
 * Where the book of a folder is kept that isn’t the watched one. Those unused for long, and those beyond the newest twenty, are removed.
 * `now` is UTC epoch ms.
 */
export function cachePathFor(dataDir: string, folder: string, zone: string, now: number): string {
  const cache = join(dataDir, 'cost-cache')
  mkdirSync(cache, { recursive: true })
  const name = `${createHash('sha256').update(JSON.stringify([resolve(folder), zone])).digest('hex').slice(0, 32)}.db`
  const path = join(cache, name)
  tidy(cache, name, now)
  try {
    utimesSync(path, now / 1000, now / 1000)
  } catch {
    // It isn't there yet.
  }
  return path
}

function tidy(cache: string, used: string, now: number): void {
  const others = readdirSync(cache).filter((name) => isBook.test(name) && name !== used)
  const byAge = others.map((name) => ({ name, at: statSync(join(cache, name)).mtimeMs })).toSorted((a, b) => b.at - a.at)
  for (const [place, { name, at }] of byAge.entries()) {
    if (at >= now - unusedMs && place + 1 < mostKept) continue
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(cache, name + suffix), { force: true })
  }
}
