import { appendFileSync, mkdirSync, readFileSync, renameSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Span } from '../../../src/core/presence'
import type { Presence } from '../../../src/core/timeline'
import { FetchedLogs, LocalLogs, readHeartbeat } from '../../../src/host/io/heartbeats'
import { HandMachine } from '../../fixtures/machine'
import { freshFolder } from '../support'

const now = Date.UTC(2026, 10, 23, 12)
const minute = 60_000
const line = (at: number): string => `${JSON.stringify({ event: 'tick', ts: new Date(at).toISOString() })}\n`

describe('a scheduler’s heartbeat', () => {
  it('is its ticks as they were written', async () => {
    const folder = freshFolder()
    const path = join(folder, 'scheduler.log')
    writeFileSync(path, [now - 3 * minute, now - minute, now - 2 * minute].map(line).join(''))
    utimesSync(path, now / 1000, now / 1000)
    expect(await readHeartbeat(folder)).toEqual({
      name: 'EchoPilot’s scheduler', source: 'log', path, lastTickAt: now - 2 * minute, ticks: [now - 3 * minute, now - minute, now - 2 * minute], changedAt: now, problem: null, content: expect.stringContaining(`:${now}`), places: [0, 49, 98].map((at, i) => expect.stringMatching(new RegExp(`^\\d+:\\d+:${at}:${[now - 3 * minute, now - minute, now - 2 * minute][i]}$`))),
    })
    expect(await readHeartbeat(folder, { name: 'Mine', source: 'own' })).toMatchObject({ name: 'Mine', source: 'own' })
  })

  it('comes from the tail of a log however long it is, and a day of ticks fits into it', async () => {
    const folder = freshFolder()
    const path = join(folder, 'scheduler.log')
    writeFileSync(path, `${'x'.repeat(1000)}\n`.repeat(8000))
    for (let i = 1440; i > 0; i--) appendFileSync(path, line(now - i * minute))
    const { ticks, lastTickAt } = await readHeartbeat(folder)
    expect(ticks).toHaveLength(1440)
    expect(lastTickAt).toBe(now - minute)
  })

  it('overlooks torn, foreign and broken lines', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'scheduler.log'), `{"event":"tick"}\n{"event":"tick","ts":"soon"}\ntick tick\n{"event":"job_started","ts":"2026-11-23T11:58:00Z","job_id":"tick"}\n${line(now - minute)}{"event":"tick","ts":"2026-11-2`)
    expect(await readHeartbeat(folder)).toMatchObject({ lastTickAt: now - minute, ticks: [now - minute] })
  })

  it('says in words that its log isn’t there, or can’t be read', async () => {
    const folder = freshFolder()
    expect(await readHeartbeat(folder)).toMatchObject({ lastTickAt: null, ticks: [], problem: `${join(folder, 'scheduler.log')} isn’t there.` })
    mkdirSync(join(folder, 'scheduler.log'))
    expect(await readHeartbeat(folder)).toMatchObject({ lastTickAt: null, problem: `${join(folder, 'scheduler.log')} can’t be read.` })
  })

  it('goes on through a rotation', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'scheduler.log.1'), line(now - 3 * minute) + line(now - 2 * minute))
    writeFileSync(join(folder, 'scheduler.log'), '')
    expect(await readHeartbeat(folder)).toMatchObject({ lastTickAt: now - 2 * minute, problem: null })
    appendFileSync(join(folder, 'scheduler.log'), line(now - minute))
    expect(await readHeartbeat(folder)).toMatchObject({ lastTickAt: now - minute, ticks: [now - 3 * minute, now - 2 * minute, now - minute] })
  })

  it('of an empty log is none, without a problem', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'scheduler.log'), '')
    expect(await readHeartbeat(folder)).toMatchObject({ lastTickAt: null, ticks: [], problem: null })
  })

  it('tells which ticks did something, where that is asked for', async () => {
    const folder = freshFolder()
    const event = (name: string, fields = {}) => `${JSON.stringify({ event: name, ts: new Date(now).toISOString(), job_id: 'a', ...fields })}\n`
    const usage = { prompt_tokens: 1, completion_tokens: 1 }
    writeFileSync(join(folder, 'scheduler.log'), [
      line(now), line(now), event('job_started'), line(now), event('hello'), line(now), event('self_heal', { outcome: 'failed' }), line(now),
      event('llm_call', { provider: 'openai', model: 'gpt-5', usage }), line(now), event('tick', { jobs: 1 }), event('tick', { jobs: 0 }),
    ].join(''))
    expect((await readHeartbeat(folder, { work: true })).worked).toEqual([true, false, true, false, true, true, true, false])
    expect((await readHeartbeat(folder)).worked).toBeUndefined()
  })
})

describe('a log on this computer', () => {
  const machine = () => new HandMachine(now)
  const view = (m: HandMachine, spans: Span[] = []): Presence => ({ now: m.pulse().at, since: null, spans })

  it('keeps its ticks where they were when they came, though the clock is set', async () => {
    const folder = freshFolder()
    const path = join(folder, 'scheduler.log')
    const logs = new LocalLogs()
    const m = machine()
    writeFileSync(path, line(m.wallMs - 30_000))
    expect((await logs.read(folder, {}, () => view(m))).ticks).toEqual([now - 30_000])
    m.pass(30_000)
    const before = m.pulse().at
    appendFileSync(path, line(m.wallMs))
    m.setClock(-90_000)
    m.pass(5000)
    const set: Span = { kind: 'clock', from: before, to: m.pulse().at, sleptMs: 0 }
    // A stamp of the minute that exists twice: seen when it came, it can only be from before.
    const { ticks } = await logs.read(folder, {}, () => view(m, [set]))
    expect(ticks).toEqual([m.wallMs - 65_000, m.wallMs - 5000])
    m.pass(60_000)
    expect((await logs.read(folder, {}, () => view(m, [set]))).ticks).toEqual([m.wallMs - 125_000, m.wallMs - 65_000])
  })

  it('may be begun anew in the same place', async () => {
    const folder = freshFolder()
    const path = join(folder, 'scheduler.log')
    const logs = new LocalLogs()
    const m = machine()
    const look = async () => (await logs.read(folder, {}, () => view(m))).ticks
    writeFileSync(path, line(now - 60_000) + line(now))
    await look()
    m.pass(60_000)
    truncateSync(path, 0)
    appendFileSync(path, line(now + 60_000))
    expect(await look()).toEqual([now + 60_000])
  })

  it('goes on through a rotation', async () => {
    const folder = freshFolder()
    const path = join(folder, 'scheduler.log')
    const logs = new LocalLogs()
    const m = machine()
    writeFileSync(path, line(now - 60_000) + line(now))
    await logs.read(folder, {}, () => view(m))
    renameSync(path, `${path}.1`)
    m.pass(60_000)
    writeFileSync(path, line(now + 60_000))
    expect((await logs.read(folder, {}, () => view(m))).ticks).toEqual([now - 60_000, now, now + 60_000])
  })
})

describe('a log that is fetched', () => {
  it('is watched coming: with new ticks, without, and not at all', async () => {
    const folder = freshFolder()
    const path = join(folder, 'scheduler.log')
    const logs = new FetchedLogs()
    const moment = (at: number) => ({ wallMs: at, boot: 'b', sinceBootMs: at })
    const look = async (at: number) => (await logs.read(folder, {}, () => moment(at))).fetched!
    writeFileSync(path, line(1))
    expect(await look(1000)).toMatchObject({ changedAt: null, tickSeenAt: moment(1000) })
    expect(await look(2000)).toMatchObject({ changedAt: null, tickSeenAt: moment(1000) })
    appendFileSync(path, line(2))
    expect(await look(3000)).toMatchObject({ changedAt: moment(3000), tickSeenAt: moment(3000) })
    appendFileSync(path, '{"event":"hello"}\n')
    expect(await look(4000)).toMatchObject({ changedAt: moment(4000), tickSeenAt: moment(3000) })
    // Fetched anew though nothing is new: fetching works.
    writeFileSync(`${path}.new`, readFileSync(path))
    renameSync(`${path}.new`, path)
    expect(await look(5000)).toMatchObject({ changedAt: moment(5000), tickSeenAt: moment(3000) })
  })

  it('that isn’t there is no worse than another', async () => {
    const folder = freshFolder()
    expect(await new FetchedLogs().read(folder, {}, () => ({ wallMs: 0, boot: '', sinceBootMs: 0 }))).toMatchObject({ problem: expect.stringContaining('isn’t there') })
  })
})
