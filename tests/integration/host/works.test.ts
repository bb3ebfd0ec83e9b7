import { describe, expect, it } from 'vitest'
import { Stopped, cancelled, throwIfCancelled } from '../../../src/host/data/meter'
import { Works } from '../../../src/host/data/works'
import { fault } from '../../../src/shared/faults'
import { err, ok } from '../../../src/shared/result'
import type { WorkView } from '../../../src/shared/work'
import { gate, handClock } from '../support'

function following() {
  const clock = handClock()
  const told: WorkView[] = []
  const works = new Works(clock, (where, error) => {
    throw new Error(where, { cause: error })
  })
  works.changes.subscribe({ name: 'test', take: (view) => void told.push(view) })
  return { clock, told, works }
}

describe('long work', () => {
  it('is told from its beginning to its end, not oftener than anybody looks', async () => {
    const { clock, told, works } = following()
    const done = await works.run('export', 'Export', async ({ progress }) => {
      for (let step = 0; step < 10; step++) {
        clock.advance(50)
        progress(step / 10, `row ${step}`)
      }
      return ok('rows')
    })
    expect(done).toEqual(ok('rows'))
    expect(told.map(({ state, detail }) => [state, detail])).toEqual([['running', ''], ['running', 'row 1'], ['running', 'row 3'], ['running', 'row 5'], ['running', 'row 7'], ['running', 'row 9'], ['done', 'row 9']])
    expect(works.views()).toEqual([])
  })

  it('is done once at a time, and others of its name are refused', async () => {
    const { works } = following()
    const open = gate()
    const first = works.run('backup', 'Backup', async () => {
      await open.opened
      return ok(1)
    })
    expect(works.views()).toMatchObject([{ id: 'backup', title: 'Backup', state: 'running' }])
    expect(await works.run('backup', 'Backup', async () => ok(2))).toMatchObject({ ok: false, error: { code: 'conflict' } })
    open.open()
    expect(await first).toEqual(ok(1))
  })

  it.each([
    ['answers so', async (signal: AbortSignal) => (throwIfNotCancelled(signal), err(cancelled()))],
    ['throws', async (signal: AbortSignal) => {
      throwIfCancelled({ signal })
      return ok(undefined)
    }],
  ])('that is stopped is no failure when it %s', async (_how, work) => {
    const { told, works } = following()
    const begun = gate()
    const answer = works.run('restore', 'Restore', async ({ signal }) => {
      begun.open()
      await new Promise((aborted) => signal.addEventListener('abort', aborted))
      return work(signal)
    })
    await begun.opened
    expect(works.cancel('restore')).toBe(true)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(told.at(-1)?.state).toBe('cancelled')
    expect(works.cancel('restore')).toBe(false)
  })

  it('that fails is told as that, and a bug stays one', async () => {
    const { told, works } = following()
    expect(await works.run('export', 'Export', async () => err(fault('storage_failed', 'No room.')))).toMatchObject({ ok: false })
    expect(told.at(-1)?.state).toBe('failed')
    await expect(works.run('export', 'Export', async () => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug')
    expect(works.views()).toEqual([])
  })

  it('of others is shown as they tell it', () => {
    const { clock, told, works } = following()
    let stopped = 0
    const view = (part: number) => ({ id: 'reading', title: 'Reading logs', part, detail: '', stop: 'Stop' })
    works.show(view(0), 'reading', () => stopped++)
    clock.advance(1000)
    works.show(view(0.5), 'reading')
    expect(works.cancel('reading')).toBe(true)
    works.show(null, 'reading')
    works.show(null, 'reading')
    expect(told.map(({ part, state }) => [part, state])).toEqual([[0, 'running'], [0.5, 'running'], [0.5, 'done']])
    expect(stopped).toBe(1)
  })
})

function throwIfNotCancelled(signal: AbortSignal): void {
  if (!signal.aborted) throw new Stopped(fault('internal', 'It wasn’t stopped.'))
}
