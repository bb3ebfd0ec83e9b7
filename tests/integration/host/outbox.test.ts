import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { defineChannel, type Channel, type Message, type Receipt } from '../../../src/core/plugin'
import { systemClock } from '../../../src/host/io/clock'
import { Outbox, waitAfter } from '../../../src/host/outbox'
import { openDriver } from '../../../src/host/store/driver'
import { Store } from '../../../src/host/store/store'
import { fault, type Fault } from '../../../src/shared/faults'
import { err, ok, type Result } from '../../../src/shared/result'
import { freshFolder, gate, handClock, settingsWith, until } from '../support'

const message = (title: string): Message => ({ kind: 'alert', title, body: '', severity: 'fail', incident: null })
const delivered = async (): Promise<Result<Receipt>> => ok({ id: 'receipt' })

interface Lane {
  id: string
  send(message: Message, attempt: number): Promise<Result<Receipt, Fault>>
  wanted?: boolean
}

async function outboxWith(lanes: Lane[], { clock = handClock() as typeof systemClock, path = join(freshFolder(), 'console.db') } = {}) {
  const { store } = await Store.open(path, 1000)
  const lines: Record<string, unknown>[] = []
  const bugs: string[] = []
  const tried: string[] = []
  const channels = lanes.map(({ id, send, wanted = true }): Channel => defineChannel({
    id, title: id, wanted: () => wanted,
    send: (sent) => {
      tried.push(`${id} ${sent.title}`)
      return send(sent, tried.filter((entry) => entry === `${id} ${sent.title}`).length)
    },
  }))
  const outbox = new Outbox({
    store, channels, clock, settings: () => settingsWith(),
    io: { showNotification: null, telegram: { me: async () => ok({ name: '' }), send: delivered }, secret: () => null },
    log: (line) => lines.push(line), onBug: (where, error) => bugs.push(`${where}: ${String(error)}`),
  })
  onTestFinished(async () => {
    await outbox.close()
    try {
      store.close()
    } catch {
      // The test has closed it.
    }
  })
  const states = () => store.outbox(99).toReversed().map(({ message: { title }, state, attempts, receipt, problem }) => ({ title, state, attempts, receipt, problem }))
  return { outbox, store, lines, bugs, tried, states, path }
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
    expect(() => outbox.post(message('one'), () => { store.markTold('a', 1); throw new Error('no room') })).toThrow('no room')
    expect({ outbox: store.outbox(9), told: [...store.lastTold()] }).toEqual({ outbox: [], told: [] })
    outbox.post(message('two'), () => store.markTold('a', 2))
    expect({ outbox: store.outbox(9).length, told: [...store.lastTold()] }).toEqual({ outbox: 1, told: [['a', 2]] })
  })

  it('goes to wanted channels only', async () => {
    const { outbox, store } = await outboxWith([{ id: 'telegram', send: delivered }, { id: 'mail', send: delivered, wanted: false }])
    outbox.post(message('one'))
    expect(store.outbox(9).map(({ channel }) => channel)).toEqual(['telegram'])
  })

  it('refused for good is marked so, with the reason, and never tried again', async () => {
    const { outbox, states, lines, tried } = await outboxWith([{ id: 'telegram', send: async (sent) => (sent.title === 'one' ? err(fault('target_gone', 'The bot was blocked.', null)) : delivered()) }])
    outbox.post(message('one'))
    outbox.post(message('two'))
    await until(() => states()[1]?.state === 'delivered', 'the next message')
    expect(states()[0]).toEqual({ title: 'one', state: 'refused', attempts: 1, receipt: null, problem: 'The bot was blocked.' })
    outbox.wake()
    expect(tried).toEqual(['telegram one', 'telegram two'])
    expect(lines.map(({ channel, id, outcome, code }) => ({ channel, id, outcome, code }))).toEqual([
      { channel: 'telegram', id: 1, outcome: 'refused', code: 'target_gone' },
      { channel: 'telegram', id: 2, outcome: 'delivered', code: undefined },
    ])
  })

  it('postponed comes when the other side said, not before', async () => {
    const clock = handClock()
    const { outbox, states, tried, store } = await outboxWith([{ id: 'telegram', send: async (_sent, attempt) => (attempt === 1 ? err(fault('rate_limited', 'Wait 35 s.', null, 35_000)) : delivered()) }], { clock })
    outbox.post(message('one'))
    await until(() => states()[0]?.attempts === 1, 'the first try')
    expect(store.nextWaiting('telegram')).toMatchObject({ notBefore: clock.now() + 35_000, problem: 'Wait 35 s.' })
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
    store.enqueue('telegram', message('one'), clock.now() + 86_400_000)
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
    for (const title of ['one', 'two', 'three']) first.store.enqueue('telegram', message(title), 1)
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
      if (store.nextWaiting('telegram') === null) outbox.post(message(`more ${i}`))
    }
    await until(() => states().every(({ state }) => state === 'delivered'), 'all of them')
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
    await until(() => store.outbox(9).filter(({ channel, state }) => channel === 'quick' && state === 'delivered').length === 2, 'the quick lane')
    expect(store.outbox(9).filter(({ channel }) => channel === 'slow').every(({ state }) => state === 'waiting')).toBe(true)
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
