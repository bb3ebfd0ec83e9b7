import { copyFileSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { append, bookAt, callLine, callLines, counted, freshPlace, now, numbers, read, write, type Place } from './costs-book'

const path = (place: Place, name: string): string => join(place.logs, name)
/** Without an id: counted twice if it were read twice. */
const plain = (from: number, to: number): string => numbers(from, to).map((n) => callLine({ request_id: null, at: now + n })).join('')

describe('a log', () => {
  it('is read once, and then only where it grew', async () => {
    const place = freshPlace()
    write(place, 'agent.log', plain(0, 3))
    const book = await bookAt(place)
    expect(await counted(book)).toEqual({ calls: 3, duplicates: 0, ambiguous: 0, bad: 0 })
    expect(await counted(book)).toMatchObject({ calls: 3, duplicates: 0 })
    append(place, 'agent.log', plain(3, 5))
    expect(await counted(book)).toMatchObject({ calls: 5, duplicates: 0 })
  })

  it('goes on after a restart where it was left', async () => {
    const place = freshPlace()
    write(place, 'agent.log', plain(0, 3))
    const book = await bookAt(place)
    await book.refresh()
    await book.close()
    append(place, 'agent.log', plain(3, 5))
    const again = await bookAt(place)
    expect(await counted(again)).toEqual({ calls: 5, duplicates: 0, ambiguous: 0, bad: 0 })
  })

  it.each<[string, (place: Place) => void]>([
    ['renamed, and begun anew', (place) => { renameSync(path(place, 'agent.log'), path(place, 'agent.log.1')); write(place, 'agent.log', plain(3, 5)) }],
    ['renamed after it grew', (place) => { append(place, 'agent.log', plain(3, 5)); renameSync(path(place, 'agent.log'), path(place, 'agent.log.1')) }],
    ['copied and cut off', (place) => { copyFileSync(path(place, 'agent.log'), path(place, 'agent.log.1')); truncateSync(path(place, 'agent.log'), 0); append(place, 'agent.log', plain(3, 5)) }],
    ['grown, copied and cut off', (place) => { append(place, 'agent.log', plain(3, 4)); copyFileSync(path(place, 'agent.log'), path(place, 'agent.log.1')); truncateSync(path(place, 'agent.log'), 0); append(place, 'agent.log', plain(4, 5)) }],
    ['cut off, and longer than before', (place) => { truncateSync(path(place, 'agent.log'), 0); append(place, 'agent.log', plain(3, 5) + '{"event":"other","ts":1}\n'.repeat(200)) }],
    ['removed and made again', (place) => { rmSync(path(place, 'agent.log')); write(place, 'agent.log', plain(3, 5)) }],
    ['rewritten with more at its beginning', (place) => write(place, 'agent.log', plain(3, 5) + plain(0, 3))],
    ['saved by an editor', (place) => { write(place, 'agent.log.new', plain(0, 5)); renameSync(path(place, 'agent.log.new'), path(place, 'agent.log')) }],
    ['saved by an editor with more at its beginning', (place) => { write(place, 'new', plain(3, 5) + plain(0, 3)); renameSync(path(place, 'new'), path(place, 'agent.log')) }],
  ])('that was %s loses nothing and counts nothing twice', async (_name, change) => {
    const place = freshPlace()
    write(place, 'agent.log', plain(0, 3))
    const book = await bookAt(place)
    await book.refresh()
    change(place)
    expect(await counted(book)).toMatchObject({ calls: 5, ambiguous: 0 })
    expect(await counted(book)).toMatchObject({ calls: 5, ambiguous: 0 })
  })

  it('that is copied while it stays counts once, and what either gains afterwards counts', async () => {
    const place = freshPlace()
    write(place, 'agent.log', plain(0, 3))
    const book = await bookAt(place)
    await book.refresh()
    copyFileSync(path(place, 'agent.log'), path(place, 'backup.log'))
    expect(await counted(book)).toEqual({ calls: 3, duplicates: 0, ambiguous: 0, bad: 0 })
    append(place, 'agent.log', plain(3, 4))
    append(place, 'backup.log', plain(4, 5))
    expect(await counted(book)).toMatchObject({ calls: 5, ambiguous: 0 })
  })

  it('that is rotated again and again is counted once each line', async () => {
    const place = freshPlace()
    const book = await bookAt(place)
    for (const round of numbers(0, 6)) {
      append(place, 'agent.log', plain(round * 2, round * 2 + 1))
      if (round % 2 === 0) await book.refresh()
      append(place, 'agent.log', plain(round * 2 + 1, round * 2 + 2))
      for (const nth of [2, 1]) if (round > nth - 1) renameSync(path(place, `agent.log.${nth}`), path(place, `agent.log.${nth + 1}`))
      renameSync(path(place, 'agent.log'), path(place, 'agent.log.1'))
      await book.refresh()
    }
    expect(await counted(book)).toMatchObject({ calls: 12, duplicates: 0, ambiguous: 0 })
  })

  it('has a last line that waits for its end', async () => {
    const place = freshPlace()
    const torn = callLine({ request_id: 'torn' })
    write(place, 'agent.log', callLine() + torn.slice(0, 40))
    // As if it were being written just now.
    const book = await bookAt(place, { now: () => 0 })
    expect(await counted(book)).toMatchObject({ calls: 1, bad: 0 })
    append(place, 'agent.log', torn.slice(40))
    expect(await counted(book)).toMatchObject({ calls: 2, bad: 0 })
  })

  it('has a last line without an end that counts once nothing is written any more', async () => {
    const place = freshPlace()
    write(place, 'agent.log', (callLine() + callLine({ request_id: 'last' })).trimEnd())
    let at = 0
    const book = await bookAt(place, { now: () => at })
    expect(await counted(book)).toMatchObject({ calls: 1 })
    at = Date.UTC(2100, 0)
    expect(await counted(book)).toMatchObject({ calls: 2, duplicates: 0 })
    append(place, 'agent.log', `\n${callLine({ request_id: 'more' })}`)
    expect(await counted(book)).toMatchObject({ calls: 3, duplicates: 0, bad: 0 })
  })

  it('may have a byte order mark and CRLF, a line of 64 MiB, and lines that are no JSON: told with their numbers', async () => {
    const place = freshPlace()
    write(place, 'agent.log', `\uFEFF${callLine().replace('\n', '\r\n')}${'x'.repeat(64 * 1024 * 1024)}\n{"broken":\n${callLine({ request_id: 'r2' })}{"of":"another program"}\n`)
    const book = await bookAt(place)
    expect(await counted(book)).toEqual({ calls: 2, duplicates: 0, ambiguous: 0, bad: 2 })
    const [file] = await book.files()
    expect(file).toMatchObject({ lines: 5, calls: 2, bad: 2, problem: null, badLines: [{ line: 2, why: 'longer than 4 MiB' }, { line: 3, why: 'not JSON' }] })
    expect((await read(book)).lines).toMatchObject({ rows: 2, foreign: 1 })
  })

  it('that is rotated in the middle of a read is read to its end, wherever it is then', async () => {
    const place = freshPlace()
    // Larger than what is read at once.
    write(place, 'agent.log', plain(0, 60_000))
    const book = await bookAt(place)
    let rotated = false
    book.onProgress((progress) => {
      if (rotated || !progress) return
      rotated = true
      renameSync(path(place, 'agent.log'), path(place, 'agent.log.1'))
      write(place, 'agent.log', plain(60_000, 60_010) + 'x'.repeat(1000))
    })
    await book.refresh()
    expect(rotated).toBe(true)
    expect(await counted(book)).toMatchObject({ calls: 60_010, ambiguous: 0, duplicates: 0 })
  }, 60_000)
})

describe('a folder', () => {
  it('is looked through with what is below it, and nothing twice', async () => {
    const place = freshPlace()
    mkdirSync(path(place, 'a/b'), { recursive: true })
    write(place, 'a/b/deep.jsonl', plain(0, 1))
    write(place, 'top.ndjson', plain(1, 2))
    write(place, 'notes.txt', plain(2, 3))
    linkSync(path(place, 'top.ndjson'), path(place, 'same.ndjson'))
    symlinkSync(place.logs, path(place, 'a/loop'))
    symlinkSync('nowhere', path(place, 'dead.log'))
    expect(await counted(await bookAt(place))).toEqual({ calls: 2, duplicates: 0, ambiguous: 0, bad: 0 })
  })

  it('that isn’t there is said so, and the others are read', async () => {
    const place = freshPlace()
    write(place, 'agent.log', plain(0, 1))
    const book = await bookAt(place, { sources: [{ folder: path(place, 'missing') }, { folder: place.logs }, { file: path(place, 'gone.log') }] })
    expect(await counted(book)).toMatchObject({ calls: 1 })
    expect((await book.files()).map(({ problem }) => problem)).toEqual([null, 'It is gone.', 'It is gone.'])
  })

  it('loses a file, and keeps what was read of it', async () => {
    const place = freshPlace()
    write(place, 'agent.log', plain(0, 2))
    const book = await bookAt(place)
    await book.refresh()
    rmSync(path(place, 'agent.log'))
    expect(await counted(book)).toMatchObject({ calls: 2 })
    expect(await book.files()).toEqual([])
  })

  it('that is no longer a source no longer counts; another one more changes nothing', async () => {
    const [place, other] = [freshPlace(), freshPlace()]
    write(place, 'agent.log', callLines([1, 2]))
    write(other, 'agent.log', callLines([3]))
    const book = await bookAt(place)
    await book.refresh()
    await book.configure({ sources: [{ folder: place.logs }, { folder: other.logs }] })
    expect(await counted(book)).toMatchObject({ calls: 3, duplicates: 0 })
    await book.configure({ sources: [{ folder: other.logs }] })
    expect(await counted(book)).toMatchObject({ calls: 1, duplicates: 0 })
  })

  it('may be read by two books, each with a database of its own', async () => {
    const place = freshPlace()
    write(place, 'agent.log', plain(0, 4))
    const [one, two] = [await bookAt(place), await bookAt({ ...place, database: freshPlace().database })]
    expect(await Promise.all([counted(one), counted(two)])).toEqual([{ calls: 4, duplicates: 0, ambiguous: 0, bad: 0 }, { calls: 4, duplicates: 0, ambiguous: 0, bad: 0 }])
  })
})
