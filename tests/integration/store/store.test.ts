import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Message } from '../../../src/core/plugin'
import type { Span } from '../../../src/core/presence'
import type { Told } from '../../../src/core/telling'
import { openDriver } from '../../../src/host/store/driver'
import { applicationId, steps } from '../../../src/host/store/schema'
import { Store } from '../../../src/host/store/store'
import type { JobRun } from '../../../src/shared/model'
import { freshFolder, incidentOf, sampleOf } from '../support'

async function freshStore(path = join(freshFolder(), 'console.db')): Promise<Store> {
  const { store, problem } = await Store.open(path, 1000)
  expect(problem).toBeNull()
  onTestFinished(() => {
    try {
      store.close()
    } catch {
      // The test has closed it.
    }
  })
  return store
}

/** What was written is read by another store on the same file, as after a restart. */
async function reopened(store: Store, path: string): Promise<Store> {
  store.close()
  return freshStore(path)
}

const message = (title: string, extra: Partial<Message> = {}): Message => ({ kind: 'alert', title, body: 'body', severity: 'fail', incident: null, about: [], ...extra })
const told = (identity: string, changes = 0): Told => ({ identity, alertedAt: null, alertedSeverity: null, brokeThrough: false, open: null, changes })
const run = (id: string, own: Partial<JobRun> = {}): JobRun => ({ id, job: 'daily-probe', dueAt: 100, startedAt: 110, finishedAt: null, outcome: 'running', late: false, manual: false, message: null, ...own })

it('uses the engine of this runtime', async () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const builtIn = major > 22 || (major === 22 && minor >= 13)
  expect((await freshStore()).engine).toBe(builtIn ? 'node:sqlite' : 'libsql')
})

describe('samples', () => {
  it('come back oldest first, the newest when not all are wanted', async () => {
    const path = join(freshFolder(), 'console.db')
    const store = await freshStore(path)
    store.samples.add([sampleOf('stripe', 30), sampleOf('stripe', 10, { status: 'fail', code: 'transport', latencyMs: null }), sampleOf('notion', 20), sampleOf('stripe', 20, { value: 61.5 })])
    const again = await reopened(store, path)
    expect(again.samples.newest('stripe', 2).map(({ at }) => at)).toEqual([20, 30])
    expect(again.samples.newest('stripe', 9)).toEqual([
      { target: 'stripe', at: 10, status: 'fail', code: 'transport', latencyMs: null, value: null },
      { target: 'stripe', at: 20, status: 'ok', code: null, latencyMs: 12.5, value: 61.5 },
      { target: 'stripe', at: 30, status: 'ok', code: null, latencyMs: 12.5, value: null },
    ])
    expect(again.samples.newest('drive', 9)).toEqual([])
  })

  it('of one target and moment are one', async () => {
    const store = await freshStore()
    store.samples.add([sampleOf('stripe', 10, { status: 'fail' })])
    store.samples.add([sampleOf('stripe', 10)])
    expect(store.samples.newest('stripe', 9).map(({ status }) => status)).toEqual(['ok'])
  })
})

describe('incidents', () => {
  it('are open until resolved, and kept', async () => {
    const path = join(freshFolder(), 'console.db')
    const store = await freshStore(path)
    const first = incidentOf('a', { openedAt: 10 })
    const second = incidentOf('b', { openedAt: 20 })
    store.incidents.save(second)
    store.incidents.save(first)
    store.incidents.save({ ...first, resolvedAt: 30 })
    const again = await reopened(store, path)
    expect(again.incidents.open()).toEqual([second])
    expect(again.incidents.newest(9)).toEqual([second, { ...first, resolvedAt: 30 }])
    expect(again.incidents.newest(1)).toEqual([second])
  })

  it('of a span are those opened, resolved or still open in it', async () => {
    const store = await freshStore()
    store.incidents.save(incidentOf('over', { openedAt: 1, resolvedAt: 5 }))
    store.incidents.save(incidentOf('ended in it', { openedAt: 2, resolvedAt: 15 }))
    store.incidents.save(incidentOf('still open', { openedAt: 3 }))
    store.incidents.save(incidentOf('opened in it', { openedAt: 12, resolvedAt: 13 }))
    expect(store.incidents.since(10).map(({ id }) => id)).toEqual(['ended in it', 'still open', 'opened in it'])
  })
})

describe('runs of jobs', () => {
  it('are never made twice for one due time, and as often by hand as one likes', async () => {
    const path = join(freshFolder(), 'console.db')
    const store = await freshStore(path)
    expect(store.runs.start(run('1'))).toBe(true)
    expect(store.runs.start(run('2'))).toBe(false)
    const again = await reopened(store, path)
    expect(again.runs.start(run('3'))).toBe(false)
    expect(again.runs.start(run('4', { dueAt: 200 }))).toBe(true)
    expect(again.runs.start(run('5', { job: 'ceo-brief' }))).toBe(true)
    expect(again.runs.start(run('6', { manual: true }))).toBe(true)
    expect(again.runs.start(run('7', { manual: true }))).toBe(true)
    expect(again.runs.newest(99).map(({ id }) => id).toSorted()).toEqual(['1', '4', '5', '6', '7'])
  })

  it('say how they ended; what a console left running was interrupted', async () => {
    const path = join(freshFolder(), 'console.db')
    const store = await freshStore(path)
    store.runs.start(run('done', { startedAt: 1 }))
    store.runs.finish(run('done', { finishedAt: 120, outcome: 'done', message: 'fine' }))
    store.runs.start(run('left', { dueAt: 200, startedAt: 2, late: true }))
    const again = await reopened(store, path)
    again.runs.closeInterrupted()
    expect(again.runs.newest(9)).toEqual([
      run('left', { dueAt: 200, startedAt: 2, late: true, outcome: 'interrupted', message: 'The console ended during the run.' }),
      run('done', { startedAt: 1, finishedAt: 120, outcome: 'done', message: 'fine' }),
    ])
    expect(again.runs.start(run('once more', { dueAt: 200 }))).toBe(false)
  })

  it('tell the newest due time of each job, runs by hand aside', async () => {
    const store = await freshStore()
    store.runs.start(run('1', { dueAt: 100 }))
    store.runs.start(run('2', { dueAt: 300 }))
    store.runs.start(run('3', { dueAt: 900, manual: true, startedAt: 950 }))
    store.runs.start(run('4', { job: 'ceo-brief', dueAt: 50 }))
    expect([...store.runs.lastDue()].toSorted()).toEqual([['ceo-brief', 50], ['daily-probe', 300]])
    expect(store.runs.last('daily-probe')?.id).toBe('3')
    expect(store.runs.last('retention')).toBeNull()
    expect(store.runs.since(200).map(({ id }) => id)).toEqual(['3'])
  })
})

describe('the outbox', () => {
  it('gives each channel its oldest waiting message, whatever became of others', async () => {
    const path = join(freshFolder(), 'console.db')
    const store = await freshStore(path)
    for (const [channel, title] of [['telegram', 'one'], ['mail', 'two'], ['telegram', 'three'], ['telegram', 'four']] as const) store.outbox.enqueue(channel, message(title), 10)
    expect(store.outbox.waiting('telegram').map(({ id }) => id)).toEqual([1, 3, 4])
    expect(store.outbox.waiting('telegram')[0]).toEqual({ id: 1, channel: 'telegram', createdAt: 10, message: message('one'), state: 'waiting', attempts: 0, notBefore: 10, restMs: 0, receipt: null, problem: null })
    store.outbox.postpone(1, 500, 490, 'later, please')
    expect(store.outbox.waiting('telegram')[0]).toMatchObject({ id: 1, attempts: 1, notBefore: 500, restMs: 490, problem: 'later, please' })
    store.outbox.markDelivered([1], '4711')
    store.outbox.markRefused([3], 'blocked')
    const again = await reopened(store, path)
    expect(again.outbox.waiting('telegram')).toMatchObject([{ id: 4, message: message('four') }])
    expect(again.outbox.waiting('mail')).toMatchObject([{ id: 2 }])
    expect(again.outbox.waiting('pigeon')).toEqual([])
    expect(again.outbox.newest(99).map(({ id, state, attempts, receipt, problem }) => ({ id, state, attempts, receipt, problem }))).toEqual([
      { id: 4, state: 'waiting', attempts: 0, receipt: null, problem: null },
      { id: 3, state: 'refused', attempts: 1, receipt: null, problem: 'blocked' },
      { id: 2, state: 'waiting', attempts: 0, receipt: null, problem: null },
      { id: 1, state: 'delivered', attempts: 2, receipt: '4711', problem: null },
    ])
  })
})

it('remembers what the reader was told of each identity', async () => {
  const path = join(freshFolder(), 'console.db')
  const store = await freshStore(path)
  for (const one of [told('a', 1), told('b', 2), told('a', 3)]) store.outbox.setTold(one)
  const again = await reopened(store, path)
  expect([...again.outbox.told()].toSorted()).toEqual([['a', told('a', 3)], ['b', told('b', 2)]])
})

it('knows the newest incident of an identity, and the message that told of its beginning', async () => {
  const store = await freshStore()
  for (const [id, openedAt] of [['x', 1], ['z', 3], ['y', 2]] as const) store.incidents.save(incidentOf(id, { identity: 'same', openedAt }))
  expect(store.incidents.newestOf('same')?.id).toBe('z')
  expect(store.incidents.newestOf('another')).toBeNull()
  store.outbox.enqueue('telegram', message('one', { about: [{ incident: 'x', type: 'opened' }] }), 1)
  store.outbox.enqueue('mail', message('one', { about: [{ incident: 'x', type: 'opened' }] }), 1)
  store.outbox.enqueue('telegram', message('several', { about: [{ incident: 'x', type: 'opened' }, { incident: 'y', type: 'opened' }] }), 1)
  expect(store.outbox.receiptOf('telegram', 'x')).toBeNull()
  store.outbox.markDelivered([1], '4711')
  store.outbox.markDelivered([3], '4712')
  expect([store.outbox.receiptOf('telegram', 'x'), store.outbox.receiptOf('mail', 'x'), store.outbox.receiptOf('telegram', 'y')]).toEqual(['4711', null, null])
  expect(store.outbox.messagesAbout('x').map(({ id, channel }) => `${id} ${channel}`)).toEqual(['1 telegram', '2 mail', '3 telegram'])
})

it('settles a parcel of several rows at once', async () => {
  const store = await freshStore()
  for (const title of ['one', 'two', 'three']) store.outbox.enqueue('telegram', message(title), 1)
  store.outbox.markDelivered([1, 3], 'r')
  expect(store.outbox.newest(9).map(({ id, state }) => `${id} ${state}`)).toEqual(['3 delivered', '2 waiting', '1 delivered'])
})

it('keeps why a channel was refused until it works again', async () => {
  const path = join(freshFolder(), 'console.db')
  const store = await freshStore(path)
  const refusal = { at: 1, code: 'target_gone' as const, message: 'The bot was blocked.', hint: null, mark: 'm' }
  store.outbox.setRefusal('telegram', { ...refusal, message: 'an older one' })
  store.outbox.setRefusal('telegram', refusal)
  const again = await reopened(store, path)
  expect([again.outbox.refusal('telegram'), again.outbox.refusal('mail')]).toEqual([refusal, null])
  again.outbox.setRefusal('telegram', null)
  expect(again.outbox.refusal('telegram')).toBeNull()
})

it('a database of the first version comes along, with what was told', async () => {
  const path = join(freshFolder(), 'console.db')
  const old = await openDriver(path)
  old.exec('PRAGMA auto_vacuum = INCREMENTAL')
  old.exec(`BEGIN IMMEDIATE; ${steps[0]} PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1; COMMIT`)
  old.exec("INSERT INTO told VALUES ('component-failing:stripe', 1234)")
  old.exec(`INSERT INTO outbox (channel, created_at, message, state, not_before) VALUES ('telegram', 5, '{"kind":"alert","title":"t","body":"b","severity":"fail","incident":null}', 'waiting', 5)`)
  old.close()
  const store = await freshStore(path)
  expect(store.outbox.told().get('component-failing:stripe')).toEqual({ ...told('component-failing:stripe'), alertedAt: { wallMs: 1234, boot: '', sinceBootMs: 0 } })
  expect(store.outbox.waiting('telegram')).toMatchObject([{ message: { title: 't', about: [] }, restMs: 0 }])
})

it('keeps the brief and what was known of each target', async () => {
  const path = join(freshFolder(), 'console.db')
  const store = await freshStore(path)
  expect(store.known.brief()).toBeNull()
  const brief = { at: 1, overall: 'ok' as const, headline: 'All “well” ✅', sections: [{ title: 'Costs', lines: ['$1.00'] }] }
  store.known.saveBrief(brief)
  store.setMeta('installed_at', '7')
  const again = await reopened(store, path)
  expect(again.known.brief()).toEqual(brief)
  expect(again.meta('installed_at')).toBe('7')
  expect(again.meta('nothing')).toBeNull()
})

describe('a transaction', () => {
  it('is kept whole or not at all', async () => {
    const path = join(freshFolder(), 'console.db')
    const store = await freshStore(path)
    expect(() =>
      store.transaction(() => {
        store.outbox.setTold(told('a'))
        throw new Error('halfway')
      }),
    ).toThrow('halfway')
    expect(store.transaction(() => store.outbox.setTold(told('b')))).toBeUndefined()
    expect([...(await reopened(store, path)).outbox.told().keys()]).toEqual(['b'])
  })

  it('keeps its first error when SQLite has rolled back by itself', async () => {
    const store = await freshStore()
    expect(() =>
      store.transaction(() => {
        store.close()
        throw new Error('the first one')
      }),
    ).toThrow('the first one')
  })
})

describe('presence', () => {
  const at = (wallMs: number) => ({ wallMs, boot: 'b', sinceBootMs: wallMs - 5 })
  const span = (from: number, to: number, sleptMs: number | null = 7): Span => ({ kind: 'asleep', from: at(from), to: at(to), sleptMs })

  it('is kept as it was, the newest spans, oldest first', async () => {
    const path = join(freshFolder(), 'console.db')
    const store = await freshStore(path)
    const spans = [span(1, 2), span(30, 40, null), { ...span(20, 25), kind: 'off' as const, to: { wallMs: 25, boot: 'c', sinceBootMs: 1 } }]
    for (const one of spans) store.presence.addSpan(one)
    const again = await reopened(store, path)
    expect(again.presence.spans(9)).toEqual(spans)
    expect(again.presence.spans(2)).toEqual(spans.slice(1))
  })

  it('remembers the last pulse', async () => {
    const path = join(freshFolder(), 'console.db')
    const store = await freshStore(path)
    expect(store.presence.lastPulse()).toBeNull()
    const pulse = { at: at(10), monotonicMs: 3.25, online: true }
    store.presence.keepPulse({ ...pulse, monotonicMs: 1 })
    store.presence.keepPulse(pulse)
    expect((await reopened(store, path)).presence.lastPulse()).toEqual(pulse)
  })
})
