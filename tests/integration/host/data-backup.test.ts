import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeBackup } from '../../../src/host/data/backup'
import { needRoom } from '../../../src/host/data/disk'
import { Stopped, unwatched, type Going } from '../../../src/host/data/meter'
import { systemClock } from '../../../src/host/io/clock'
import { commitRestore, settleRestore } from '../../../src/host/data/restore-swap'
import { stageBackup, stagedNames } from '../../../src/host/data/restore-stage'
import type { Paths } from '../../../src/host/paths'
import { Store } from '../../../src/host/store/store'
import { freshFolder } from '../support'
import { at, backUp, fillFolder, pathsIn, stateOf, version } from './data-parts'

let paths: Paths
let store: Store
beforeEach(async () => {
  ;({ paths, store } = await fillFolder(freshFolder(), 300, 'dark'))
})
afterEach(() => store.close())

const target = () => join(freshFolder(), 'copy.tar.gz')

describe('a backup', () => {
  it('holds what was so beside a console that goes on, in a form every tar program reads', async () => {
    const file = await backUp(paths, target())
    const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).trim().split('\n')
    expect(names).toEqual(['manifest.json', 'console.db', 'settings.json', 'logs/console.log', 'logs/scheduler.log'])
    expect([file, paths.backups].map((path) => statSync(path).mode & 0o077)).toEqual([0, 0])
    // The console has never stopped writing.
    store.setMeta('after', 'the backup')
    expect(store.check()).toBe('ok')
  })

  it('comes back whole in another folder, with what was still beside the database', async () => {
    const file = await backUp(paths, target())
    const elsewhere = pathsIn(freshFolder())
    const staged = await stageBackup({ paths: elsewhere, file, version }, unwatched)
    expect(staged).toMatchObject({ ok: true, value: { holds: { samples: 300, incidents: 1, notes: 0, from: at, to: at + 299_000 }, settings: { appearance: { theme: 'dark' } } } })
    commitRestore(elsewhere, stagedNames(elsewhere.restore), new Date(at).toISOString())
    expect(settleRestore(elsewhere)).toBe(new Date(at).toISOString())
    expect(await stateOf(elsewhere)).toEqual(await stateOf(paths))
    expect(existsSync(elsewhere.restore)).toBe(false)
  })

  it('sends nothing old once it is back', async () => {
    const file = await backUp(paths, target())
    const elsewhere = pathsIn(freshFolder())
    await stageBackup({ paths: elsewhere, file, version }, unwatched)
    commitRestore(elsewhere, stagedNames(elsewhere.restore), new Date(at).toISOString())
    settleRestore(elsewhere)
    const { store: restored } = await Store.open(elsewhere.database, at)
    expect(restored.outbox.waiting('telegram')).toEqual([])
    expect(restored.outbox.newest(5)).toMatchObject([{ state: 'refused', message: { title: 'waits in dark' } }])
    restored.close()
  })

  it('never holds a credential, nor the token', async () => {
    const canary = 'canary-7f3a9c51'
    writeFileSync(paths.secrets, JSON.stringify({ secrets: { notionToken: { kept: 'plain', data: canary } } }))
    writeFileSync(paths.token, canary)
    const file = await backUp(paths, target())
    expect(gunzipSync(readFileSync(file)).includes(canary)).toBe(false)
  })

  it('takes no files of others from the folder of logs', async () => {
    writeFileSync(join(paths.logs, 'somebody-else.log'), 'not ours')
    mkdirSync(join(paths.logs, 'events.ndjson.1'))
    const file = await backUp(paths, target())
    expect(execFileSync('tar', ['tzf', file], { encoding: 'utf8' })).not.toMatch(/somebody-else|events/)
  })

  it.each(['Checking console.db', 'Writing settings.json', 'Writing logs/console.log'])('stopped while “%s” leaves nothing', async (moment) => {
    const ended = new AbortController()
    const going: Going = { signal: ended.signal, progress: (_part, detail) => detail === moment && ended.abort() }
    const file = target()
    expect(await makeBackup({ paths, file, at, version }, going)).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(readdirSync(join(file, '..'))).toEqual([])
    expect(readdirSync(paths.backups)).toEqual([])
  })

  it('sweeps away what a killed one has left, and never what another one is at', async () => {
    mkdirSync(paths.backups)
    // No process has this number: it is beyond the most there can be.
    const [dead, alive] = ['.making-4194999-Ab12Cd', `.making-${process.ppid}-Ab12Cd`] as const
    for (const name of [dead, alive]) {
      mkdirSync(join(paths.backups, name))
      writeFileSync(join(paths.backups, `${name}.part`), 'half of it')
    }
    await backUp(paths, join(paths.backups, 'whole.tar.gz'))
    expect(readdirSync(paths.backups).toSorted()).toEqual([alive, `${alive}.part`, 'whole.tar.gz'])
  })

  it('sweeps its abandoned parts out of another folder too, and nothing else', async () => {
    const folder = freshFolder()
    const before = (name: string, hours: number) => {
      writeFileSync(join(folder, name), 'half of it')
      const time = systemClock.now() / 1000 - hours * 3600
      utimesSync(join(folder, name), time, time)
    }
    const [abandoned, young, ...others] = ['.making-4194999-Ab12Cd.part', '.making-4194998-Ab12Cd.part', '.making-of.part', 'making-1-Ab12Cd.part', '.making-1-Ab12Cd.part.txt'] as const
    before(abandoned, 25)
    before(young, 23)
    for (const name of others) before(name, 1000)
    mkdirSync(join(folder, '.making-1-Folder.part'))
    utimesSync(join(folder, '.making-1-Folder.part'), 0, 0)
    await backUp(paths, join(folder, 'whole.tar.gz'))
    expect(readdirSync(folder).toSorted()).toEqual([young, ...others, '.making-1-Folder.part', 'whole.tar.gz'].toSorted())
  })

  it('is made beside another one of the same console', async () => {
    const files = [target(), target()]
    await Promise.all(files.map((file) => backUp(paths, file)))
    expect(files.every((file) => existsSync(file))).toBe(true)
    expect(readdirSync(paths.backups)).toEqual([])
  })

  it('is refused in words where there is nothing, and where there is no place', async () => {
    const nowhere = pathsIn(freshFolder())
    expect(await makeBackup({ paths: nowhere, file: target(), at, version }, unwatched)).toMatchObject({ ok: false, error: { code: 'path_missing' } })
    expect(await makeBackup({ paths, file: join(freshFolder(), 'missing', 'copy.tar.gz'), at, version }, unwatched)).toMatchObject({ ok: false, error: { code: 'path_missing' } })
    expect(readdirSync(nowhere.data)).toEqual([])
  })

  it('of a damaged database is refused in words, and leaves nothing', async () => {
    const broken = pathsIn(freshFolder())
    writeFileSync(broken.database, 'not a database at all. '.repeat(500))
    const file = target()
    expect(await makeBackup({ paths: broken, file, at, version }, unwatched)).toMatchObject({ ok: false, error: { code: 'storage_failed' } })
    expect([readdirSync(join(file, '..')), readdirSync(broken.backups)]).toEqual([[], []])
  })

  it('asks for room before it writes', async () => {
    await expect(needRoom(paths.data, Number.MAX_SAFE_INTEGER)).rejects.toThrow(Stopped)
    await expect(needRoom(paths.data, 1)).resolves.toBeUndefined()
  })
})
