import { beforeEach, describe, expect, it } from 'vitest'
import { takeOut, unset } from '../../../src/renderer/features/settings/removal'
import { dismissUndo, isOver, offeredForMs, offerUndo, takeUndo, useUndo } from '../../../src/renderer/parts/undo'
import { texts } from '../../../src/renderer/texts'

const offered = (what: string, putBack: () => Promise<boolean>) => offerUndo({ words: texts.undo.gone(what), what, putBack })

beforeEach(() => useUndo.setState({ offer: null, said: '' }))

describe('what was just removed', () => {
  it('is put back once, and then no more', () => {
    let times = 0
    offered('Shop', async () => ++times > 0)
    expect(takeUndo()).toBe(true)
    expect(takeUndo()).toBe(false)
    expect(times).toBe(1)
  })

  it('gives way to what is removed next', () => {
    const back: string[] = []
    for (const what of ['Shop', 'Mail']) offered(what, async () => back.push(what) > 0)
    expect(useUndo.getState().offer?.words).toBe('Mail is removed.')
    takeUndo()
    expect(back).toEqual(['Mail'])
  })

  it('stays gone when that is dismissed', () => {
    offered('Shop', async () => true)
    dismissUndo()
    expect(takeUndo()).toBe(false)
  })

  it('says so where it can’t be put back', async () => {
    const putBack = Promise.resolve(false)
    offered('Shop', () => putBack)
    takeUndo()
    await putBack
    expect(useUndo.getState().said).toBe('“Shop” could not be put back.')
  })

  it('is offered for ten seconds at least', () => {
    expect(offeredForMs).toBeGreaterThanOrEqual(10_000)
    expect(isOver({ madeAtMs: 500 }, 500 + offeredForMs - 1)).toBe(false)
    expect(isOver({ madeAtMs: 500 }, 500 + offeredForMs)).toBe(true)
  })
})

interface Named {
  id: string
  title: string
}

const entry = (id: string): Named => ({ id, title: `the ${id}` })

/** A list of the settings that takes what it is given. */
function listOf(...ids: string[]) {
  let list = ids.map(entry)
  return {
    now: () => list,
    save: async (next: Named[]) => {
      list = next
      return true
    },
    ids: () => list.map(({ id }) => id).join(' '),
  }
}

/** Whatever was asked for has been done by then. */
const settled = () => new Promise((done) => setImmediate(done))

describe('what is taken out of a list of the settings', () => {
  it.each([
    ['a', 'b c', 'a b c'],
    ['b', 'a c', 'a b c'],
    ['c', 'a b', 'a b c'],
  ])('%s comes back to its place', async (id, without, again) => {
    const list = listOf('a', 'b', 'c')
    const back: string[] = []
    await takeOut(entry(id), list.now, list.save, () => back.push(id))
    expect([list.ids(), back]).toEqual([without, []])
    expect(useUndo.getState().offer?.words).toBe(`the ${id} is removed.`)
    takeUndo()
    await settled()
    expect([list.ids(), back]).toEqual([again, [id]])
  })

  it('comes back into the list as it is by then', async () => {
    const list = listOf('a', 'b', 'c')
    await takeOut(entry('a'), list.now, list.save, () => undefined)
    await list.save([entry('b'), entry('new')])
    takeUndo()
    await settled()
    expect(list.ids()).toBe('a b new')
  })

  it('is offered back only where it was taken', async () => {
    await takeOut(entry('a'), () => [entry('a')], async () => false, () => undefined)
    expect(useUndo.getState().offer).toBeNull()
  })
})

describe('a setting that is unset', () => {
  const setting = (value: string | null) => {
    const saved: (string | null)[] = []
    return { saved, of: { value, variable: null, state: 'idle' as const, fault: null, save: async (next: string | null) => saved.push(next) > 0 } }
  }

  it('is what it was again', async () => {
    const { saved, of } = setting('logs')
    await unset(of, 'Log folder')
    expect(useUndo.getState().offer?.words).toBe('Log folder is no longer set.')
    takeUndo()
    await settled()
    expect(saved).toEqual([null, 'logs'])
  })

  it('is left alone where nothing is set', async () => {
    const { saved, of } = setting(null)
    await unset(of, 'Log folder')
    expect([saved, useUndo.getState().offer]).toEqual([[], null])
  })
})
