import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { OwnFacts } from '../../../src/core/own-facts'
import { keepHistory } from '../../../src/host/history/retention'
import { openDriver } from '../../../src/host/store/driver'
import { applicationId, steps } from '../../../src/host/store/schema'
import { Store } from '../../../src/host/store/store'
import { freshFolder, sampleOf } from '../support'

const dayMs = 86_400_000
const now = Date.UTC(2026, 10, 23, 12)
const own: OwnFacts = { credentials: [], runs: [], logProblem: null, refusals: [] }
const look = (at: number, validToAt: number) => sampleOf('shop', at, { kind: 'tls-certificate', detail: { validFromAt: 0, validToAt } })
const grounds = (at: number, validToAt: number) => ({ of: 'grounds', at, target: 'shop', grounds: { detail: { validFromAt: 0, validToAt } } })

async function freshRows(path = join(freshFolder(), 'console.db')) {
  const { store } = await Store.open(path, now)
  onTestFinished(() => store.close())
  return { store, rows: store.grounds }
}

describe('what rules judged by', () => {
  it('is a row where it changed, and none where there is nothing', async () => {
    const { rows } = await freshRows()
    for (const [at, validTo] of [[1, 70], [2, 70], [3, 90], [4, 90]] as const) rows.keep([look(at, validTo), sampleOf('notion', at)], own, at)
    rows.keep([], { ...own, logProblem: 'No space is left.' }, 5)
    expect(rows.within(1, 5)).toEqual([{ of: 'own', at: 1, own }, grounds(1, 70), grounds(3, 90)])
    expect(rows.within(5, 6)).toEqual([{ of: 'own', at: 5, own: { ...own, logProblem: 'No space is left.' } }])
    expect([rows.keptSince('shop'), rows.keptSince('own'), rows.keptSince('notion')]).toEqual([1, 1, null])
  })

  it('holds at a moment as it was last told before', async () => {
    const { rows } = await freshRows()
    for (const [at, validTo] of [[1, 70], [5, 90]] as const) rows.keep([look(at, validTo)], null, at)
    expect(rows.asOf(['shop', 'notion'], 1)).toEqual([])
    expect(rows.asOf(['shop', 'notion'], 5)).toEqual([grounds(5, 70)])
    expect(rows.asOf(['shop', 'notion'], 9)).toEqual([grounds(9, 90)])
  })

  it('goes with the samples it belongs to, but for the newest that still holds', async () => {
    const { store, rows } = await freshRows()
    const old = now - 40 * dayMs
    for (const [at, validTo] of [[old, 70], [old + dayMs, 80], [now - dayMs, 90]] as const) rows.keep([look(at, validTo)], own, at)
    expect((await keepHistory(store, { now })).dropped).toBe(1)
    expect(rows.within(0, now)).toMatchObject([{ of: 'own', at: old }, grounds(old + dayMs, 80), grounds(now - dayMs, 90)])
    expect((await keepHistory(store, { now })).dropped).toBe(0)
  })

  it('is kept from now on in a database of an older console, which keeps what it had', async () => {
    const path = join(freshFolder(), 'console.db')
    const before = steps.findIndex((step) => step.includes('CREATE TABLE grounds'))
    const old = await openDriver(path)
    old.exec('PRAGMA auto_vacuum = INCREMENTAL')
    old.exec(`BEGIN IMMEDIATE; ${steps.slice(0, before).join('\n')} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${before}; COMMIT`)
    old.exec("INSERT INTO samples VALUES ('shop', 1, 'ok', NULL, 5, 70)")
    old.close()
    const { store, rows } = await freshRows(path)
    expect(rows.keptSince('shop')).toBeNull()
    rows.keep([look(2, 70)], null, 2)
    expect(rows.keptSince('shop')).toBe(2)
    expect(store.samples.newest('shop', 9)).toHaveLength(1)
  })
})
