import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backupName } from '../../../src/core/data/backup-names'
import { startEngine } from '../engine'
import { freshFolder, until } from '../support'

const day = 86_400_000

describe('the daily backup', () => {
  it('is made by its job, and the oldest beyond those that are kept go', async () => {
    const { engine, paths } = await startEngine()
    await engine.settings.update({ section: 'data', values: { backupsKept: 2 } })
    mkdirSync(paths.backups)
    const now = Date.now()
    for (const [back, reason] of [[1, 'daily'], [2, 'daily'], [3, 'daily'], [9, 'manual']] as const) writeFileSync(join(paths.backups, backupName(now - back * day, reason)), '')
    const run = await engine.scheduler.runNow('backup')
    expect(run).toMatchObject({ ok: true, value: { outcome: 'done', message: expect.stringMatching(/backed up, 2 old backups removed$/) } })
    expect(engine.data.backups.list().map(({ reason }) => reason)).toEqual(['daily', 'daily', 'manual'])
  })

  it('isn’t made where somebody switched it off', async () => {
    const { engine, paths } = await startEngine()
    await engine.settings.update({ section: 'data', values: { backupDaily: false } })
    expect(await engine.scheduler.runNow('backup')).toMatchObject({ ok: true, value: { message: 'Daily backups are switched off' } })
    expect(existsSync(paths.backups)).toBe(false)
  })

  it('that can’t be made is said, until one can', async () => {
    const { engine, paths } = await startEngine()
    // A file where the folder should be.
    writeFileSync(paths.backups, '')
    await engine.scheduler.runNow('backup')
    const note = () => engine.console.snapshot().notes.find(({ id }) => id === 'backup')
    expect(note()).toMatchObject({ severity: 'warning', message: expect.stringContaining('The daily backup couldn’t be made.') })
    rmSync(paths.backups)
    await engine.scheduler.runNow('backup')
    expect(note()).toBeUndefined()
  })
})

describe('a restore in a console that runs', () => {
  it('tells what would differ, sets aside what is, and counts from the next start on', async () => {
    const dataDir = freshFolder()
    const first = await startEngine({ dataDir })
    await first.engine.settings.update({ section: 'disk', values: { warnAbovePercent: 70 } })
    const made = await first.engine.data.backUp(null)
    if (!made.ok) throw new Error(made.error.message)
    await first.engine.settings.update({ section: 'disk', values: { warnAbovePercent: 90 } })
    first.engine.notes.add({ text: 'after the backup', kind: 'note', at: Date.now() }, 'api')
    expect(await first.engine.data.restore()).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(await first.engine.data.examine(made.value.file)).toMatchObject({ ok: true, value: { version: '0.0.0-test', holds: { notes: 0 }, now: { notes: 1 }, changes: [{ place: 'disk.warnAbovePercent', before: '90', after: '70' }] } })
    expect(await first.engine.data.restore()).toEqual({ ok: true, value: undefined })
    // Until then everything is as it was.
    expect(first.engine.settings.get().disk.warnAbovePercent).toBe(90)
    await first.stop()
    const second = await startEngine({ dataDir })
    expect(second.engine.settings.get().disk.warnAbovePercent).toBe(70)
    expect(second.engine.console.snapshot().notes.map(({ id }) => id)).toContain('restored')
    expect(readdirSync(second.paths.backups).filter((name) => name.includes('before-restore'))).toHaveLength(1)
    expect(existsSync(second.paths.restore)).toBe(false)
  })

  it('that isn’t wanted any more by the time the state of now is set aside, isn’t done', async () => {
    const { engine, paths } = await startEngine()
    const made = await engine.data.backUp(null)
    if (!made.ok) throw new Error(made.error.message)
    await engine.data.examine(made.value.file)
    const restored = engine.data.restore()
    engine.data.discard()
    expect(await restored).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(existsSync(paths.restore)).toBe(false)
  })

  it('that was only looked at leaves nothing, at the latest with the next start', async () => {
    const dataDir = freshFolder()
    const first = await startEngine({ dataDir })
    const made = await first.engine.data.backUp(null)
    if (!made.ok) throw new Error(made.error.message)
    await first.engine.data.examine(made.value.file)
    expect(existsSync(first.paths.restore)).toBe(true)
    first.engine.data.discard()
    expect(existsSync(first.paths.restore)).toBe(false)
    await first.engine.data.examine(made.value.file)
    await first.stop()
    const second = await startEngine({ dataDir })
    expect(existsSync(second.paths.restore)).toBe(false)
  })
})

it('what the console costs by itself is exported with everything else', async () => {
  const { engine } = await startEngine()
  const file = join(freshFolder(), 'costs.ndjson')
  const now = Date.now()
  await until(async () => {
    const done = await engine.data.exportTo({ kind: 'costs', as: 'ndjson', from: now - day, to: now + day }, file)
    return done.ok && done.value >= 0
  }, 'costs in a file')
  expect(existsSync(file)).toBe(true)
})
