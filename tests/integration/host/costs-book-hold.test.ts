import { expect, it } from 'vitest'
import type { ReadProgress } from '../../../src/host/costs/book'
import { append, bookAt, callLines, counted, freshPlace, numbers, write } from './costs-book'

/** Three files, each of them long enough to be put off. */
const perFile = 8000

function filled() {
  const place = freshPlace()
  for (const file of [0, 1, 2]) write(place, `old-${file}.jsonl`, callLines(numbers(file * perFile, (file + 1) * perFile)))
  write(place, 'small.jsonl', callLines(['small']))
  return place
}

/** Stops at the first step of a reading. */
async function heldBook(place: ReturnType<typeof filled>) {
  const book = await bookAt(place)
  const told: (ReadProgress | null)[] = []
  let wasHeld = false
  book.onProgress((progress) => {
    told.push(progress)
    if (progress && !progress.isHeld && !wasHeld) {
      wasHeld = true
      void book.hold()
    }
  })
  await book.refresh()
  return { book, told }
}

it('a reading that is stopped keeps what it has, puts off the rest, and reads what is new elsewhere', async () => {
  const place = filled()
  const { book } = await heldBook(place)
  const held = book.progress()
  expect(held).toMatchObject({ isHeld: true, bytes: 0 })
  expect(held!.ofBytes).toBeGreaterThan(1024 * 1024)
  const before = (await counted(book)).calls
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(3 * perFile)
  append(place, 'new.jsonl', callLines(['new']))
  // What is small was put off by nobody.
  expect((await counted(book)).calls).toBe(before + 1)
  expect(book.progress()).toEqual(held)
})

it('what was put off is read once it is asked for, each call once', async () => {
  const { book } = await heldBook(filled())
  await book.resume()
  expect(book.progress()).toBeNull()
  expect(await counted(book)).toEqual({ calls: 3 * perFile + 1, duplicates: 0, ambiguous: 0, bad: 0 })
})

it('the next start reads it by itself', async () => {
  const place = filled()
  const { book } = await heldBook(place)
  await book.close()
  expect((await counted(await bookAt(place))).calls).toBe(3 * perFile + 1)
})

it('nothing is put off where nothing is read', async () => {
  const book = await bookAt(filled())
  await book.hold()
  expect((await counted(book)).calls).toBe(3 * perFile + 1)
})
