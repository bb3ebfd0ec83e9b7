import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupName } from '../../../src/core/data/backup-names'
import { freeRoom, planFreeing } from '../../../src/host/data/free'
import { unwatched } from '../../../src/host/data/meter'
import { bytesBelow, measureRoom } from '../../../src/host/data/room'
import type { Paths } from '../../../src/host/paths'
import type { Store } from '../../../src/host/store/store'
import { freshFolder, sampleOf } from '../support'
import { at, fillFolder } from './data-parts'

let paths: Paths
let store: Store
beforeEach(async () => {
  ;({ paths, store } = await fillFolder(freshFolder(), 2000, 'dark'))
})
afterEach(() => store.close())

const dayMs = 86_400_000
const limits = { now: at + 20 * dayMs, rawDays: 10, coarseDays: 90 }

/** What a tidy-up finds: old messages, a damaged database set aside, what the command line keeps of logs. */
function leaveThings(): void {
  store.outbox.markDelivered([1], 'receipt')
  writeFileSync(`${paths.database}.damaged-1`, 'x'.repeat(1000))
  mkdirSync(join(paths.data, 'cost-cache'))
  writeFileSync(join(paths.data, 'cost-cache', 'a.db'), 'x'.repeat(500))
}

describe('the room that is taken', () => {
  it('is told by kind, with how much and since when', async () => {
    leaveThings()
    mkdirSync(paths.backups)
    writeFileSync(join(paths.backups, backupName(at, 'daily')), 'x'.repeat(300))
    writeFileSync(join(paths.backups, 'notes.txt'), 'not a backup')
    const room = await measureRoom({ paths })
    if (!room.ok) throw new Error(room.error.message)
    const kinds = new Map(room.value.map((kind) => [kind.id, kind]))
    expect(kinds.get('samples')).toMatchObject({ count: 2000, since: at })
    expect(kinds.get('samples')!.bytes).toBeGreaterThan(50_000)
    expect(kinds.get('incidents')).toMatchObject({ count: 1, since: 1000 })
    expect(kinds.get('notes')).toMatchObject({ count: 0, since: null })
    expect(kinds.get('backups')).toMatchObject({ count: 1, bytes: 300 })
    expect(kinds.get('aside')).toMatchObject({ count: 1, bytes: 1000 })
    expect(kinds.get('logs')).toMatchObject({ count: 2 })
    expect(bytesBelow(paths.data)).toBeGreaterThan(kinds.get('samples')!.bytes)
    expect(bytesBelow(join(paths.data, 'none'))).toBe(0)
  })
})

describe('freeing space', () => {
  it('does what its plan says, and nothing is left to do', async () => {
    leaveThings()
    store.samples.add([sampleOf('disk_ok', limits.now)])
    const plan = await planFreeing({ paths, ...limits })
    expect(plan).toMatchObject({ ok: true, value: { fold: 2000, drop: 1, files: [{ name: 'console.db.damaged-1', bytes: 1000 }, { name: join('cost-cache', 'a.db'), bytes: 500 }], rawDays: 10, coarseDays: 90 } })
    expect(await freeRoom(store, paths, limits, unwatched)).toEqual({ ok: true, value: { folded: 2000, dropped: 1, files: 2 } })
    expect(await planFreeing({ paths, ...limits })).toMatchObject({ ok: true, value: { fold: 0, drop: 0, files: [], emptyBytes: 0 } })
    expect(store.samples.newest('disk_ok', 5000)).toHaveLength(1)
    expect(existsSync(paths.settings)).toBe(true)
  })

  it('that is stopped keeps what isn’t done, whole', async () => {
    leaveThings()
    const stopped = new AbortController()
    stopped.abort()
    expect(await freeRoom(store, paths, limits, { signal: stopped.signal, progress: () => {} })).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(store.samples.newest('disk_ok', 5000)).toHaveLength(2000)
    expect(readdirSync(paths.data)).toContain('console.db.damaged-1')
  })
})
