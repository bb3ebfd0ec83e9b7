import fc from 'fast-check'
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Dimension } from '../../../src/core/costs/question'
import { append, bookAt, callLine, callLines, counted, day, freshPlace, hour, now, numbers, prices, question, read, write } from './costs-book'

describe('a call', () => {
  it('that is told several times counts once, by its most complete telling and at its first time, in whatever order and file', async () => {
    const telling = (output: number, at: number): string => callLine({ request_id: 'streamed', at, usage: { input_tokens: 1000, output_tokens: output } })
    const tellings = [telling(1, now), telling(50, now + 2000), telling(100, now + 2 * hour), telling(20, now + 1000)]
    for (const order of [[0, 1, 2, 3], [2, 3, 1, 0], [3, 2, 0, 1]]) {
      const place = freshPlace()
      const book = await bookAt(place)
      for (const [turn, nth] of order.entries()) {
        append(place, `${turn % 2}.log`, tellings[nth]!)
        if (turn !== 1) await book.refresh()
      }
      const answer = await read(book, ['hour'])
      expect(answer.rows).toMatchObject([{ key: { hour: '2026-11-23T12:00:00.000Z' }, calls: 1, tokens: { textOut: 100 } }])
      expect(answer.lines).toMatchObject({ rows: 4, duplicates: 3, ambiguous: 0 })
    }
  })

  it('without an id that is there twice is counted once, and its bound widened', async () => {
    const place = freshPlace()
    const line = callLine({ request_id: null })
    write(place, 'agent.log', line + line)
    const book = await bookAt(place)
    append(place, 'other.log', callLine({ request_id: null, job_id: 'else' }) + line)
    const { total, lines } = await read(book)
    expect(total).toMatchObject({ calls: 2, low: total.pico, high: total.pico * 2n })
    expect(lines).toMatchObject({ rows: 4, duplicates: 2, ambiguous: 2 })
  })

  it('is told anew by a whole history and changes nothing', async () => {
    const place = freshPlace()
    write(place, 'a.jsonl', callLines(numbers(0, 500)))
    const book = await bookAt(place)
    const before = await read(book, ['job'])
    write(place, 'b.jsonl', callLines(numbers(100, 500)) + callLines([500]))
    const after = await read(book, ['job'])
    expect(after.total.calls).toBe(501)
    expect(after.lines).toMatchObject({ rows: 901, duplicates: 400 })
    expect(after.total.pico * 500n).toBe(before.total.pico * 501n)
  })

  it('that the provider says the cost of has that, and can be told so later', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLine() + callLine({ cost_usd: 0.5 }))
    const { total } = await read(await bookAt(place))
    expect(total).toMatchObject({ calls: 1, pico: 500_000_000_000n, grade: 'reported' })
  })

  it('of an unknown model is listed and bounded, and never free', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLine() + callLine({ request_id: 'r2', model: 'stranger' }))
    const { total, unpriced } = await read(await bookAt(place))
    expect(total).toMatchObject({ calls: 2, unpricedCalls: 1, grade: 'unpriced' })
    expect(total.high).toBeGreaterThan(total.low)
    expect(unpriced).toMatchObject([{ provider: 'openai', model: 'stranger', calls: 1, tokens: 1100 }])
  })
})

describe('CPU time', () => {
  it('counts once for each job and run, and by tick; a run that took more than there was is an estimate', async () => {
    const place = freshPlace()
    const end = (run: string | null, seconds: number, own: object = {}): string => `${JSON.stringify({ ts: new Date(now).toISOString(), event: 'job_finished', job_id: 'sync', run_id: run, agent: 'bot', cpu_seconds: seconds, ...own })}\n`
    write(place, 'jobs.log', end('1', 10) + end('1', 10) + end('2', 20) + `{"event":"tick","ts":"${new Date(now).toISOString()}","cpu_seconds":6}\n`)
    const book = await bookAt(place, { sources: [{ folder: place.logs, only: ['jobs.log'], own: true }] })
    const { rows, total } = await read(book, ['kind', 'job', 'agent'])
    expect(rows).toMatchObject([{ key: { kind: 'cpu', job: '', agent: 'console' }, cpuSeconds: 6 }, { key: { kind: 'cpu', job: 'sync', agent: 'bot' }, cpuSeconds: 30 }])
    // 36 s at $0.036 an hour.
    expect(total).toMatchObject({ pico: 360_000_000n, calls: 0, grade: 'computed' })
  })
})

describe('an answer', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe']
  const models = [['openai', 'gpt-5'], ['openai', 'stranger'], ['anthropic', 'claude-sonnet-4-5'], ['google', 'gemini-2.5-pro'], ['deepseek', 'deepseek-chat']]
  const spring = Date.UTC(2026, 2, 1)

  /** Calls all over a year, changes of clocks and prices in it. */
  function mixed(count: number): string {
    return numbers(0, count).map((n) => {
      const [provider, model] = models[n % models.length]!
      const usage = provider === 'anthropic' ? { input_tokens: 7 + n, cache_creation_input_tokens: 3, cache_creation: { ephemeral_1h_input_tokens: 3 }, output_tokens: 5 } : { input_tokens: 1001 + (n % 3) * 200_000, output_tokens: n % 17 }
      return callLine({ request_id: `m${n}`, provider, model, job_id: n % 3 === 0 ? undefined : `job ${n % 3}`, agent: `agent ${n % 2}`, batch: n % 4 === 0, service_tier: n % 5 === 1 ? 'flex' : undefined, at: spring + ((n * 7_654_321_987) % (300 * day)), usage })
    }).join('') + numbers(0, 50).map((n) => `{"event":"tick","ts":${(spring + n * 5 * day) / 1000},"cpu_seconds":${n / 7}}\n`).join('')
  }

  it.each(zones)('adds up to the same under every split, by the calendar of %s', async (zone) => {
    const place = freshPlace()
    write(place, 'agent.log', mixed(400))
    const book = await bookAt(place, { zone })
    const whole = await read(book, [], { zone })
    expect(whole.total.calls).toBe(400)
    const dimensions: Dimension[] = ['kind', 'month', 'week', 'day', 'hour', 'provider', 'model', 'job', 'agent']
    await fc.assert(
      fc.asyncProperty(fc.subarray(dimensions), async (by) => {
        const { rows, total } = await book.ask(question(by, { zone }))
        expect(total).toEqual(whole.total)
        for (const figure of ['pico', 'low', 'high'] as const) expect(rows.reduce((sum, row) => sum + row[figure], 0n)).toBe(total[figure])
        expect(rows.reduce((sum, row) => sum + row.calls, 0)).toBe(400)
      }),
      { numRuns: 25 },
    )
  })

  it('of a part is what it says of that part', async () => {
    const place = freshPlace()
    write(place, 'agent.log', mixed(300))
    const book = await bookAt(place, { zone: 'Europe/Berlin' })
    const { rows } = await read(book, ['month', 'model'], { zone: 'Europe/Berlin' })
    for (const { key, calls, pico } of rows) {
      const { total } = await book.ask(question([], { zone: 'Europe/Berlin', where: key }))
      expect(total).toMatchObject({ calls, pico })
    }
  })

  it.each([
    ['Europe/Berlin', Date.UTC(2026, 2, 22, 23), 167],
    ['Europe/Berlin', Date.UTC(2026, 9, 18, 22), 169],
    ['America/New_York', Date.UTC(2026, 2, 2, 5), 167],
    ['America/New_York', Date.UTC(2026, 9, 26, 4), 169],
  ])('has a week of its own length in %s from %i: %i hours', async (zone, from, hours) => {
    const place = freshPlace()
    write(place, 'agent.log', numbers(-1, hours + 1).map((n) => callLine({ request_id: `h${n}`, at: from + n * hour + 1 })).join(''))
    const book = await bookAt(place, { zone })
    const { rows } = await read(book, ['week'], { zone })
    expect(rows.map(({ calls }) => calls)).toEqual([1, hours, 1])
    expect((await book.ask(question(['hour'], { zone, span: { from, to: from + hours * hour } }))).rows).toHaveLength(hours)
  })

  it('has days that begin where they do, also a quarter past the hour of UTC', async () => {
    const place = freshPlace()
    const midnight = Date.UTC(2026, 10, 22, 18, 15)
    write(place, 'agent.log', callLine({ request_id: 'a', at: midnight - 1 }) + callLine({ request_id: 'b', at: midnight }))
    const { rows } = await read(await bookAt(place, { zone: 'Asia/Kathmandu' }), ['day', 'hour'], { zone: 'Asia/Kathmandu' })
    expect(rows.map(({ key }) => key)).toEqual([{ day: '2026-11-22', hour: '2026-11-22T17:15:00.000Z' }, { day: '2026-11-23', hour: '2026-11-22T18:15:00.000Z' }])
  })

  it('is the same after the zone was another meanwhile', async () => {
    const place = freshPlace()
    write(place, 'agent.log', mixed(200))
    const book = await bookAt(place)
    const before = await read(book, ['day', 'model'])
    for (const zone of ['Asia/Kathmandu', 'Europe/Berlin', 'UTC']) await book.configure({ zone })
    expect(await read(book, ['day', 'model'])).toEqual(before)
  })

  it('has the prices of the table that is there now, and keeps what providers reported', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLine() + callLine({ request_id: 'r2', cost_usd: 3 }))
    const book = await bookAt(place)
    const before = (await read(book)).total.pico
    const { openai } = prices.providers
    const dearer = openai!.models.map((model) => (model.id === 'gpt-5' ? { ...model, epochs: [{ from: null, rates: { input: { base: 1_000_000_000 }, output: { base: 0 } } }] } : model))
    await book.configure({ prices: { ...prices, sha256: 'another', providers: { openai: { ...openai!, models: dearer } } } })
    expect((await read(book)).total.pico).toBe(1_000_000_000_000n + 3_000_000_000_000n)
    expect(before).not.toBe((await read(book)).total.pico)
    expect(await book.notes()).toEqual([])
  })
})

describe('a book', () => {
  it('has one reading for all who ask for one at the same time', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLines(numbers(0, 100)))
    const book = await bookAt(place)
    const first = book.refresh()
    expect(book.refresh()).toBe(first)
    await first
    expect(await counted(book)).toMatchObject({ calls: 100, duplicates: 0 })
  })

  it('shows the calls behind a sum, newest first, with where they are written', async () => {
    const place = freshPlace()
    write(place, 'a.log', numbers(0, 30).map((n) => callLine({ request_id: `a${n}`, at: now + n * 1000 })).join(''))
    write(place, 'b.log', numbers(0, 30).map((n) => callLine({ request_id: `b${n}`, at: now + n * 1000 + 500, job_id: n % 2 ? 'triage' : 'other' })).join(''))
    const book = await bookAt(place)
    await book.refresh()
    const { rows, more } = await book.calls(question([], { where: { job: 'triage' } }), 3)
    expect(more).toBe(true)
    expect(rows.map(({ requestId, line, path }) => [requestId, line, path.slice(-5)])).toEqual([['b29', 30, 'b.log'], ['a29', 30, 'a.log'], ['a28', 29, 'a.log']])
    expect(rows[0]).toMatchObject({ model: 'gpt-5', tokens: { uncachedIn: 1000, textOut: 100 }, grade: 'computed', usd: '0.00225' })
    expect(await book.calls(question([], { span: { from: now, to: now + 1000 } }), 10)).toMatchObject({ more: false, rows: [{ requestId: 'b0' }, { requestId: 'a0' }] })
  })

  it('tells runs with what they cost and earned, and what healing cost, also after a restart', async () => {
    const place = freshPlace()
    const line = (event: string, minute: number, own: object): string => `${JSON.stringify({ ts: new Date(now + minute * 60_000).toISOString(), event, job_id: 'sync', ...own })}\n`
    write(place, 'agent.log', [
      line('job_started', 0, { run_id: 'one', agent: 'bot' }), callLine({ request_id: 'c1', job_id: 'sync', at: now + 60_000 }), line('charge', 2, { charge_id: 'ch_1', run_id: 'one' }),
      line('job_failed', 3, { run_id: 'one', cpu_seconds: 4 }), callLine({ request_id: 'c2', job_id: 'sync', at: now + 4 * 60_000, cost_usd: 0.25 }), line('self_heal', 5, { attempt: 1, outcome: 'healed' }),
      line('job_started', 6, { run_id: 'two' }),
    ].join(''))
    const book = await bookAt(place)
    expect(book.heals(now + hour)).toBeNull()
    await book.refresh()
    const runs = await book.runs({ from: now, to: now + hour })
    expect(runs).toMatchObject([
      { job: 'sync', agent: 'bot', runId: 'one', startedAt: now, finishedAt: now + 180_000, outcome: 'failed', calls: 1, grade: 'computed', cpuSeconds: 4, charges: ['ch_1'] },
      { runId: 'two', outcome: 'running', finishedAt: null, calls: 0 },
    ])
    // The same attempt, told by another program too.
    write(place, 'healer.log', line('self_heal', 5, { attempt: 1, outcome: 'healed', agent: 'healer' }))
    await book.refresh()
    const heals = book.heals(now + hour)
    expect(heals).toMatchObject({ jobs24h: 1, jobs: [{ job: 'sync', attempts24h: 1, burned24hUsd: '0.25', grade: 'reported' }] })
    await book.close()
    const again = await bookAt(place)
    await again.refresh()
    expect(again.heals(now + hour)).toEqual(heals)
    expect(await again.runs({ from: now, to: now + hour })).toEqual(runs)
  })

  it('is kept in memory alone where it has no database', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLines([1, 2]))
    expect(await counted(await bookAt(place, { database: null }))).toMatchObject({ calls: 2 })
    expect(readdirSync(dirname(place.database))).toEqual([])
  })

  it('reads a stream to its end, once', async () => {
    async function* stream() {
      for (const part of (callLines([1, 2]) + callLine({ request_id: 'r3' }).trimEnd()).match(/[^]{1,50}/g)!) yield new TextEncoder().encode(part)
    }
    const book = await bookAt(freshPlace(), { database: null, sources: [{ stream: stream(), name: 'standard input' }] })
    expect(await counted(book)).toMatchObject({ calls: 3 })
    expect(await counted(book)).toMatchObject({ calls: 3, duplicates: 0 })
    expect(await book.files()).toMatchObject([{ path: 'standard input', calls: 3, problem: null }])
  })

  it.each<[string, (path: string) => void]>([
    ['garbage', (path) => writeFileSync(path, 'no database at all '.repeat(1000))],
    ['empty', (path) => truncateSync(path, 0)],
    ['halved', (path) => truncateSync(path, readFileSync(path).length / 2)],
  ])('whose database is %s sets it aside and reads the logs again', async (_name, damage) => {
    const place = freshPlace()
    write(place, 'agent.log', callLines(numbers(0, 3000)))
    const book = await bookAt(place)
    await book.refresh()
    await book.close()
    damage(place.database)
    const again = await bookAt(place)
    expect(await counted(again)).toMatchObject({ calls: 3000, duplicates: 0 })
    expect((await again.notes()).join()).toMatch(/was damaged\. It was set aside/)
  })

  it('keeps its database whatever it is asked', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLines([1, 2]))
    const book = await bookAt(place)
    await book.refresh()
    await expect(book.ask(question(['day'], { zone: 'Nowhere/At_All' }))).rejects.toThrow(RangeError)
    await expect(book.ask(question([], { cpuUsdPerHour: 'much' }))).rejects.toThrow(RangeError)
    expect(await book.notes()).toEqual([])
    expect(await counted(book)).toMatchObject({ calls: 2, duplicates: 0 })
  })

  it('tells of what is new, and of nothing else', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLines([1, 2]))
    const book = await bookAt(place)
    let told = 0
    book.onChange(() => told++)
    for (const more of ['', '', callLines([3]), '']) {
      append(place, 'agent.log', more)
      await book.refresh()
    }
    expect(told).toBe(2)
  })

  it('notices that another program has written to its database', async () => {
    const place = freshPlace()
    write(place, 'agent.log', callLines([1, 2]))
    const [one, two] = [await bookAt(place), await bookAt(place)]
    expect(await counted(one)).toMatchObject({ calls: 2 })
    expect(await counted(two)).toMatchObject({ calls: 2, duplicates: 0 })
    append(place, 'agent.log', callLines([3]))
    expect(await counted(two)).toMatchObject({ calls: 3, duplicates: 0 })
    expect(await counted(one)).toMatchObject({ calls: 3, duplicates: 0 })
  })
})
