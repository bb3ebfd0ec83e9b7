import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { defineChannel, type Channel, type Message, type Receipt } from '../../../src/core/plugin'
import { systemClock } from '../../../src/host/io/clock'
import { waitAfter } from '../../../src/host/lane'
import { Outbox } from '../../../src/host/outbox'
import { openDriver } from '../../../src/host/store/driver'
import { Store } from '../../../src/host/store/store'
import { fault, type Fault } from '../../../src/shared/faults'
import { err, ok, type Result } from '../../../src/shared/result'
import type { ChannelPace } from '../../../src/core/parcels'
import { channelIo } from '../../fixtures/channel-io'
import { freshFolder, gate, handClock, settingsWith, until } from '../support'

const message = (title: string, extra: Partial<Message> = {}): Message => ({ kind: 'alert', title, body: '', severity: 'fail', incident: null, about: [], ...extra })
const told = (identity: string) => ({ identity, alertedAt: null, alertedSeverity: null, brokeThrough: false, open: null, changes: 0 })
const delivered = async (): Promise<Result<Receipt>> => ok({ id: 'receipt' })

interface Lane {
  id: string
  send(message: Message, attempt: number, earlier: string | null): Promise<Result<Receipt, Fault>>
  wanted?: () => boolean
  address?: () => string
  pace?: ChannelPace
  refusalEnds?: 'restart'
}

async function outboxWith(lanes: Lane[], { clock = handClock() as typeof systemClock, path = join(freshFolder(), 'console.db') } = {}) {
  const { store } = await Store.open(path, 1000)
  const lines: Record<string, unknown>[] = []
  const bugs: string[] = []
  const tried: string[] = []
  const refusals: string[] = []
  const channels = lanes.map(({ id, send, wanted = () => true, address = () => id, pace, refusalEnds }): Channel => defineChannel({
    id, title: id, wanted, address, ...(pace ? { pace } : {}), ...(refusalEnds ? { refusalEnds } : {}),
    send: (sent, _settings, _io, { earlier }) => {
      tried.push(`${id} ${sent.title}`)
      return send(sent, tried.filter((entry) => entry === `${id} ${sent.title}`).length, earlier)
    },
  }))
  const outbox = new Outbox({
    store, channels, clock, settings: () => settingsWith(),
    io: channelIo(),
    log: (line) => lines.push(line), onRefusal: (channel, refusal) => refusals.push(`${channel.id}: ${refusal?.message ?? 'works again'}`), onBug: (where, error) => bugs.push(`${where}: ${String(error)}`),
  })
  onTestFinished(async () => {
    await outbox.close()
    try {
      store.close()
    } catch {
      // The test has closed it.
    }
  })
  const states = () => store.outbox.newest(99).toReversed().map(({ message: { title }, state, attempts, receipt, problem }) => ({ title, state, attempts, receipt, problem }))
  return { outbox, store, lines, bugs, tried, refusals, states, path }
}

describe('a message', () => {
  it('is durable before it is tried', async () => {
    const path = join(freshFolder(), 'console.db')
    let seen: unknown = null
    const { outbox, states } = await outboxWith([{ id: 'telegram', send: async () => {
      // Another connection sees only what is committed.
      const other = await openDriver(path)
      seen = other.prepare('SELECT state, attempts FROM outbox').all().map((row) => ({ ...row }))
      other.close()
      return delivered()
    } }], { path })
    outbox.post(message('one'))
    await until(() => states()[0]?.state === 'delivered', 'the delivery')
    expect(seen).toEqual([{ state: 'waiting', attempts: 0 }])
    expect(states()).toEqual([{ title: 'one', state: 'delivered', attempts: 1, receipt: 'receipt', problem: null }])
  })

  it('is kept together with what says that it was told, or not at all', async () => {
    const { outbox, store } = await outboxWith([{ id: 'telegram', send: delivered }])
    expect(() => outbox.post(message('one'), () => { store.outbox.setTold(told('a')); throw new Error('no room') })).toThrow('no room')
    expect({ outbox: store.outbox.newest(9), told: [...store.outbox.told().keys()] }).toEqual({ outbox: [], told: [] })
    outbox.post(message('two'), () => store.outbox.setTold(told('a')))
    expect({ outbox: store.outbox.newest(9).length, told: [...store.outbox.told().keys()] }).toEqual({ outbox: 1, told: ['a'] })
  })

  it('goes to wanted channels only', async () => {
    const { outbox, store } = await outboxWith([{ id: 'telegram', send: delivered }, { id: 'mail', send: delivered, wanted: () => false }])
    outbox.post(message('one'))
    expect(store.outbox.newest(9).map(({ channel }) => channel)).toEqual(['telegram'])
  })

  it('refused for good is marked so, with the reason, and never tried again', async () => {
    const { outbox, states, lines, tried } = await outboxWith([{ id: 'telegram', send: async (sent) => (sent.title === 'one' ? err(fault('request_invalid', 'It is too long.', null)) : delivered()) }])
    outbox.post(message('one'))
    outbox.post(message('two'))
    await until(() => states()[1]?.state === 'delivered', 'the next message')
    expect(states()[0]).toEqual({ title: 'one', state: 'refused', attempts: 1, receipt: null, problem: 'It is too long.' })
    outbox.wake()
    expect(tried).toEqual(['telegram one', 'telegram two'])
    expect(lines.map(({ channel, id, outcome, code }) => ({ channel, id, outcome, code }))).toEqual([
      { channel: 'telegram', id: 1, outcome: 'refused', code: 'request_invalid' },
      { channel: 'telegram', id: 2, outcome: 'delivered', code: undefined },
    ])
  })

  it.each<Fault>([
    { ...fault('transport', 'The certificate of a sign-in page.', null), retry: 'no' },
    { ...fault('network_blocked', 'This network blocks it.', null), retry: 'no' },
    fault('clock_skew', 'This computer’s clock is wrong.', null),
  ])('is kept where what failed was the way, even if trying again alone doesn’t mend it: $code', async (error) => {
    const clock = handClock()
    let open = false
    const { outbox, states } = await outboxWith([{ id: 'telegram', send: async () => (open ? delivered() : err(error)) }], { clock })
    outbox.post(message('one'))
    await until(() => states()[0]?.attempts === 1, 'the first try')
    expect(states()[0]).toMatchObject({ state: 'waiting', problem: error.message })
    open = true
    clock.advance(600_000)
    outbox.wake()
    await until(() => states()[0]?.state === 'delivered', 'the delivery')
  })

  it('has a name that is the same at each try, and of what is sent with it another', async () => {
    const clock = handClock()
    const keys: string[] = []
    const busy = err(fault('server_error', 'Later.', null, 1000))
    const channel = defineChannel({ id: 'hook', title: 'hook', wanted: () => true, address: () => '', send: async (_message, _settings, _io, { key }) => (keys.push(key) < 4 ? busy : delivered()) })
    const { store } = await Store.open(join(freshFolder(), 'console.db'), 1000)
    store.setMeta('install_id', 'this-one')
    const outbox = new Outbox({ store, channels: [channel], io: channelIo(), clock, settings: () => settingsWith(), log: () => {}, onBug: () => {}, onRefusal: () => {} })
    const about = (type: 'opened' | 'resolved') => ({ about: [{ incident: 'x', type }] })
    const tries = async (count: number) => {
      await until(() => keys.length === count, `try ${count}`)
      await until(() => store.outbox.waiting('hook').length === 0 || store.outbox.waiting('hook')[0]!.attempts === count, `the mark of try ${count}`)
      clock.advance(1000)
    }
    outbox.post(message('it began', about('opened')))
    await tries(1)
    outbox.wake()
    await tries(2)
    outbox.post(message('it ended', about('resolved')))
    await tries(3)
    outbox.wake()
    await tries(4)
    await outbox.close()
    store.close()
    expect(keys).toEqual(['this-one-1', 'this-one-1', 'this-one-1-2.2', 'this-one-1-2.2'])
  })

  it('postponed comes when the other side said, not before', async () => {
    const clock = handClock()
    const { outbox, states, tried, store } = await outboxWith([{ id: 'telegram', send: async (_sent, attempt) => (attempt === 1 ? err(fault('rate_limited', 'Wait 35 s.', null, 35_000)) : delivered()) }], { clock })
    outbox.post(message('one'))
    await until(() => states()[0]?.attempts === 1, 'the first try')
    expect(store.outbox.waiting('telegram')[0]).toMatchObject({ notBefore: clock.now() + 35_000, problem: 'Wait 35 s.' })
    clock.advance(34_999)
    outbox.wake()
    expect(tried).toHaveLength(1)
    clock.advance(1)
    outbox.wake()
    await until(() => states()[0]?.state === 'delivered', 'the delivery')
    expect(tried).toHaveLength(2)
  })

  it('postponed comes by itself', async () => {
    const { outbox, states } = await outboxWith([{ id: 'telegram', send: async (_sent, attempt) => (attempt < 3 ? err(fault('rate_limited', 'Wait.', null, 5)) : delivered()) }], { clock: systemClock })
    outbox.post(message('one'))
    await until(() => states()[0]?.state === 'delivered', 'the delivery')
    expect(states()[0]?.attempts).toBe(3)
  })

  it('isn’t put off for ever by a clock that was set back', async () => {
    const clock = handClock()
    const { outbox, store, states } = await outboxWith([{ id: 'telegram', send: delivered }], { clock })
    store.outbox.enqueue('telegram', message('one'), clock.now())
    store.outbox.postpone(1, clock.now() + 86_400_000, 2000, 'put off by two seconds, when the clock was a day ahead')
    outbox.wake()
    expect(states()[0]?.state).toBe('waiting')
    clock.advance(86_400_000 - 2000 + 2000)
    outbox.wake()
    await until(() => states()[0]?.state === 'delivered', 'the delivery')
  })

  it('survives a channel that breaks: reported as a bug, and tried again', async () => {
    const clock = handClock()
    const { outbox, states, bugs } = await outboxWith([{ id: 'telegram', send: async (_sent, attempt) => { if (attempt === 1) throw new TypeError('a bug'); return delivered() } }], { clock })
    outbox.post(message('one'))
    await until(() => states()[0]?.attempts === 1, 'the first try')
    expect(bugs).toEqual(['channel telegram: TypeError: a bug'])
    expect(states()[0]).toMatchObject({ state: 'waiting', problem: 'Something broke inside the console.' })
    clock.advance(3_600_000)
    outbox.wake()
    await until(() => states()[0]?.state === 'delivered', 'the delivery')
  })

  it('left by an earlier process is sent by the next, in order', async () => {
    const first = await outboxWith([{ id: 'telegram', send: () => new Promise(() => {}) }])
    for (const title of ['one', 'two', 'three']) first.store.outbox.enqueue('telegram', message(title), handClock().now())
    first.store.close()
    const next = await outboxWith([{ id: 'telegram', send: delivered }], { path: first.path })
    next.outbox.wake()
    await until(() => next.states().every(({ state }) => state === 'delivered'), 'all three')
    expect(next.tried).toEqual(['telegram one', 'telegram two', 'telegram three'])
  })

  it('posted while its lane is about to rest is sent all the same', async () => {
    const { outbox, states, store } = await outboxWith([{ id: 'telegram', send: delivered }])
    outbox.post(message('one'))
    // Between the lane's last look and its rest lie only microtasks: one is posted in each of them.
    for (let i = 0; i < 40; i++) {
      await Promise.resolve()
      if (store.outbox.waiting('telegram').length === 0) outbox.post(message(`more ${i}`))
    }
    await until(() => states().every(({ state }) => state === 'delivered'), 'all of them')
  })
})

describe('a channel refused for good', () => {
  const gone = err(fault('target_gone', 'The bot was blocked.', 'Write to the bot once.'))

  it('rests, says so once, and keeps what is meant for it', async () => {
    const { outbox, states, refusals, tried, store, lines } = await outboxWith([{ id: 'telegram', send: async () => gone }])
    for (const title of ['one', 'two', 'three']) outbox.post(message(title))
    await until(() => refusals.length > 0, 'the refusal')
    outbox.wake()
    expect({ tried, refusals }).toEqual({ tried: ['telegram one'], refusals: ['telegram: The bot was blocked.'] })
    expect(states().map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
    expect(store.outbox.refusal('telegram')).toMatchObject({ code: 'target_gone', hint: 'Write to the bot once.' })
    expect(lines).toMatchObject([{ outcome: 'channel_refused', code: 'target_gone' }])
  })

  it('is tried again when it is set up otherwise, also after a restart, and then sends everything', async () => {
    let chat = 'old'
    const lane: Lane = { id: 'telegram', address: () => chat, send: async () => (chat === 'old' ? gone : delivered()) }
    const first = await outboxWith([lane])
    for (const title of ['one', 'two']) first.outbox.post(message(title))
    await until(() => first.refusals.length > 0, 'the refusal')
    await first.outbox.close()
    first.store.close()
    const next = await outboxWith([lane], { path: first.path })
    next.outbox.wake()
    expect(next.tried).toEqual([])
    chat = 'new'
    next.outbox.wake()
    await until(() => next.states().every(({ state }) => state === 'delivered'), 'both')
    expect(next.refusals).toEqual(['telegram: works again'])
  })

  it('works again when a test gets through', async () => {
    let blocked = true
    const { outbox, states, refusals } = await outboxWith([{ id: 'telegram', send: async () => (blocked ? gone : delivered()) }])
    outbox.post(message('one'))
    await until(() => refusals.length > 0, 'the refusal')
    expect(await outbox.test('telegram')).toMatchObject({ ok: false, error: { code: 'target_gone' } })
    blocked = false
    expect(await outbox.test('telegram')).toMatchObject({ ok: true })
    await until(() => states()[0]?.state === 'delivered', 'what had waited')
    expect(refusals).toEqual(['telegram: The bot was blocked.', 'telegram: works again'])
    expect(await outbox.test('pigeon')).toMatchObject({ ok: false, error: { code: 'invalid_input', hint: 'Channels: telegram.' } })
  })

  it('is none any more once the user switches it off', async () => {
    let wanted = true
    const { outbox, states, refusals, store } = await outboxWith([{ id: 'telegram', send: async () => gone, wanted: () => wanted }])
    outbox.post(message('one'))
    await until(() => refusals.length > 0, 'the refusal')
    wanted = false
    outbox.wake()
    await until(() => states()[0]?.state === 'refused', 'the mark')
    expect({ refusals, kept: store.outbox.refusal('telegram') }).toEqual({ refusals: ['telegram: The bot was blocked.', 'telegram: works again'], kept: null })
  })

  it('until the next start takes what waits at the next start', async () => {
    let daemon = false
    const lane: Lane = { id: 'os', refusalEnds: 'restart', send: async () => (daemon ? delivered() : gone) }
    const first = await outboxWith([lane])
    first.outbox.post(message('one'))
    await until(() => first.refusals.length > 0, 'the refusal')
    daemon = true
    first.outbox.post(message('two'))
    first.outbox.wake()
    expect(first.tried).toEqual(['os one'])
    await first.outbox.close()
    first.store.close()
    const next = await outboxWith([lane], { path: first.path })
    next.outbox.wake()
    await until(() => next.states().every(({ state }) => state === 'delivered'), 'both')
    expect(next.refusals).toEqual(['os: works again'])
    // A desktop would show one after the other.
    expect(next.tried).toEqual(['os 2 alerts came while nothing could be sent here'])
  })

  it('that the user switched off drops what waited, visibly', async () => {
    const { outbox, states, store } = await outboxWith([{ id: 'telegram', send: delivered, wanted: () => false }])
    store.outbox.enqueue('telegram', message('one'), 1)
    outbox.wake()
    await until(() => states()[0]?.state === 'refused', 'the mark')
    expect(states()[0]).toMatchObject({ problem: 'The channel was switched off.' })
  })
})

describe('what belongs together', () => {
  const about = (incident: string, type: 'opened' | 'resolved') => ({ about: [{ incident, type }] })

  it('an end knows the receipt of its beginning', async () => {
    const seen: (string | null)[] = []
    let next = 0
    const { outbox, states } = await outboxWith([{ id: 'telegram', send: async (_sent, _attempt, earlier) => { seen.push(earlier); return ok({ id: `m${++next}` }) } }])
    outbox.post(message('begins', about('a', 'opened')))
    await until(() => states()[0]?.state === 'delivered', 'the beginning')
    outbox.post(message('another begins', about('b', 'opened')))
    outbox.post(message('ends', about('a', 'resolved')))
    await until(() => states().every(({ state }) => state === 'delivered'), 'all')
    expect(seen).toEqual([null, null, 'm1'])
  })

  it('a beginning and its end that both waited are one message', async () => {
    let open = false
    const clock = handClock()
    const { outbox, states, tried } = await outboxWith([{ id: 'telegram', send: async () => (open ? delivered() : err(fault('transport', 'It broke.', null))) }], { clock })
    outbox.post(message('begins', about('a', 'opened')))
    await until(() => states()[0]?.attempts === 1, 'the first try')
    outbox.post(message('ends', about('a', 'resolved')))
    open = true
    clock.advance(600_000)
    outbox.wake()
    await until(() => states().every(({ state }) => state === 'delivered'), 'the one message')
    expect(tried).toEqual(['telegram begins', 'telegram ends'])
    expect(states().map(({ receipt }) => receipt)).toEqual(['receipt', 'receipt'])
  })

  it('a lane keeps the pace of its channel', async () => {
    const clock = handClock()
    const { outbox, states, tried } = await outboxWith([{ id: 'telegram', send: delivered, pace: { everyMs: 1000, perMinute: 3 } }], { clock })
    for (let i = 0; i < 5; i++) outbox.post(message(`m${i}`))
    const sent = () => states().filter(({ state }) => state === 'delivered').length
    await until(() => sent() === 1, 'the first')
    for (const [afterMs, count] of [[999, 1], [1, 2], [1000, 3], [1000, 3], [57_999, 3], [1, 4], [1000, 5]] as const) {
      clock.advance(afterMs)
      outbox.wake()
      await until(() => sent() === count, `${count} after ${afterMs} ms more`)
    }
    expect(tried).toEqual(['m0', 'm1', 'm2', 'm3', 'm4'].map((title) => `telegram ${title}`))
  })
})

describe('lanes', () => {
  it('don’t wait for each other, and keep their own order', async () => {
    const { opened, open } = gate()
    const { outbox, store, states } = await outboxWith([
      { id: 'slow', send: async () => { await opened; return delivered() } },
      { id: 'quick', send: delivered },
    ])
    for (const title of ['one', 'two']) outbox.post(message(title))
    await until(() => store.outbox.newest(9).filter(({ channel, state }) => channel === 'quick' && state === 'delivered').length === 2, 'the quick lane')
    expect(store.outbox.newest(9).filter(({ channel }) => channel === 'slow').every(({ state }) => state === 'waiting')).toBe(true)
    open()
    await until(() => states().every(({ state }) => state === 'delivered'), 'the slow lane')
  })

  it('let what is under way finish when closed, and begin nothing new', async () => {
    const { opened, open } = gate()
    const { outbox, states, tried } = await outboxWith([{ id: 'telegram', send: async () => { await opened; return delivered() } }])
    outbox.post(message('one'))
    outbox.post(message('two'))
    const closed = outbox.close()
    open()
    await closed
    expect(states().map(({ state }) => state)).toEqual(['delivered', 'waiting'])
    outbox.wake()
    expect(tried).toEqual(['telegram one'])
  })
})

describe('the wait after a failure', () => {
  const soon = fault('transport', '', null)
  it.each([[0, 2000], [1, 4000], [5, 64_000], [20, 600_000]])('attempt %i: between half of %i ms and all of it', (attempts, longest) => {
    expect(waitAfter(soon, attempts, () => 0)).toBe(longest / 2)
    expect(waitAfter(soon, attempts, () => 1)).toBe(longest)
  })
  it('is what the other side asked for, to the millisecond', () => {
    expect(waitAfter(fault('rate_limited', '', null, 35_000), 9)).toBe(35_000)
  })
})
