import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/core/data/manifest'
import { unwatched, type Going } from '../../../src/host/data/meter'
import { clearStage, stageBackup, stagedFolder, stagedNames } from '../../../src/host/data/restore-stage'
import { commitRestore, isCommitted, settleRestore } from '../../../src/host/data/restore-swap'
import type { Paths } from '../../../src/host/paths'
import { openDriver } from '../../../src/host/store/driver'
import { startModule } from '../child'
import { freshFolder } from '../support'
import { at, backUp, fillFolder, forge, pathsIn, stateOf, version } from './data-parts'

const stage = (file: string, going: Going = unwatched, paths: Paths = pathsIn(freshFolder())) => stageBackup({ paths, file, version }, going)

/** Refused with these words, and nothing was left of it. */
async function refused(file: string, words: RegExp | string): Promise<void> {
  const paths = pathsIn(freshFolder())
  const staged = await stage(file, unwatched, paths)
  expect(staged).toMatchObject({ ok: false, error: { code: 'backup_unusable', message: typeof words === 'string' ? words : expect.stringMatching(words) } })
  expect(readdirSync(paths.data)).toEqual([])
}

const at2 = (folder: string, name = 'forged.tar.gz') => join(folder, name)
const whole = { 'console.db': 'x', 'settings.json': '{"version":1}' }

let good: Buffer
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'echopilot-test-'))
  const { paths, store } = await fillFolder(folder, 30, 'dark')
  good = readFileSync(await backUp(paths, join(folder, 'good.tar.gz')))
  store.close()
  rmSync(folder, { recursive: true })
})

describe('a damaged backup', () => {
  it('is refused, wherever a bit is flipped; or nothing of it has changed', async () => {
    const file = at2(freshFolder())
    for (let place = 0; place < good.length; place += Math.max(1, Math.floor(good.length / 150))) {
      const flipped = Buffer.from(good)
      flipped[place]! ^= 1 << (place % 8)
      writeFileSync(file, flipped)
      const paths = pathsIn(freshFolder())
      const staged = await stage(file, unwatched, paths)
      // Bytes 4 to 9 of a gzip file tell when and where it was made, and mean nothing to its content.
      if (place >= 4 && place <= 9) continue
      expect({ place, ok: staged.ok, left: readdirSync(paths.data) }).toEqual({ place, ok: false, left: [] })
    }
  })

  it('is refused, wherever it is cut off, and when something is behind its end', async () => {
    const file = at2(freshFolder())
    for (let part = 0; part < 20; part++) {
      writeFileSync(file, good.subarray(0, Math.floor((good.length * part) / 20)))
      expect((await stage(file)).ok).toBe(false)
    }
    writeFileSync(file, good.subarray(0, good.length - 1))
    await refused(file, /ends too early/)
    writeFileSync(file, Buffer.concat([good, Buffer.from('more')]))
    await refused(file, /something behind the end|is damaged/)
    writeFileSync(file, Buffer.concat([good, good]))
    await refused(file, /something behind the end|is damaged/)
  })

  it.each([['an empty file', ''], ['a text', 'hello '.repeat(500)]])('%s is no backup', async (_what, text) => {
    const file = at2(freshFolder())
    writeFileSync(file, text)
    expect(await stage(file)).toMatchObject({ ok: false, error: { code: 'backup_unusable' } })
  })

  it('a file that isn’t there is told in words', async () => {
    expect(await stage(at2(freshFolder()))).toMatchObject({ ok: false, error: { code: 'path_missing' } })
  })
})

describe('a tampered backup', () => {
  const forged: [string, Record<string, string>, ((manifest: Manifest) => unknown) | undefined, RegExp][] = [
    ['a path that leads out', { ...whole, '../../evil': 'x' }, undefined, /“..\/..\/evil”, which no backup/],
    ['an absolute path', { ...whole, '/evil': 'x' }, undefined, /“\/evil”, which no backup/],
    ['a path that leads out of the logs', { ...whole, 'logs/../settings.json': 'x' }, undefined, /which no backup/],
    ['secrets of somebody else', { ...whole, 'secrets.json': '{}' }, undefined, /“secrets.json”, which no backup/],
    ['a file the list doesn’t name', { ...whole, '../evil': 'x' }, (manifest) => ({ ...manifest, files: manifest.files.slice(0, 2) }), /“..\/evil”, which its list of files doesn’t name/],
    ['a file twice', whole, (manifest) => ({ ...manifest, files: [...manifest.files, manifest.files[0]] }), /a file twice/],
    ['a file that is missing', whole, (manifest) => ({ ...manifest, files: [...manifest.files, { ...manifest.files[0], name: 'costs.db' }] }), /lacks “costs.db”/],
    ['no database', { 'settings.json': '{}' }, undefined, /has no console.db/],
    ['another content', whole, (manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, sha256: '0'.repeat(64) })) }), /check sum differs/],
    ['another length', whole, (manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, bytes: file.bytes + 1 })) }), /isn’t as long/],
    ['a list that isn’t one', whole, () => ({ hello: 1 }), /list of files can’t be read/],
    ['settings without end', { ...whole, 'settings.json': ' '.repeat(5 * 1024 * 1024) }, undefined, /too long to be settings/],
    ['a version that would write to the terminal', whole, (manifest) => ({ ...manifest, version: '9.0.0\u001b[2J' }), /list of files can’t be read/],
    ['a database that isn’t one', whole, undefined, /can’t be opened|isn’t one of this console/],
  ]
  it.each(forged)('with %s is refused', async (_what, files, change, words) => {
    await refused(await forge(at2(freshFolder()), files, change), words)
  })

  it.each([
    ['lacks a table', 'DROP TABLE job_runs'],
    ['does something by itself', "CREATE TRIGGER evil AFTER INSERT ON samples BEGIN DELETE FROM incidents; END"],
    ['shows something else', "DROP TABLE components; CREATE VIEW components AS SELECT 'stripe' AS target, '{}' AS body"],
  ])('with a database that %s is refused', async (_what, sql) => {
    const { paths, store } = await fillFolder(freshFolder(), 3, 'dark')
    store.close()
    const driver = await openDriver(paths.database)
    driver.exec(sql)
    driver.close()
    await refused(await backUp(paths, at2(freshFolder())), 'The database in the backup doesn’t hold what one of this console does (console.db).')
  })

  it('that would fill the disk is refused before it is unpacked', async () => {
    const file = await forge(at2(freshFolder()), whole, (manifest) => ({ ...manifest, files: manifest.files.map((one) => ({ ...one, bytes: one.name === 'console.db' ? 2 ** 52 : one.bytes })) }))
    expect(await stage(file)).toMatchObject({ ok: false, error: { code: 'storage_failed', message: expect.stringContaining('has room for') } })
  })

  it.each<[string, (manifest: Manifest) => Manifest]>([
    ['form', (manifest) => ({ ...manifest, format: 2 })],
    ['console', (manifest) => ({ ...manifest, version: '1.3.0' })],
    ['database', (manifest) => ({ ...manifest, schemas: { ...manifest.schemas, database: 999 } })],
    ['cost book', (manifest) => ({ ...manifest, schemas: { ...manifest.schemas, costBook: 999 } })],
    ['settings', (manifest) => ({ ...manifest, schemas: { ...manifest.schemas, settings: 999 } })],
  ])('of a newer %s is refused with what to do', async (_what, newer) => {
    const file = await forge(at2(freshFolder()), whole, newer)
    expect(await stage(file)).toMatchObject({ ok: false, error: { message: expect.stringContaining('newer console'), hint: expect.stringContaining('Update this console') } })
  })
})

describe('a restore', () => {
  it('that is stopped while it looks leaves nothing', async () => {
    const file = at2(freshFolder(), 'good.tar.gz')
    writeFileSync(file, good)
    const paths = pathsIn(freshFolder())
    const ended = new AbortController()
    expect(await stage(file, { signal: ended.signal, progress: () => ended.abort() }, paths)).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(readdirSync(paths.data)).toEqual([])
  })

  it('that isn’t decided is swept away; one that is decided isn’t', async () => {
    const file = at2(freshFolder(), 'good.tar.gz')
    writeFileSync(file, good)
    const paths = pathsIn(freshFolder())
    await stage(file, unwatched, paths)
    expect(settleRestore(paths)).toBeNull()
    clearStage(paths.restore)
    expect(existsSync(stagedFolder(paths.restore))).toBe(false)
    await stage(file, unwatched, paths)
    commitRestore(paths, stagedNames(paths.restore), new Date(at).toISOString())
    clearStage(paths.restore)
    expect(isCommitted(paths.restore)).toBe(true)
    // And nothing else is begun before it has ended.
    expect(await stage(file, unwatched, paths)).toMatchObject({ ok: false, error: { message: 'A restore is under way.' } })
  })

  it('killed at any step leaves the old state whole, or the new one after the next start', async () => {
    const backup = at2(freshFolder(), 'good.tar.gz')
    writeFileSync(backup, good)
    const { paths, store } = await fillFolder(freshFolder(), 500, 'light')
    await stage(backup, unwatched, paths)
    const before = await stateOf(paths)
    expect(before).toEqual({ samples: 500, theme: 'light', log: '{"event":"light"}\n', ticks: ['scheduler.log.1'] })
    const after = { samples: 30, theme: 'dark', log: '{"event":"dark"}\n', ticks: ['scheduler.log'] }
    const seen: string[] = []
    for (let killedAt = 0, hasEnded = false; !hasEnded; killedAt++) {
      const folder = freshFolder()
      // While the store is open, so that its newest rows lie beside it.
      cpSync(paths.data, folder, { recursive: true })
      const life = startModule('host/restore-life.ts', folder, String(killedAt))
      hasEnded = (await life.ended) === 0
      expect(life.errors()).toBe('')
      const left = pathsIn(folder)
      const decided = killedAt >= 2
      seen.push(life.out().trim().split('\n').at(-1)!)
      settleRestore(left)
      expect({ killedAt, ...(await stateOf(left)) }).toEqual({ killedAt, ...(decided ? after : before) })
    }
    store.close()
    expect(seen.length).toBeGreaterThan(10)
    expect(seen.at(-1)).toBe('ended')
  }, 120_000)
})
