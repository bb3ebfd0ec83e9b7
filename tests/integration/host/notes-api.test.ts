import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { startEngine } from '../engine'

it('a deploy script says what it did, with the token; a wrong note is told of in words', async () => {
  const { engine, url, paths } = await startEngine()
  const post = async (body: unknown, token = readFileSync(paths.token, 'utf8').trim()) => {
    const answer = await fetch(`${url}/api/notes`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  expect(await post({ text: 'Deployed 2.4', kind: 'deployment', at: '2026-11-23T08:00:00+01:00' })).toEqual({ status: 201, body: { ok: true, note: { id: expect.any(String), at: '2026-11-23T07:00:00.000Z', kind: 'deployment', text: 'Deployed 2.4' } } })
  const before = Date.now()
  expect((await post({ text: 'Now' })).status).toBe(201)
  expect(await post({ text: 'x' }, 'wrong')).toMatchObject({ status: 401 })
  for (const wrong of [{}, { text: ' ' }, { text: 'x', kind: 'party' }, { text: 'x', at: 'yesterday' }, 'x']) expect(await post(wrong)).toMatchObject({ status: 400, body: { error: { code: 'invalid_input', message: expect.stringContaining('can’t be kept'), hint: expect.stringContaining('Deployed 2.4') } } })
  const [first, second, ...more] = engine.notes.within(0, Date.now() + 60_000)
  expect(more).toEqual([])
  expect(first).toMatchObject({ text: 'Deployed 2.4', source: 'api', kind: 'deployment' })
  expect(second).toMatchObject({ text: 'Now', kind: 'note' })
  expect(second!.at).toBeGreaterThanOrEqual(before)
})

it('whoever shows notes is told of each change, and of nothing that changed nothing', async () => {
  const { engine: { notes } } = await startEngine()
  let told = 0
  notes.onChange(() => told++)
  const { id } = notes.add({ at: 1000, kind: 'note', text: 'Changed the key' }, 'window')
  notes.change(id, { at: 1000, kind: 'note', text: 'Changed both keys' })
  notes.remove(id)
  notes.restore(id)
  expect(told).toBe(4)
  expect([notes.change('none', { at: 1, kind: 'note', text: 'x' }).ok, notes.remove('none').ok]).toEqual([false, false])
  expect(told).toBe(4)
})
