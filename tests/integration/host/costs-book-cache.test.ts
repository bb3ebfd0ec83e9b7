import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cachePathFor } from '../../../src/host/costs/open-book'
import { freshFolder } from '../support'
import { day, now, numbers } from './costs-book'

/** As if the book of a folder had been used last at `at`. */
function used(data: string, folder: string, at: number): string {
  const path = cachePathFor(data, folder, 'UTC', now)
  for (const suffix of ['', '-wal']) {
    writeFileSync(path + suffix, '')
    utimesSync(path + suffix, at / 1000, at / 1000)
  }
  return basename(path)
}

describe('the place of a book of another folder', () => {
  it('is its own by folder and zone, and always the same', () => {
    const data = freshFolder()
    const paths = [cachePathFor(data, '/logs', 'UTC', now), cachePathFor(data, '/logs/', 'UTC', now), cachePathFor(data, '/logs', 'Europe/Berlin', now), cachePathFor(data, '/other', 'UTC', now)]
    expect(new Set(paths).size).toBe(3)
    expect(paths[1]).toBe(paths[0])
    expect(dirname(paths[0]!)).toBe(`${data}/cost-cache`)
  })

  it('is given up when it wasn’t used for sixty days, with its side files and nothing else', () => {
    const data = freshFolder()
    const [old, young] = [used(data, '/old', now - 61 * day), used(data, '/young', now - 59 * day)]
    writeFileSync(`${data}/cost-cache/notes.txt`, '')
    cachePathFor(data, '/new', 'UTC', now)
    const left = readdirSync(`${data}/cost-cache`)
    expect(left.filter((name) => name.startsWith(old))).toEqual([])
    expect(left.toSorted()).toEqual([young, `${young}-wal`, 'notes.txt'].toSorted())
  })

  it('is kept for the twenty that were used last', () => {
    const data = freshFolder()
    const names = numbers(0, 30).map((n) => used(data, `/logs ${n}`, now - n * 1000))
    cachePathFor(data, '/logs 29', 'UTC', now)
    const left = readdirSync(`${data}/cost-cache`).filter((name) => name.endsWith('.db'))
    expect(left.toSorted()).toEqual([...names.slice(0, 19), names[29]!].toSorted())
  })
})
