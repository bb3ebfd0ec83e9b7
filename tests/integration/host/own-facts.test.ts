import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import telegram from '../../../src/core/channels/telegram'
import type { ChannelIo } from '../../../src/core/plugin'
import { jobs } from '../../../src/core/schedule'
import { OwnFactsSource } from '../../../src/host/own-facts'
import { Store } from '../../../src/host/store/store'
import type { JobRun } from '../../../src/shared/model'
import { freshFolder, handClock, settingsWith } from '../support'

const minute = 60_000
const day = 1440 * minute
const noon = Date.UTC(2026, 10, 23, 12)
const signIn = JSON.stringify({ clientId: 'c', clientSecret: 's', refreshToken: 'r', account: null, scope: null, signedInAt: noon - day, expiresAt: noon + 6 * day })

const refusal = { at: noon, code: 'permission_missing' as const, message: 'The bot was blocked.', hint: null, mark: '' }

/** A console that was installed two weeks ago and has made every run since. */
async function source(settings = settingsWith(), secret: string | null = signIn) {
  const clock = handClock(noon)
  const { store } = await Store.open(join(freshFolder(), 'console.db'), noon)
  onTestFinished(() => store.close())
  store.setMeta('installed_at', String(noon - 14 * day))
  const logs = [{ problem: null as string | null }, { problem: null as string | null }]
  let made = 0
  const run = (job: string, outcome: JobRun['outcome'], dueAt = clock.at) => {
    store.runs.start({ id: `${made++}`, job, dueAt, startedAt: clock.at, finishedAt: null, outcome: 'running', late: false, manual: false, message: null })
    store.runs.finish({ id: `${made - 1}`, job, dueAt, startedAt: clock.at, finishedAt: clock.at, outcome, late: false, manual: false, message: null })
  }
  for (const { id, recorded } of jobs) if (recorded) run(id, 'done')
  const io = { secret: () => 'token' } as unknown as ChannelIo
  const own = new OwnFactsSource({ clock, settings: () => settings, secrets: { get: () => secret }, store, jobs, logs, channels: [telegram], io })
  return { clock, store, logs, facts: () => own.facts(), run }
}

describe('what the console knows of itself', () => {
  it('is nothing bad where all is well', async () => {
    const { facts } = await source(settingsWith(), null)
    expect(facts()).toEqual({ credentials: [], runs: [], logProblem: null, refusals: [] })
  })

  it('when the sign-in with Google ends, while it is in use', async () => {
    expect((await source()).facts().credentials).toEqual([{ key: 'googleSignIn', title: 'The sign-in with Google', component: 'drive', expiresAt: noon + 6 * day, since: noon - day }])
    expect((await source(settingsWith({ drive: { credentialsFile: '/key.json' } }))).facts().credentials).toEqual([])
    expect((await source(settingsWith({ drive: { enabled: false } }))).facts().credentials).toEqual([])
  })

  it('a run is missed once it could have been made up for', async () => {
    const { clock, facts, run } = await source()
    // Asleep for a day, or the clock was set: the due times have passed, and nobody is late yet.
    clock.at += day
    expect(facts().runs).toEqual([])
    clock.advance(10 * minute)
    expect(facts().runs).toEqual([])
    clock.advance(1)
    expect(facts().runs.map(({ job, outcome }) => [job, outcome])).toEqual([['retention', 'missed'], ['daily-probe', 'missed'], ['ceo-brief', 'missed'], ['backup', 'missed']])
    for (const { job, dueAt } of facts().runs) run(job, 'done', dueAt)
    expect(facts().runs).toEqual([])
  })

  it('a run that broke off counts until one succeeds; one that the console’s end interrupted never', async () => {
    const { clock, facts, run } = await source()
    clock.advance(1)
    run('retention', 'interrupted')
    expect(facts().runs).toEqual([])
    clock.advance(1)
    run('retention', 'failed')
    expect(facts().runs).toEqual([{ job: 'retention', title: 'Clean-up of old data', dueAt: clock.at, outcome: 'failed' }])
    clock.advance(1)
    run('retention', 'done')
    expect(facts().runs).toEqual([])
  })

  it('which log can’t be written', async () => {
    const { facts, logs } = await source()
    logs[1]!.problem = 'It is full.'
    expect(facts().logProblem).toBe('It is full.')
    logs[1]!.problem = null
    expect(facts().logProblem).toBeNull()
  })

  it('which channel was refused, while it is wanted', async () => {
    const wanted = await source(settingsWith({ alerts: { telegramChatId: '42' } }))
    wanted.store.outbox.setRefusal('telegram', refusal)
    expect(wanted.facts().refusals).toEqual([{ channel: 'telegram', title: 'Telegram', message: 'The bot was blocked.', hint: null }])
    const unwanted = await source()
    unwanted.store.outbox.setRefusal('telegram', refusal)
    expect(unwanted.facts().refusals).toEqual([])
  })
})
