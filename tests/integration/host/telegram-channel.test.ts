import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import telegram from '../../../src/core/channels/telegram'
import type { Message } from '../../../src/core/plugin'
import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import { Outbox } from '../../../src/host/outbox'
import { telegramPort } from '../../../src/host/providers/telegram'
import type { ChannelRefusal } from '../../../src/host/store/outbox-rows'
import { Store } from '../../../src/host/store/store'
import { channelIo } from '../../fixtures/channel-io'
import { faultCase } from '../../fixtures/providers/index'
import { startEngine } from '../engine'
import { freshFolder, freshProviders, handClock, settingsWith, until } from '../support'
import { memoryVault } from './vault'

const alert = (title: string, type: 'opened' | 'escalated' | 'resolved' = 'opened', incident = title): Message => ({
  kind: 'alert', title, body: `What is wrong with ${title}.`, severity: type === 'resolved' ? 'info' : 'fail', incident, about: [{ incident, type }],
})

/** The real outbox, channel and client, and Telegram's stand-in. */
async function posting() {
  const standIns = await freshProviders()
  const clock = handClock()
  const { store } = await Store.open(join(freshFolder(), 'console.db'), clock.now())
  const settings = settingsWith({ alerts: { telegramChatId: '4711' } })
  const outside = { network: realNetwork(async () => null), originMap: new Map(Object.entries(standIns.originMap)) }
  const refusals: (ChannelRefusal | null)[] = []
  const moved: string[] = []
  const bugs: string[] = []
  let underWay = 0
  const counted = async <T>(call: Promise<T>): Promise<T> => {
    underWay++
    return call.finally(() => underWay--)
  }
  const port = () => telegramPort(callRules(outside, deadlineIn(5000)))
  const io = channelIo({
    telegram: { send: (...by) => counted(port().send(...by)), edit: (...by) => counted(port().edit(...by)) },
    secret: (key) => (key === 'telegramToken' ? standIns.credentials.telegramToken : null),
    chatMoved: async (to) => void moved.push(to),
  })
  const outbox = new Outbox({ store, channels: [telegram], io, clock, settings: () => settings, log: () => {}, onBug: (where, error) => bugs.push(`${where}: ${String(error)}`), onRefusal: (_channel, refusal) => refusals.push(refusal) })
  onTestFinished(async () => {
    await outbox.close()
    store.close()
  })
  /** The lane has gone as far as it goes for now. */
  const rests = async () => {
    for (let quiet = 0; quiet < 3; quiet = underWay === 0 ? quiet + 1 : 0) await new Promise((next) => setImmediate(next))
  }
  /** Time for one message goes by. */
  const passes = async (ms = 2000) => {
    clock.advance(ms)
    outbox.wake()
    await rests()
  }
  const post = async (message: Message) => {
    outbox.post(message)
    await rests()
  }
  const rows = () => store.outbox.newest(999).toReversed().map(({ message: { title }, state, receipt, problem }) => ({ title, state, receipt, problem }))
  const methods = () => standIns.requestsTo('telegram').map(({ path }) => path.split('/').at(-1))
  return { standIns, clock, store, outbox, refusals, moved, bugs, rests, passes, post, rows, methods, chat: standIns.chat.posts }
}

describe('what becomes of an incident', () => {
  it('is told by one message that changes, and a line below it that makes itself heard', async () => {
    const { post, passes, chat, rows, methods } = await posting()
    await post(alert('⚠️ a', 'opened', 'a'))
    expect(chat).toMatchObject([{ id: 1, chatId: '4711', text: '<b>⚠️ a</b>\nWhat is wrong with ⚠️ a.', replyTo: null, buttons: [{ text: 'Acknowledge' }, { text: 'Snooze 1 h' }, { text: 'Snooze 8 h' }] }])
    await passes()
    await post(alert('❌ a', 'escalated', 'a'))
    expect(chat).toMatchObject([{ id: 1, text: '<b>❌ a</b>\nWhat is wrong with ❌ a.', edits: 1, buttons: { length: 3 } }, { id: 2, text: '<b>❌ a</b>', replyTo: 1, buttons: [] }])
    await passes()
    await post(alert('✅ a', 'resolved', 'a'))
    expect(chat).toMatchObject([{ id: 1, text: '<b>✅ a</b>\nWhat is wrong with ✅ a.', edits: 2, buttons: [] }, { id: 2 }, { id: 3, text: '<b>✅ a</b>', replyTo: 1 }])
    expect(rows().map(({ receipt }) => receipt)).toEqual(['1 in 4711', '1, 2 in 4711', '1, 3 in 4711'])
    expect(methods()).toEqual(['sendMessage', 'editMessageText', 'sendMessage', 'editMessageText', 'sendMessage'])
  })

  it('is a new message where somebody has deleted the first', async () => {
    const { standIns, post, passes, chat, rows } = await posting()
    await post(alert('a'))
    standIns.chat.delete(1)
    await passes()
    await post(alert('✅ a', 'resolved', 'a'))
    expect(chat).toMatchObject([{ text: '<b>✅ a</b>\nWhat is wrong with ✅ a.', edits: 0 }])
    expect(rows()[1]).toMatchObject({ state: 'delivered' })
  })

  it('is said once, though the line below had to be tried again', async () => {
    const { standIns, post, passes, chat, rows } = await posting()
    await post(alert('a'))
    await passes()
    standIns.setMethod('sendMessage', [{ ...faultCase('telegram', 'too_many_requests') }, 'ok'])
    await post(alert('✅ a', 'resolved', 'a'))
    expect(rows()[1]).toMatchObject({ state: 'waiting' })
    await passes(34_999)
    expect(rows()[1]).toMatchObject({ state: 'waiting' })
    await passes(1)
    expect(rows()[1]).toMatchObject({ state: 'delivered', receipt: '1, 2 in 4711' })
    expect(chat.map(({ edits, replyTo }) => ({ edits, replyTo }))).toEqual([{ edits: 1, replyTo: null }, { edits: 0, replyTo: 1 }])
  })
})

describe('what Telegram makes difficult', () => {
  it('text that it can’t read goes as plain text, at once', async () => {
    const { standIns, post, chat, rows } = await posting()
    standIns.setMethod('sendMessage', [faultCase('telegram', 'cant_parse_entities'), 'ok'])
    await post(alert('a < b'))
    expect(chat).toMatchObject([{ html: false, text: 'a < b\nWhat is wrong with a < b.', buttons: { length: 3 } }])
    expect(rows()).toMatchObject([{ state: 'delivered' }])
  })

  it('a group that has moved is followed, and its new id kept', async () => {
    const { standIns, post, chat, moved, rows } = await posting()
    standIns.setMethod('sendMessage', [faultCase('telegram', 'migrated'), 'ok'])
    await post(alert('a'))
    expect({ chats: chat.map(({ chatId }) => chatId), moved, receipts: rows().map(({ receipt }) => receipt) }).toEqual({ chats: ['-1001234567890123'], moved: ['-1001234567890123'], receipts: ['1 in -1001234567890123'] })
  })

  it.each(['bot_blocked', 'kicked_from_group', 'user_deactivated', 'token_unauthorized'])('%s: the channel says so, and what is meant for it is kept', async (name) => {
    const { standIns, post, passes, refusals, rows, methods } = await posting()
    standIns.setMethod('sendMessage', faultCase('telegram', name))
    await post(alert('a'))
    await post(alert('b'))
    await passes(3_600_000)
    expect(refusals).toMatchObject([{ message: expect.any(String), hint: expect.any(String) }])
    expect(rows().map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    expect(methods()).toEqual(['sendMessage'])
  })

  it('a message it refuses doesn’t hold up the next', async () => {
    const { standIns, post, passes, rows } = await posting()
    standIns.setMethod('sendMessage', [faultCase('telegram', 'message_too_long'), 'ok'])
    await post(alert('a'))
    await post(alert('b'))
    await passes()
    expect(rows().map(({ state }) => state)).toEqual(['refused', 'delivered'])
  })
})

describe('a group that has moved', () => {
  const console = async (env: Record<string, string>) => {
    const standIns = await freshProviders()
    const vault = memoryVault()
    vault.kept.set('telegramToken', standIns.credentials.telegramToken)
    const { engine } = await startEngine({ vault, env, originMap: new Map(Object.entries(standIns.originMap)) })
    await engine.settings.update({ section: 'alerts', values: { telegramCommands: false, ...(env['TELEGRAM_CHAT_ID'] ? {} : { telegramChatId: '-42' }) } })
    standIns.setMethod('sendMessage', [faultCase('telegram', 'migrated'), 'ok'])
    engine.store.outbox.enqueue('telegram', alert('a'), 1)
    engine.wake()
    await until(() => engine.store.outbox.newest(1)[0]!.state === 'delivered', 'the delivery')
    return { standIns, engine, note: () => engine.console.snapshot().notes.find(({ id }) => id === 'telegram-chat') }
  }

  it('is written to by its new id from then on', async () => {
    const { standIns, engine, note } = await console({})
    expect(engine.settings.stored().alerts.telegramChatId).toBe('-1001234567890123')
    expect(note()).toBeUndefined()
    expect(await engine.messaging.testChannel('telegram')).toEqual({ ok: true, value: { receipt: '2 in -1001234567890123' } })
    expect(standIns.chat.posts.map(({ chatId }) => chatId)).toEqual(['-1001234567890123', '-1001234567890123'])
  })

  it('is asked for by its new id where a variable says the old one', async () => {
    const { engine, note } = await console({ TELEGRAM_CHAT_ID: '-42' })
    expect(engine.settings.stored().alerts.telegramChatId).toBeNull()
    expect(note()).toMatchObject({ severity: 'warning', message: expect.stringMatching(/-1001234567890123.*TELEGRAM_CHAT_ID/), hint: expect.stringContaining('-1001234567890123') })
  })
})

/** Figures that look like chance, and are the same in each run. */
function figures(seed: number): () => number {
  let state = seed
  return () => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648)
}

describe('500 alerts while Telegram asks for waits of 1 to 30 s', () => {
  it('all arrive, none before its time, at a pace a chat takes, and what began and ended is one message', { timeout: 120_000 }, async () => {
    const { standIns, clock, store, outbox, chat, rests, bugs } = await posting()
    const random = figures(7)
    /** When each question came, by the hand clock, and from when on the next one may. */
    const asked: number[] = []
    let freeAt = 0
    let refusals = 0
    standIns.setMethod('sendMessage', () => {
      asked.push(clock.monotonic())
      if (random() > 0.35) return 'ok'
      const seconds = 1 + Math.floor(random() * 30)
      refusals++
      freeAt = clock.monotonic() + seconds * 1000
      return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error_code: 429, description: `Too Many Requests: retry after ${seconds}`, parameters: { retry_after: seconds } } }
    })
    const singles = Array.from({ length: 300 }, (_, i) => alert(`single ${i}`))
    const begun = Array.from({ length: 100 }, (_, i) => alert(`pair ${i}`))
    const over = begun.map(({ title }) => alert(`over ${title}`, 'resolved', title))
    store.transaction(() => [...singles, ...begun, ...over].forEach((message) => store.outbox.enqueue('telegram', message, clock.now())))
    outbox.wake()
    await rests()
    while (store.outbox.waiting('telegram', 1).length > 0) {
      const before = asked.length
      const next = Math.max(freeAt, asked.at(-1)! + 1000, (asked.at(-20) ?? -Infinity) + 60_000)
      clock.advance(next - clock.monotonic() - 1)
      outbox.wake()
      await rests()
      expect(asked, 'a millisecond before its time').toHaveLength(before)
      clock.advance(1)
      outbox.wake()
      await rests()
      expect(asked, 'at its time').toHaveLength(before + 1)
    }
    const lines = (i: number) => chat[i]!.text.split('\n')
    expect(chat.map((_, i) => lines(i)[0])).toEqual([...singles, ...over].map(({ title }) => `<b>${title}</b>`))
    expect(chat.slice(300).every((_, i) => lines(300 + i)[2] === 'It began and ended while this channel could not be reached.')).toBe(true)
    expect(store.outbox.newest(999).filter(({ state }) => state !== 'delivered')).toEqual([])
    expect(refusals).toBeGreaterThan(100)
    expect(asked.every((at, i) => i === 0 || at - asked[i - 1]! >= 1000)).toBe(true)
    expect(asked.every((at, i) => i < 20 || at - asked[i - 20]! >= 60_000)).toBe(true)
    expect(bugs).toEqual([])
  })
})
