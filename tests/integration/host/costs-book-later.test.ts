import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBook } from '../../../src/host/costs/open-book'
import { callLines, freshPlace, numbers, prices, question, write, type Place } from './costs-book'

const openLater = ({ database, logs }: Place) => openBook({ database, sources: [{ folder: logs }], prices, zone: 'UTC', scripts: null, isOpenedLater: true })

describe('a book that is opened later', () => {
  it('is made by its first question, as it is set up by then', async () => {
    const [place, other] = [freshPlace(), freshPlace()]
    write(other, 'agent.log', callLines(numbers(0, 5)))
    const book = await openLater(place)
    await book.configure({ sources: [{ folder: other.logs }] })
    expect([existsSync(place.database), book.heals(0), book.progress()]).toEqual([false, null, null])
    await book.refresh()
    expect((await book.ask(question())).total.calls).toBe(5)
    await book.close()
  })

  it('never asked leaves nothing behind', async () => {
    const place = freshPlace()
    await (await openLater(place)).close()
    expect(existsSync(place.database)).toBe(false)
  })

  it('that couldn’t be opened is tried again', async () => {
    const place = freshPlace()
    const folder = dirname(place.database)
    write(place, 'agent.log', callLines([1]))
    const book = await openLater({ ...place, database: `${folder}/missing/costs.db` })
    await expect(book.refresh()).rejects.toThrow()
    mkdirSync(`${folder}/missing`)
    await book.refresh()
    expect((await book.ask(question())).total.calls).toBe(1)
    await book.close()
  })
})
