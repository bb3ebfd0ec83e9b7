import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readHeartbeat } from '../../../src/host/io/heartbeats'
import { freshFolder } from '../support'

const now = Date.UTC(2026, 10, 23, 12)
const minute = 60_000
const line = (at: number): string => `${JSON.stringify({ event: 'tick', ts: new Date(at).toISOString() })}\n`

describe('a scheduler’s heartbeat', () => {
  it('is its newest tick and those of 24 hours, oldest first', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'scheduler.log'), [now - 25 * 60 * minute, now - 3 * minute, now - minute, now - 2 * minute].map(line).join(''))
    expect(await readHeartbeat(folder, now)).toEqual({
      name: 'EchoPilot’s scheduler', source: 'log', path: join(folder, 'scheduler.log'), lastTickAt: now - minute, ticks: [now - 3 * minute, now - 2 * minute, now - minute], problem: null,
    })
  })

  it('comes from the tail of a log however long it is, and a day of ticks fits into it', async () => {
    const folder = freshFolder()
    const path = join(folder, 'scheduler.log')
    writeFileSync(path, `${'x'.repeat(1000)}\n`.repeat(8000))
    for (let i = 1440; i > 0; i--) appendFileSync(path, line(now - i * minute))
    const { ticks, lastTickAt } = await readHeartbeat(folder, now)
    expect(ticks).toHaveLength(1440)
    expect(lastTickAt).toBe(now - minute)
  })

  it('overlooks torn, foreign and broken lines', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'scheduler.log'), `{"event":"tick"}\n{"event":"tick","ts":"soon"}\ntick tick\n{"event":"job_started","ts":"2026-11-23T11:58:00Z","job_id":"tick"}\n${line(now - minute)}{"event":"tick","ts":"2026-11-2`)
    expect(await readHeartbeat(folder, now)).toMatchObject({ lastTickAt: now - minute, ticks: [now - minute] })
  })

  it('says in words that its log isn’t there, or can’t be read', async () => {
    const folder = freshFolder()
    expect(await readHeartbeat(folder, now)).toMatchObject({ lastTickAt: null, ticks: [], problem: `${join(folder, 'scheduler.log')} isn’t there.` })
    mkdirSync(join(folder, 'scheduler.log'))
    expect(await readHeartbeat(folder, now)).toMatchObject({ lastTickAt: null, problem: `${join(folder, 'scheduler.log')} can’t be read.` })
  })

  it('goes on through a rotation', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'scheduler.log.1'), line(now - 3 * minute) + line(now - 2 * minute))
    writeFileSync(join(folder, 'scheduler.log'), '')
    expect(await readHeartbeat(folder, now)).toMatchObject({ lastTickAt: now - 2 * minute, problem: null })
    appendFileSync(join(folder, 'scheduler.log'), line(now - minute))
    expect(await readHeartbeat(folder, now)).toMatchObject({ lastTickAt: now - minute, ticks: [now - 3 * minute, now - 2 * minute, now - minute] })
  })

  it('of an empty log is none, without a problem', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'scheduler.log'), '')
    expect(await readHeartbeat(folder, now)).toMatchObject({ lastTickAt: null, ticks: [], problem: null })
  })

  it('stamped in the future is as fresh as its line, and ages with it', async () => {
    const folder = freshFolder()
    const path = join(folder, 'scheduler.log')
    writeFileSync(path, line(now + 86_400_000))
    utimesSync(path, now / 1000 - 600, now / 1000 - 600)
    expect(await readHeartbeat(folder, now)).toMatchObject({ lastTickAt: now - 10 * minute })
    utimesSync(path, now / 1000 + 600, now / 1000 + 600)
    expect(await readHeartbeat(folder, now)).toMatchObject({ lastTickAt: now })
  })
})
