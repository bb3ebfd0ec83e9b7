import { mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { diagnose, makeReport } from '../../../src/host/data/diagnose'
import { lastErrors, lastLines } from '../../../src/host/data/log-ends'
import { freshFolder, incidentOf, settingsWith } from '../support'

const known = 'known-canary-91c2'
const looksLikeOne = ['ntn', '_', '1234567890abcdef'].join('')

function logFolder(): string {
  const logs = join(freshFolder(), 'logs')
  mkdirSync(logs)
  const line = (ts: string, error: string) => `${JSON.stringify({ ts, event: 'bug', where: 'api', error })}\n`
  writeFileSync(join(logs, 'console.log'), `${line('2026-11-23T08:00:00Z', 'TypeError: first\n    at x')}{"event":"incident_opened","note":"bug"}\nnot JSON "bug"\n${line('2026-11-23T09:00:00Z', `open ${homedir()}/x with ${known} and ${looksLikeOne} at https://example.com/?token=abc-planted`)}{"torn`)
  writeFileSync(join(logs, 'scheduler.log'), '{"event":"tick"}\n')
  return logs
}

it('a report tells what happened and nothing private', async () => {
  const logs = logFolder()
  const settings = settingsWith({ fleet: { agentName: 'margits-laptop', tenant: 'margits-team' }, alerts: { telegramChatId: '4242424242', smtp: { host: 'smtp.example.com', port: 587, security: 'starttls', user: 'margit.k', from: 'margit@example.com', to: 'ops@example.com' } } })
  const diagnostics = await diagnose({ paths: { data: join(logs, '..'), logs }, version: '1.2.3', runtime: 'Node', startedAt: null, api: null, keychain: null, engine: 'libsql', checks: [{ name: 'database', verdict: 'ok' }] })
  const text = makeReport({ at: 0, diagnostics, logs, settings, incidents: [incidentOf('stripe', { message: `It fails with ${looksLikeOne}.` })], secrets: [known] })
  for (const planted of [known, looksLikeOne, 'abc-planted', '4242424242', 'margit.k', 'margits-laptop', 'margits-team', 'margit@example.com', ...(homedir().length > 3 ? [`${homedir()}/x`] : [])]) expect(text).not.toContain(planted)
  for (const told of ['Version       1.2.3', 'Database      ok', 'Not running', 'TypeError: first', 'stripe fails', '"warnAbovePercent": 85', 'End of scheduler.log', '{"event":"tick"}']) expect(text).toContain(told)
})

it('the last errors are those of the log, newest first', () => {
  expect(lastErrors(logFolder()).map(({ at, where, message }) => [new Date(at).toISOString(), where, message.slice(0, 16)])).toEqual([
    ['2026-11-23T09:00:00.000Z', 'api', `open ${homedir()}/x with`.slice(0, 16)],
    ['2026-11-23T08:00:00.000Z', 'api', 'TypeError: first'],
  ])
  expect(lastErrors(join(freshFolder(), 'none'))).toEqual([])
})

it('the end of a long log is its last whole lines', () => {
  const path = join(freshFolder(), 'console.log')
  writeFileSync(path, Array.from({ length: 20_000 }, (_, i) => `line ${i} ${'x'.repeat(20)}\n`).join(''))
  expect(lastLines(path, 2).map((line) => line.slice(0, 10))).toEqual(['line 19998', 'line 19999'])
  expect(lastLines(path, Infinity)[0]).toMatch(/^line \d+ x{20}$/)
})
