import { appendFileSync, mkdirSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LineIndex } from '../../../src/host/logs/line-index'
import { LogDesk, type LogSurroundings, type Opened } from '../../../src/host/logs/log-desk'
import { LogView } from '../../../src/host/logs/log-view'
import type { LogState } from '../../../src/shared/logs'
import type { Result } from '../../../src/shared/result'
import { freshFolder, until } from '../support'

const line = (at: number, event: string, more: object = {}): string => JSON.stringify({ ts: new Date(Date.UTC(2026, 10, 23, 8) + at * 1000).toISOString(), event, ...more })
const text = (...lines: string[]): string => lines.map((one) => `${one}\n`).join('')

function openDesk() {
  const folder = freshFolder()
  const around: LogSurroundings = { own: join(folder, 'own'), watched: join(folder, 'watched'), zone: 'UTC', secrets: ['correct-horse'] }
  mkdirSync(around.own)
  mkdirSync(around.watched!)
  let told: LogState | null = null
  const desk = new LogDesk((state) => (told = state))
  onTestFinished(() => desk.close())
  const value = <T>(result: Result<T>): T => {
    if (!result.ok) throw new Error(result.error.message)
    return result.value
  }
  /** Opens and waits until everything is known. */
  const open = async (source: string, query = ''): Promise<LogState> => {
    told = null
    const { state } = value<Opened>(desk.open(around, { source, query }))
    return state.phase === 'ready' ? state : until(() => (told?.phase === 'ready' ? told : null), 'the view to be ready')
  }
  const state = (what: string, holds: (state: LogState) => boolean): Promise<LogState> => until(() => (told && holds(told) ? told : null), what)
  const rows = (view: number, from = 0, count = 500) => value(desk.rows(around, { view, from, count }))
  const events = (view: number): string[] => rows(view).map(({ event, message }) => event || message)
  return { desk, around, open, state, rows, events, value, file: (name: string, content = ''): string => {
    const path = join(around.watched!, name)
    writeFileSync(path, content)
    return path
  } }
}

describe('a log of many lines', () => {
  const count = 50_000
  const many = Array.from({ length: count }, (_, n) => line(n, n % 100 === 7 ? 'job_failed' : 'tick', { n, pad: 'x'.repeat(n % 300) }))

  it('shows any of its rows, and the whole of a line', async () => {
    const { desk, around, open, rows, value, file } = openDesk()
    const { view, ...state } = await open(file('a.log', text(...many)))
    expect(state).toMatchObject({ rows: count, lines: count, part: 1, problem: null })
    for (const from of [0, 127, 128, 31_234, count - 3]) {
      expect(rows(view, from, 300).map(({ row }) => row)).toEqual(Array.from({ length: Math.min(300, count - from) }, (_, n) => from + n))
      expect(value(desk.text(around, { view, row: from }))).toMatchObject({ line: from + 1, text: many[from], cut: false })
    }
    expect(rows(view, count)).toEqual([])
  })

  it('shows those that fit a query, and finds times among them', async () => {
    const { desk, around, open, rows, value, file } = openDesk()
    const path = file('a.log', text(...many))
    const { view, rows: found } = await open(path, 'event:job_failed n>=1000')
    expect(found).toBe(490)
    expect(rows(view, 0, 3).map(({ pairs }) => pairs[0])).toEqual([['n', '1007'], ['n', '1107'], ['n', '1207']])
    expect(value(desk.rowAt(around, { view, when: '2026-11-23 08:18:30' }))).toEqual({ row: 2, at: Date.UTC(2026, 10, 23, 8, 18, 30) })
    const all = await open(path)
    expect(value(desk.rowAt(around, { view: all.view, when: Date.UTC(2026, 10, 23, 8) + 31_234_500 })).row).toBe(31_235)
    expect(value(desk.rowAt(around, { view: all.view, when: '2020-01-01' })).row).toBe(0)
    expect(value(desk.rowAt(around, { view: all.view, when: '2030-01-01' })).row).toBe(count - 1)
  })

  it('shows its newest lines before it is known which rows they are', () => {
    const { file } = openDesk()
    const index = LineIndex.open(file('a.log', text(...many)))
    const tail = new LogView([index], { matching: null, merged: false }, () => []).tail()
    index.close()
    expect(index.lines).toBe(0)
    expect(tail).toHaveLength(100)
    expect(tail.at(-1)).toMatchObject({ row: -1, event: 'tick', pairs: [['n', String(count - 1)], expect.anything()] })
  })
})

describe('a log that changes', () => {
  it('tells of new lines, also of those that fit', async () => {
    const { open, state, events, file } = openDesk()
    const path = file('a.log', text(line(1, 'tick'), line(2, 'other')))
    await open(path, 'event:tick')
    appendFileSync(path, text(line(3, 'other'), line(4, 'tick', { late: true })))
    const grown = await state('two rows', ({ rows }) => rows === 2)
    expect(grown.lines).toBe(4)
    expect(events(grown.view)).toEqual(['tick', 'tick'])
  })

  it('shows a last line without an end, and then the whole of it', async () => {
    const { open, state, events, rows, file } = openDesk()
    const path = file('a.log', `${text(line(1, 'tick'))}{"event":"to`)
    await open(path)
    const torn = await state('the torn line', ({ lines }) => lines === 2)
    expect(events(torn.view)).toEqual(['tick', '{"event":"to'])
    appendFileSync(path, 'ld"}\n{"event":"next"}\n')
    const whole = await state('the next line', ({ lines }) => lines === 3)
    expect(events(whole.view)).toEqual(['tick', 'told', 'next'])
    expect(rows(whole.view, 1, 1)[0]).toMatchObject({ json: true })
  })

  it.each([
    ['was set aside', (path: string) => renameSync(path, `${path}.1`)],
    ['was emptied', (path: string) => truncateSync(path, 0)],
    ['was emptied and has grown beyond where it was', (path: string) => writeFileSync(path, text(line(1, 'others'), line(2, 'others')))],
  ])('begins anew when the file %s', async (_name, change) => {
    const { open, state, events, file } = openDesk()
    const path = file('a.log', text(line(1, 'old'), line(2, 'old')))
    const { turn } = await open(path)
    change(path)
    appendFileSync(path, text(line(3, 'new')))
    const after = await state('another turn', (now) => now.turn > turn && events(now.view).at(-1) === 'new')
    expect(events(after.view)).not.toContain('old')
  })

  it('stays in sight when the file is removed, and says so', async () => {
    const { open, state, events, file } = openDesk()
    const path = file('a.log', text(line(1, 'kept')))
    await open(path)
    rmSync(path)
    const after = await state('the problem', ({ problem }) => problem !== null)
    expect(after.problem).toBe('a.log is gone. What was in it is shown as long as you stay here.')
    expect(events(after.view)).toEqual(['kept'])
  })
})

describe('all logs of the console', () => {
  it('are in the order of their times, and what comes goes to the end', async () => {
    const { around, open, state, events, rows } = openDesk()
    const own = (name: string): string => join(around.own, name)
    writeFileSync(own('console.log'), text(line(1, 'a1'), 'at a1.5', line(4, 'a4')))
    writeFileSync(own('scheduler.log'), text(line(2, 'b2'), line(3, 'b3'), line(5, 'b5')))
    writeFileSync(own('scheduler.log.1'), text(line(0, 'c0')))
    const { view } = await open('own')
    expect(events(view)).toEqual(['c0', 'a1', 'at a1.5', 'b2', 'b3', 'a4', 'b5'])
    expect(rows(view, 1, 1)[0]).toMatchObject({ file: 'console.log' })
    appendFileSync(own('console.log'), text(line(2, 'late')))
    expect(events((await state('the new line', (now) => now.rows === 8)).view).at(-1)).toBe('late')
    writeFileSync(own('events.ndjson'), text(line(6, 'd6')))
    expect(events((await state('the new file', (now) => now.rows === 9)).view)).toContain('d6')
    expect(events((await open('own', 'event:b*')).view)).toEqual(['b2', 'b3', 'b5'])
  })

  it('may be none', async () => {
    const { open } = openDesk()
    expect(await open('own')).toMatchObject({ rows: 0, lines: 0, phase: 'ready' })
  })
})

describe('what is awkward', () => {
  it('a very long line is cut in the list, and at a megabyte as a whole', async () => {
    const { desk, around, open, rows, value, file } = openDesk()
    const long = JSON.stringify({ ts: '2026-11-23T08:00:00Z', event: 'long', body: 'y'.repeat(3_000_000), end: 'needle' })
    const { view } = await open(file('a.log', text(line(1, 'before'), long, line(2, 'after'))))
    expect(rows(view).map(({ cut }) => cut)).toEqual([false, true, false])
    const whole = value(desk.text(around, { view, row: 1 }))
    expect(whole).toMatchObject({ cut: true, bytes: long.length })
    expect(whole.text.length).toBeLessThan(1024 * 1024)
    expect(value(desk.text(around, { view, row: 2 })).text).toBe(line(2, 'after'))
    const found = await open(join(around.watched!, 'a.log'), 'needle')
    expect(rows(found.view)).toMatchObject([{ cut: true }])
  })

  it('secrets stay here', async () => {
    const { desk, around, open, rows, value, file } = openDesk()
    const { view } = await open(file('a.log', text(line(1, 'x', { said: 'correct-horse', header: 'Bearer abcdefghijkl' }), 'password=hunter22')))
    const shown = JSON.stringify([rows(view), value(desk.text(around, { view, row: 0 })), value(desk.text(around, { view, row: 1 }))])
    for (const secret of ['correct-horse', 'abcdefghijkl', 'hunter22']) expect(shown).not.toContain(secret)
  })

  it.each([
    ['correct-horse', 0],
    ['abcdefghijkl', 0],
    ['hunter2', 0],
    ['-hunter2', 2],
    ['said:correct*', 0],
    ['password', 1],
    ['header:Bearer*', 1],
  ])('a search for %s doesn’t tell where a secret is', async (query, found) => {
    const { open, file } = openDesk()
    const path = file('a.log', text(line(1, 'x', { said: 'correct-horse', header: 'Bearer abcdefghijkl' }), 'password=hunter22'))
    expect((await open(path, query)).rows).toBe(found)
  })

  it('a file that isn’t text is named', () => {
    const { desk, around, file } = openDesk()
    const path = file('a.log', 'abc\0\0def')
    expect(desk.open(around, { source: path, query: '' })).toMatchObject({ ok: false, error: { message: 'a.log isn’t text, so its lines can’t be shown.' } })
  })

  it('a file that isn’t listed can’t be opened', () => {
    const { desk, around } = openDesk()
    expect(desk.open(around, { source: '/etc/passwd', query: '' })).toMatchObject({ ok: false, error: { code: 'path_missing' } })
  })

  it('a query that isn’t understood leaves the view as it was', async () => {
    const { desk, around, open, events, file } = openDesk()
    const path = file('a.log', text(line(1, 'tick')))
    const { view } = await open(path)
    expect(desk.open(around, { source: path, query: 'event:' })).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(events(view)).toEqual(['tick'])
  })

  it('rows of a view that was closed are refused', async () => {
    const { desk, around, open, file } = openDesk()
    const { view } = await open(file('a.log', text(line(1, 'tick'))))
    desk.close()
    expect(desk.rows(around, { view, from: 0, count: 1 })).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
  })
})

it('lists what there is: the console’s own together and each, and the watched folder', () => {
  const { desk, around, file } = openDesk()
  writeFileSync(join(around.own, 'console.log'), 'x\n')
  writeFileSync(join(around.own, 'cost-summary-2026-W47.json'), '{}')
  utimesSync(join(around.own, 'console.log'), 1_795_420_800, 1_795_420_800)
  mkdirSync(join(around.watched!, 'agents'))
  file('agents/run.jsonl', 'abc\n')
  expect(desk.sources(around)).toEqual({
    problem: null,
    sources: [
      { id: 'own', title: '', of: 'own', bytes: 2, at: 1_795_420_800_000 },
      { id: join(around.own, 'console.log'), title: 'console.log', of: 'own', bytes: 2, at: 1_795_420_800_000 },
      { id: join(around.watched!, 'agents/run.jsonl'), title: join('agents', 'run.jsonl'), of: 'watched', bytes: 4, at: expect.any(Number) },
    ],
  })
  expect(desk.sources({ ...around, watched: join(around.watched!, 'nowhere') }).problem).toMatch(/nowhere can’t be listed\. It is gone\./)
})
