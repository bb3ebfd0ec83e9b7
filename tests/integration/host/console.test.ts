import { describe, expect, it } from 'vitest'
import type { Io } from '../../../src/core/io'
import { targetFor } from '../../../src/core/targets'
import { jobs } from '../../../src/core/schedule'
import { systemClock } from '../../../src/host/io/clock'
import { Scheduler } from '../../../src/host/scheduler'
import { fault, type FaultCode } from '../../../src/shared/faults'
import type { Snapshot } from '../../../src/shared/model'
import { err, ok, type Result } from '../../../src/shared/result'
import type { Check } from '../../../src/shared/settings'
import { gate, until } from '../support'
import { connected, consoleIn } from './console-parts'

const refusal = (code: FaultCode) => async () => err(fault(code, `it says ${code}`, 'do something'))

describe('GET /api/system-health’s question', () => {
  it('asked by many at once is one run; young results are given again, older ones are looked at anew', async () => {
    let asked = 0
    let measured = 0
    const { opened, open } = gate()
    const { console, clock, lines } = await consoleIn((world) => ({
      stripe: { balance: async () => { asked++; await opened; return ok({ livemode: false }) } },
      filesystems: () => { measured++; return world.filesystems() },
    }))
    const answers = Promise.all([console.health(), console.health(), console.health()])
    open()
    const [first, second] = await answers
    expect(first).toEqual(second)
    expect(first.components).toEqual({ notion: true, drive: true, stripe: true, scheduler_tick: true, disk_ok: true })
    expect(Object.keys(first.components)).toEqual(['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok'])
    expect({ asked, measured }).toEqual({ asked: 1, measured: 1 })
    expect(lines, 'one run, one line').toHaveLength(1)

    clock.advance(14_999)
    await console.health()
    expect({ asked, measured }).toEqual({ asked: 1, measured: 1 })
    clock.advance(1)
    await console.health()
    expect({ asked, measured }).toEqual({ asked: 1, measured: 2 })
    clock.advance(45_000)
    await console.health()
    expect({ asked, measured }).toEqual({ asked: 2, measured: 3 })
    expect(lines).toHaveLength(3)
  })

  it('doesn’t wear out a refused credential, nor ask before a wait is over; the button always asks', async () => {
    const asked = { stripe: 0, notion: 0 }
    const { console, clock } = await consoleIn(() => ({
      stripe: { balance: async () => { asked.stripe++; return err(fault('auth_invalid', 'refused', null)) } },
      notion: {
        me: async () => { asked.notion++; return err(fault('rate_limited', 'wait', null, 600_000)) },
        dataSource: async () => ok({ title: '' }),
      },
    }))
    await console.health()
    clock.advance(300_000)
    const report = await console.health()
    expect(asked).toEqual({ stripe: 1, notion: 1 })
    expect(report.components).toMatchObject({ stripe: false, notion: false })
    clock.advance(300_000)
    await console.health()
    expect(asked).toEqual({ stripe: 1, notion: 2 })
    await console.look({ reason: 'button' })
    expect(asked).toEqual({ stripe: 2, notion: 3 })
  })

  it('joins a run under way instead of beginning another', async () => {
    let asked = 0
    const { opened, open } = gate()
    const { console } = await consoleIn(() => ({ stripe: { balance: async () => { asked++; await opened; return ok({ livemode: false }) } } }))
    const run = console.look({ reason: 'schedule', targets: ['stripe'] })
    const health = console.health()
    open()
    expect((await health).components['stripe']).toBe(true)
    await run
    expect(asked).toBe(1)
  })

  it('waits for the verdict on a look it joined, too', async () => {
    const { opened, open } = gate()
    const broken = async () => { await opened; return err(fault('transport', 'it broke', null, 60_000)) }
    const { console } = await consoleIn(() => ({ stripe: { balance: broken } }))
    const run = console.look({ reason: 'schedule', targets: ['stripe', 'notion'] })
    const health = console.health()
    open()
    expect((await health).components).toMatchObject({ stripe: false, notion: true })
    await run
  })
})

describe('a run', () => {
  it('shows each result as it comes: a hung provider delays no other row', async () => {
    const { opened, open } = gate()
    const { console, snapshots } = await consoleIn(() => ({ notion: { me: async () => { await opened; return ok({ name: 'bot', workspace: null }) }, dataSource: async () => ok({ title: '' }) } }))
    const run = console.look({ reason: 'button' })
    const during = await until(() => snapshots.find(({ run: now }) => now?.targets['stripe'] === 'done'), 'stripe’s row')
    expect(during.run).toMatchObject({ reason: 'button', targets: { notion: 'looking', stripe: 'done' } })
    expect(during.components.map(({ target, status }) => [target, status])).toEqual(
      expect.arrayContaining([['notion', 'unknown'], ['stripe', 'ok'], ['drive', 'ok'], ['disk_ok', 'ok'], ['scheduler_tick', 'ok']]),
    )
    open()
    await run
    const after = await until(() => snapshots.find(({ run: now, components }) => now === null && components[0]!.status === 'ok'), 'the run’s end')
    expect(after.overall).toBe('ok')
    // A picture handed out earlier tells what was then.
    expect(during.run?.targets['notion']).toBe('looking')
  })

  it('that hangs for good ends at its deadline', async () => {
    const { console } = await consoleIn(() => ({ notion: { me: () => new Promise(() => {}), dataSource: () => new Promise(() => {}) } }), { clock: systemClock })
    await console.look({ reason: 'button' })
    expect(console.report().components).toMatchObject({ notion: false, stripe: true })
    expect(console.report().issues).toMatchObject([{ component: 'notion', code: 'transport', message: 'Notion gave no complete answer within 1 s.' }])
  })

  it('by schedule is quiet', async () => {
    const { console, snapshots } = await consoleIn()
    await console.look({ reason: 'schedule' })
    await until(() => snapshots.at(-1)?.overall === 'ok', 'the result')
    expect(snapshots.every(({ run }) => run === null)).toBe(true)
  })

  it('in which every remote look breaks is offline: unknown, one reason, nobody blamed', async () => {
    const { console, batches, store } = await consoleIn(() => ({
      notion: { me: refusal('transport'), dataSource: refusal('transport') }, drive: { about: refusal('offline') }, stripe: { balance: refusal('transport') },
    }))
    await console.look({ reason: 'button' })
    await console.look({ reason: 'button' })
    const { components, incidents, overall } = console.snapshot()
    expect(components.slice(0, 3).map(({ status, code, message }) => ({ status, code, message }))).toEqual(
      Array.from({ length: 3 }, () => ({ status: 'unknown', code: 'offline', message: 'This computer is offline.' })),
    )
    expect({ incidents, batches, overall }).toEqual({ incidents: [], batches: [], overall: 'ok' })
    // Both looks are of one moment of this clock.
    expect(store.samples.newest('stripe', 9).map(({ status, code }) => ({ status, code }))).toEqual([{ status: 'unknown', code: 'offline' }])
    expect(console.report().ok).toBe(true)
  })

  it('in which one connection breaks among good ones blames that provider', async () => {
    const { console } = await consoleIn(() => ({ stripe: { balance: refusal('transport') } }))
    await console.look({ reason: 'button' })
    expect(console.report().components).toMatchObject({ stripe: false, notion: true, drive: true })
    expect(console.snapshot().components.find(({ target }) => target === 'stripe')?.status).toBe('warning')
  })

  it('publishes what follows as one batch at its end', async () => {
    const { console, batches, store } = await consoleIn(() => ({ notion: { me: refusal('auth_invalid'), dataSource: refusal('auth_invalid') }, stripe: { balance: refusal('permission_missing') } }))
    await console.look({ reason: 'button' })
    expect(batches.map((batch) => batch.map(({ type, incident }) => `${type} ${incident.target}`).toSorted())).toEqual([['opened notion', 'opened stripe']])
    expect(store.incidents.open().map(({ target }) => target).toSorted()).toEqual(['notion', 'stripe'])
    await console.look({ reason: 'button' })
    expect(batches, 'an edge is told once').toHaveLength(1)
  })

  it('leaves one line, and a sample of each target that isn’t off', async () => {
    const { console, lines, store, clock } = await consoleIn()
    await console.look({ reason: 'button' })
    expect(lines).toEqual([
      {
        ts: new Date(clock.now()).toISOString(), ok: true, status: 'ok', reason: 'button', issues: [],
        components: { notion: true, drive: true, stripe: true, scheduler_tick: true, disk_ok: true },
        latency_ms: { notion: 0, drive: 0, stripe: 0, scheduler_tick: 0, disk_ok: 0 },
      },
    ])
    expect(store.samples.newest('disk_ok', 9)).toMatchObject([{ status: 'ok', value: expect.closeTo(42.1, 1) }])
  })

  it('goes on from memory when the history can’t be written', async () => {
    const { console, bugs, store } = await consoleIn()
    store.close()
    await console.look({ reason: 'button' })
    expect(console.report().components).toMatchObject({ stripe: true, disk_ok: true })
    expect(bugs.length).toBeGreaterThan(0)
    expect(bugs.every((bug) => bug.startsWith('history: '))).toBe(true)
  })

  it('still under way when the console stops ends unheard', async () => {
    const { opened, open } = gate()
    const { console, lines, batches, bugs, store } = await consoleIn(() => ({ stripe: { balance: async () => { await opened; return err(fault('auth_invalid', 'no', null)) } } }))
    const run = console.look({ reason: 'start' })
    console.stop()
    store.close()
    open()
    await run
    expect({ lines, batches, bugs }).toEqual({ lines: [], batches: [], bugs: [] })
  })
})

describe('pictures', () => {
  it('of a burst are few, and the last one is never lost', async () => {
    const { console, snapshots } = await consoleIn()
    for (let i = 1; i <= 500; i++) console.setNote('n', { severity: 'info', message: `note ${i}`, hint: null, action: null })
    await until(() => snapshots.at(-1)?.notes[0]?.message === 'note 500', 'the last picture')
    expect(snapshots).toHaveLength(2)
  })

  it('that can’t be made are a reported bug, and no end of the console', async () => {
    const { console, store, clock, bugs, snapshots } = await consoleIn()
    const scheduler = new Scheduler({ jobs, work: {}, store, clock, onChange: () => {}, onBug: () => {} })
    console.start(scheduler)
    store.close()
    console.setNote('n', { severity: 'info', message: 'a note', hint: null, action: null })
    await until(() => bugs.some((bug) => bug.startsWith('snapshot: ')), 'the report')
    const before = snapshots.length
    console.stop()
    console.setNote('n', null)
    expect(snapshots).toHaveLength(before)
  })

  it('take a note back', async () => {
    const { console } = await consoleIn()
    console.setNote('n', { severity: 'info', message: 'a note', hint: null, action: null })
    console.setNote('n', null)
    expect(console.snapshot().notes).toEqual([])
  })
})

it('a trial look with another credential changes nothing', async () => {
  const asked: string[] = []
  const { console, store, lines, settings } = await consoleIn(() => ({ stripe: { balance: async (key) => { asked.push(key); return err(fault('auth_invalid', 'no', null)) } } }))
  const sample = await console.tryOut(targetFor('stripe', settings)!, () => 'rk_test_pasted')
  expect(sample).toMatchObject({ status: 'fail', code: 'auth_invalid' })
  expect({ asked, lines, samples: store.samples.newest('stripe', 9), seen: console.snapshot().components[2]!.checkedAt }).toEqual({ asked: ['rk_test_pasted'], lines: [], samples: [], seen: null })
})

describe('a run’s time', () => {
  const passed = (ms: number) => new Promise<string>((done) => setTimeout(() => done(`${ms} ms`), ms))

  it('is that of its slowest target: when that one has answered, the run is over', async () => {
    const { opened, open } = gate()
    const { console } = await consoleIn(() => ({ notion: { me: async () => { await opened; return ok({ name: 'bot', workspace: null }) }, dataSource: async () => ok({ title: '' }) } }))
    const run = console.look({ reason: 'button' }).then(() => 'the run')
    await until(() => console.snapshot().run?.targets['stripe'] === 'done', 'the others')
    open()
    expect(await Promise.race([run, passed(50)])).toBe('the run')
  })

  const silence = () => new Promise<never>(() => {})
  it.each<[string, Partial<Io>]>([
    ['notion', { notion: { me: silence, dataSource: silence } }],
    ['drive', { drive: { about: silence } }],
    ['stripe', { stripe: { balance: silence } }],
    ['disk_ok', { filesystems: silence }],
    ['scheduler_tick', { heartbeats: silence }],
    ['all', { notion: { me: silence, dataSource: silence }, drive: { about: silence }, stripe: { balance: silence }, filesystems: silence, heartbeats: silence }],
  ])('is never more than the deadline and half a second, with %s hanging', async (_name, world) => {
    const { console } = await consoleIn(() => world, { clock: systemClock })
    const run = console.look({ reason: 'button' }).then(() => 'the run')
    expect(await Promise.race([run, passed(1500)])).toBe('the run')
  })
})

describe('what is looked at', () => {
  const check = (id: string, extra: Partial<Check> = {}): Check => ({ id, kind: 'tcp', title: `Port of ${id}`, enabled: true, everySeconds: null, watchValue: false, settings: { host: 'db.example.com', port: 5432 }, ...extra })
  const withChecks = (...list: Check[]) => ({ ...connected, checks: { list } })
  const row = (console: { snapshot(): Snapshot }, id: string) => console.snapshot().components.find(({ target }) => target === id)

  it('follows the settings: what is added is looked at at once, what is removed is gone', async () => {
    const { console, changeSettings, store } = await consoleIn()
    await console.look({ reason: 'button' })
    changeSettings(withChecks(check('db'), check('cache', { settings: { host: 'cache.example.com', port: 6379 } })))
    await until(() => row(console, 'db')?.status === 'ok' && row(console, 'cache')?.status === 'ok', 'the first looks')
    expect(console.report().components).toEqual({ notion: true, drive: true, stripe: true, scheduler_tick: true, disk_ok: true, db: true, cache: true })
    changeSettings(withChecks(check('cache', { settings: { host: 'cache.example.com', port: 6379 } })))
    expect(Object.keys(console.report().components)).toEqual(['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok', 'cache'])
    expect(store.known.components().map(({ target }) => target)).not.toContain('db')
  })

  it('ends the incidents of what isn’t looked at any more', async () => {
    const refuse = async () => err(fault('transport', 'The connection broke.', null))
    const { console, changeSettings, batches, store } = await consoleIn(() => ({ connect: refuse }), { settings: withChecks(check('db')) })
    await console.look({ reason: 'button' })
    await console.look({ reason: 'button' })
    expect(store.incidents.open()).toMatchObject([{ target: 'db', title: 'Port of db: no complete answer came back' }])
    changeSettings(withChecks())
    expect(store.incidents.open()).toEqual([])
    expect(batches.at(-1)).toMatchObject([{ type: 'resolved', incident: { target: 'db' } }])
    expect(console.snapshot().overall).toBe('ok')
  })

  it('begins anew where a check looks at something else, and not where it is only renamed', async () => {
    let open = false
    const connect = async ({ host }: { host: string }) => (open || host !== 'db.example.com' ? ok(undefined) : err(fault('transport', 'The connection broke.', null)))
    const { console, changeSettings } = await consoleIn(() => ({ connect }), { settings: withChecks(check('db')) })
    await console.look({ reason: 'button' })
    await console.look({ reason: 'button' })
    expect(row(console, 'db')?.status).toBe('fail')
    changeSettings(withChecks(check('db', { title: 'Renamed' })))
    expect(row(console, 'db')).toMatchObject({ title: 'Renamed', status: 'fail' })
    changeSettings(withChecks(check('db', { settings: { host: 'db2.example.com', port: 5432 } })))
    await until(() => row(console, 'db')?.status === 'ok', 'the first look at another host')
    open = true
  })

  it('switched off is off, and neither fails nor counts', async () => {
    const { console } = await consoleIn(() => ({ connect: async () => err(fault('transport', 'no', null)) }), { settings: withChecks(check('db', { enabled: false })) })
    await console.look({ reason: 'button' })
    expect(row(console, 'db')).toMatchObject({ status: 'off', message: 'Switched off.' })
    expect(console.report().components['db']).toBeNull()
  })
})

describe('a provider’s rate limit', () => {
  const counting = (answer: () => Promise<Result<{ livemode: boolean }>>) => {
    const asked: string[] = []
    return { asked, world: () => ({ stripe: { balance: (key: string) => { asked.push(key); return answer() } } }) }
  }
  const fine = async () => ok({ livemode: false })
  const refused = async () => err(fault('auth_invalid', 'refused', null))
  const limited = async () => err(fault('rate_limited', 'wait', null, 600_000))

  it('is not worn out by starting again and again', async () => {
    const { asked, world } = counting(fine)
    const first = await consoleIn(world)
    await first.console.look({ reason: 'start', gently: true })
    first.clock.advance(30_000)
    const second = await consoleIn(world, { store: first.store, clock: first.clock })
    await second.console.look({ reason: 'start', gently: true })
    expect(asked).toHaveLength(1)
    expect(second.console.report().components['stripe'], 'what was found then is shown').toBe(true)
    first.clock.advance(30_000)
    await second.console.look({ reason: 'start', gently: true })
    expect(asked).toHaveLength(2)
  })

  it.each<[string, () => Promise<Result<{ livemode: boolean }>>, number, string, number]>([
    ['a refused credential is not tried again', refused, 86_400_000, 'rk_test_x', 1],
    ['another credential is, at once', refused, 1000, 'rk_test_y', 2],
    ['a wait asked for is kept', limited, 599_000, 'rk_test_x', 1],
    ['and is over when it is over', limited, 600_000, 'rk_test_x', 2],
  ])('after a restart, %s', async (_name, answer, laterMs, key, times) => {
    const { asked, world } = counting(answer)
    const first = await consoleIn(world)
    await first.console.look({ reason: 'start', gently: true })
    first.clock.advance(laterMs)
    const second = await consoleIn(world, { store: first.store, clock: first.clock, env: { NOTION_TOKEN: 'ntn_x', STRIPE_API_KEY: key } })
    await second.console.look({ reason: 'start', gently: true })
    expect(asked).toHaveLength(times)
  })

  it('is not a person’s concern: the button asks', async () => {
    const { asked, world } = counting(limited)
    const { console } = await consoleIn(world)
    await console.look({ reason: 'button' })
    await console.look({ reason: 'button' })
    expect(asked).toHaveLength(2)
  })

  it('is kept on wake and by the daily run as well', async () => {
    const { asked, world } = counting(fine)
    const { console, clock } = await consoleIn(world)
    await console.look({ reason: 'schedule', gently: true })
    clock.advance(59_000)
    await console.look({ reason: 'schedule', gently: true })
    expect(asked).toHaveLength(1)
  })
})

describe('Notion’s Finance data source', () => {
  const asked = { me: 0, source: 0 }
  const world = () => ({
    notion: {
      me: async () => { asked.me++; return ok({ name: 'bot', workspace: 'Home' }) },
      dataSource: async () => { asked.source++; return ok({ title: 'Finance' }) },
    },
  })

  it('costs a second call a day, and whenever a person asks', async () => {
    const { console, clock } = await consoleIn(world, { settings: { ...connected, notion: { enabled: true, financeDataSource: 'abc', financeColumns: null } } })
    for (let i = 0; i < 10; i++) {
      await console.look({ reason: 'schedule', gently: true })
      clock.advance(300_000)
    }
    expect(asked).toEqual({ me: 10, source: 1 })
    expect(console.snapshot().components[0]).toMatchObject({ status: 'ok', detail: { financeDataSource: 'Finance', workspace: 'Home' } })
    await console.look({ reason: 'button' })
    expect(asked).toEqual({ me: 11, source: 2 })
    clock.advance(86_400_000)
    await console.look({ reason: 'schedule', gently: true })
    expect(asked).toEqual({ me: 12, source: 3 })
  })
})

it('one note says that this network hides everyone', async () => {
  const page = async () => err({ ...fault('bad_payload', 'a page'), way: 'page' as const })
  const { console } = await consoleIn(() => ({ notion: { me: page, dataSource: page }, drive: { about: page }, stripe: { balance: page } }))
  await console.look({ reason: 'button' })
  const { notes, components, incidents } = console.snapshot()
  expect(notes).toMatchObject([{ id: 'network', severity: 'warning', message: expect.stringMatching(/wants a sign-in\. 3 components can’t be judged meanwhile\./) }])
  expect(components.slice(0, 3).map(({ status, code }) => `${status} ${code}`)).toEqual(Array.from({ length: 3 }, () => 'unknown network_blocked'))
  expect(incidents).toEqual([])
})
