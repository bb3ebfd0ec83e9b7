import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportRows, type ExportTask } from '../../../src/host/data/export'
import { exportCosts } from '../../../src/host/data/export-costs'
import { unwatched, type Going } from '../../../src/host/data/meter'
import type { AnswerRow, Question } from '../../../src/core/costs/question'
import { noSum } from '../../../src/core/costs/report-sums'
import type { Paths } from '../../../src/host/paths'
import type { Store } from '../../../src/host/store/store'
import { exportKinds } from '../../../src/shared/data'
import { freshFolder, incidentOf, sampleOf } from '../support'
import { at, fillFolder } from './data-parts'

let paths: Paths
let store: Store
beforeEach(async () => {
  ;({ paths, store } = await fillFolder(freshFolder(), 0, 'dark'))
})
afterEach(() => store.close())

const hourMs = 3_600_000
const task = (own: Partial<ExportTask> = {}): ExportTask => ({ kind: 'samples', as: 'csv', from: at, to: at + 24 * hourMs, database: paths.database, file: join(freshFolder(), 'rows'), secrets: [], ...own })
const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)

/** More than a page of each of two targets, and one row outside of the span at either end. */
function addSamples(): void {
  const looks = ['b-target', 'a-target'].flatMap((target) => Array.from({ length: 2502 }, (_, i) => sampleOf(target, at + (i - 1) * 1000, { code: i % 2 ? 'server_error' : null, value: i / 4 })))
  store.transaction(() => store.samples.add(looks))
}

describe('an export', () => {
  it('has each row of the half-open span once, page by page, by target and time', async () => {
    addSamples()
    const asked = task({ to: at + 2500 * 1000 })
    expect(await exportRows(asked, unwatched)).toEqual({ ok: true, value: 5000 })
    const [head, ...rows] = linesOf(asked.file)
    expect(head).toBe('time,target,status,code,latency_ms,value')
    expect(rows[0]).toBe('2026-11-23T12:00:00.000Z,a-target,ok,server_error,12.5,0.25')
    expect(rows.at(-1)).toBe('2026-11-23T12:41:39.000Z,b-target,ok,,12.5,625')
    expect(new Set(rows).size).toBe(5000)
    expect(rows).toEqual(rows.toSorted((a, b) => (a.split(',')[1]! + a < b.split(',')[1]! + b ? -1 : 1)))
  })

  it('is the same as JSON lines', async () => {
    addSamples()
    const asked = task({ as: 'ndjson', to: at + 1000 })
    await exportRows(asked, unwatched)
    expect(linesOf(asked.file).map((line) => JSON.parse(line) as unknown)).toEqual(['a-target', 'b-target'].map((target) => ({ time: '2026-11-23T12:00:00.000Z', target, status: 'ok', code: 'server_error', latency_ms: 12.5, value: 0.25 })))
  })

  it.each(exportKinds.filter((kind) => kind !== 'costs'))('of %s has a value for each of its columns', async (kind) => {
    addSamples()
    store.sql("INSERT INTO notes VALUES ('n1', ?, 'note', 'a note', 'window', NULL), ('n2', ?, 'note', 'a removed one', 'window', 1)").run(at, at)
    store.sql('INSERT INTO sample_hours VALUES (?, ?, ?, ?, 1, 0, 0, 0, 1, 2, 2, 2, 2, 1, 3, 3, 3)').run('a-target', at, at, at)
    store.runs.start({ id: 'r1', job: 'ceo-brief', dueAt: at, startedAt: at, finishedAt: null, outcome: 'running', late: false, manual: true, message: null })
    const asked = task({ kind, from: 0, as: 'csv', to: at + 1 })
    const done = await exportRows(asked, unwatched)
    expect(done).toEqual({ ok: true, value: kind === 'samples' ? 4 : 1 })
    const [head, row] = linesOf(asked.file)
    expect(row!.split(',').length).toBe(head!.split(',').length)
    expect(linesOf(asked.file).join('\n')).not.toContain('a removed one')
  })

  it('has no known secret, nor what looks like one', async () => {
    const looksLikeOne = ['ntn', '_', '1234567890abcdef'].join('')
    store.sql("INSERT INTO notes VALUES ('n1', ?, 'note', ?, 'window', NULL)").run(at, `a known-canary and ${looksLikeOne}`)
    const asked = task({ kind: 'notes', secrets: ['known-canary'] })
    await exportRows(asked, unwatched)
    expect(linesOf(asked.file)[1]).toBe('n1,2026-11-23T12:00:00.000Z,note,a … and ntn_…,window')
  })

  it.each([
    ['csv', 'refused: key=…,"say ""more"""'],
    ['ndjson', '"refused: key=…","hint":"say \\"more\\""'],
  ] as const)('loses nothing beside what it takes out (%s)', async (as, left) => {
    store.incidents.save(incidentOf('leaky', { message: 'refused: key=abcdef', hint: 'say "more"', openedAt: at }))
    store.incidents.save(incidentOf('torn', { message: '-----BEGIN PRIVATE KEY-----', openedAt: at + 1 }))
    const asked = task({ kind: 'incidents', as })
    expect(await exportRows(asked, unwatched)).toMatchObject({ ok: true })
    const [leaky, torn] = linesOf(asked.file).slice(-2)
    expect(leaky).toContain(left)
    expect(torn).toMatch(/torn.*\(private key\)/)
  })

  it('that is stopped leaves nothing', async () => {
    addSamples()
    const ended = new AbortController()
    const going: Going = { signal: ended.signal, progress: () => ended.abort() }
    const asked = task()
    expect(await exportRows(asked, going)).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(readdirSync(join(asked.file, '..'))).toEqual([])
  })

  it('says so where there is nothing, or no place', async () => {
    expect(await exportRows(task({ database: join(paths.data, 'none.db') }), unwatched)).toMatchObject({ ok: false, error: { code: 'path_missing' } })
    expect(await exportRows(task({ file: join(freshFolder(), 'missing', 'rows') }), unwatched)).toMatchObject({ ok: false, error: { code: 'path_missing' } })
  })
})

describe('an export of costs', () => {
  it('asks for a month at a time, and tells money as whole numbers', async () => {
    const asked: Question[] = []
    const row: AnswerRow = { ...noSum(), key: { day: '2026-11-23', kind: 'llm', provider: 'openai', model: 'gpt-5', job: 'triage', agent: '' }, calls: 2, pico: 12_345_678_901_234_567n, low: 1n, high: 2n, grade: 'computed' }
    const file = join(freshFolder(), 'costs.csv')
    const done = await exportCosts(
      { as: 'csv', from: Date.UTC(2026, 9, 15), to: Date.UTC(2026, 11, 2), file, zone: 'UTC', cpuUsdPerHour: '0.03', secrets: [], ask: async (question) => (asked.push(question), { span: question.span, zone: 'UTC', rows: [row], total: row, unpriced: [], lines: { rows: 0, duplicates: 0, ambiguous: 0, bad: 0, foreign: 0 } }) },
      unwatched,
    )
    expect(done).toEqual({ ok: true, value: 3 })
    expect(asked.map(({ span }) => [new Date(span.from).toISOString().slice(0, 10), new Date(span.to).toISOString().slice(0, 10)])).toEqual([['2026-10-15', '2026-11-01'], ['2026-11-01', '2026-12-01'], ['2026-12-01', '2026-12-02']])
    expect(linesOf(file).slice(0, 2)).toEqual([
      'day,kind,provider,model,agent,job,calls,tokens,cpu_seconds,cost_1e-12_usd,low_1e-12_usd,high_1e-12_usd,grade,unpriced_calls',
      '2026-11-23,llm,openai,gpt-5,,triage,2,0,0,12345678901234567,1,2,computed,0',
    ])
  })
})
