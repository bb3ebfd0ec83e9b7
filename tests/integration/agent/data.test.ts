import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startEngine } from '../engine'
import { fillFolder, stateOf } from '../host/data-parts'
import { freshFolder } from '../support'
import { echopilot } from './terminal'

/** A folder that a console has left. */
async function left(theme: 'light' | 'dark' = 'dark', samples = 40) {
  const dataDir = freshFolder()
  const { paths, store } = await fillFolder(dataDir, samples, theme)
  store.close()
  return { dataDir, paths, run: (...args: string[]) => echopilot([...args, '--data-dir', dataDir]) }
}

describe('echopilot backup and restore', () => {
  it('carry everything from one folder to another', async () => {
    const [from, to] = [await left('dark', 40), await left('light', 7)]
    const file = join(freshFolder(), 'copy.tar.gz')
    expect(await from.run('backup', '--out', file)).toMatchObject({ code: 0, out: expect.stringContaining(file) })
    const restored = await to.run('restore', file, '--yes', '--json')
    expect({ code: restored.code, told: restored.errors }).toEqual({ code: 0, told: expect.stringContaining('40 samples, 1 incident, 0 notes') })
    expect(await stateOf(to.paths)).toEqual(await stateOf(from.paths))
    // And back again, by what was set aside.
    const { before } = restored.json() as { before: string }
    expect((await to.run('restore', before, '--yes')).code).toBe(0)
    expect(await stateOf(to.paths)).toMatchObject({ samples: 7, theme: 'light' })
  })

  it('goes into the data folder where nobody says otherwise, and never over a file', async () => {
    const { paths, run } = await left()
    const { out } = await run('backup')
    expect(out).toContain(paths.backups)
    const file = join(freshFolder(), 'there')
    writeFileSync(file, 'mine')
    expect(await run('backup', '--out', file)).toMatchObject({ code: 2, errors: expect.stringContaining('Name a new file') })
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it('changes nothing without a word, with a wrong file, and while a console runs', async () => {
    const { paths, run } = await left()
    const file = join(freshFolder(), 'copy.tar.gz')
    await run('backup', '--out', file)
    const before = await stateOf(paths)
    expect(await run('restore', file)).toMatchObject({ code: 2, errors: expect.stringContaining('--yes') })
    expect(await run('restore', paths.settings, '--yes')).toMatchObject({ code: 2, errors: expect.stringContaining('isn’t a backup') })
    expect(await run('restore', join(paths.data, 'nowhere'), '--yes')).toMatchObject({ code: 1, errors: expect.stringContaining('isn’t there') })
    expect(await run('restore')).toMatchObject({ code: 2 })
    expect(await stateOf(paths)).toEqual(before)
    expect(existsSync(paths.restore)).toBe(false)
    const running = await startEngine()
    expect(await echopilot(['restore', file, '--yes', '--data-dir', running.paths.data])).toMatchObject({ code: 1, errors: expect.stringContaining('A console runs on') })
    // A backup needs nobody to stop.
    expect(await echopilot(['backup', '--data-dir', running.paths.data])).toMatchObject({ code: 0 })
  })
})

describe('echopilot export', () => {
  it('writes rows of a kind and a span', async () => {
    const { run } = await left()
    const file = join(freshFolder(), 'looks.ndjson')
    const done = await run('export', '--kind', 'samples', '--as', 'ndjson', '--from', '2026-11-23', '--to', '2026-11-24', '--out', file, '--json')
    expect([done.code, done.json()]).toEqual([0, { ok: true, file, rows: 40 }])
    expect(JSON.parse(readFileSync(file, 'utf8').split('\n')[0]!)).toMatchObject({ time: '2026-11-23T12:00:00.000Z', target: 'disk_ok' })
  })

  it('of costs reads the logs', async () => {
    const { paths, run } = await left()
    writeFileSync(join(paths.logs, 'events.ndjson'), `${JSON.stringify({ ts: '2026-11-20T10:00:00Z', event: 'llm_call', provider: 'openai', model: 'gpt-5', request_id: 'r1', job_id: 'triage', usage: { input_tokens: 1_000_000, output_tokens: 0 } })}\n`)
    const file = join(freshFolder(), 'costs.csv')
    expect(await run('export', '--kind', 'costs', '--to', '2026-11-24', '--out', file)).toMatchObject({ code: 0 })
    expect(readFileSync(file, 'utf8')).toContain('2026-11-20,llm,openai,gpt-5,,triage,1,1000000,0,1250000000000,')
  })

  it.each([[['--kind', 'nothing'], '--kind samples'], [[], 'Name a kind'], [['--kind', 'notes', '--as', 'xml'], '--as csv or --as ndjson'], [['--kind', 'notes', '--from', 'yesterday'], '--from 2026-11-01']])('%j is told how it should be', async (args, words) => {
    const { run } = await left()
    expect(await run('export', ...args)).toMatchObject({ code: 2, errors: expect.stringContaining(words) })
  })

  it('says so where there is no history', async () => {
    expect(await echopilot(['export', '--kind', 'notes', '--data-dir', freshFolder(), '--out', join(freshFolder(), 'x')])).toMatchObject({ code: 1, errors: expect.stringContaining('no history') })
  })
})

describe('echopilot report', () => {
  it('is written where it is wanted, from a folder at rest', async () => {
    const { run, paths } = await left()
    const shown = await run('report')
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('EchoPilot Console report') })
    expect(shown.out).toContain('incident-dark')
    const file = join(freshFolder(), 'report.txt')
    expect(await run('report', '--out', file)).toMatchObject({ code: 0, out: '' })
    expect(readFileSync(file, 'utf8')).toContain('Database      ok')
    expect(existsSync(paths.token)).toBe(false)
  })
})
