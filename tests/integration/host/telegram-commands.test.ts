import { describe, expect, it, onTestFinished } from 'vitest'
import { buttonsFor } from '../../../src/core/telegram-commands'
import type { Message } from '../../../src/core/plugin'
import { TelegramReader, type Patience } from '../../../src/host/channels/telegram-reader'
import { systemMoment } from '../../../src/host/io/boot'
import { systemClock } from '../../../src/host/io/clock'
import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import type { Incident } from '../../../src/shared/model'
import { faultCase, type StandIns } from '../../fixtures/providers/index'
import { openEngine, startEngine, type Running } from '../engine'
import { filesOf } from '../files'
import { freshProviders, until } from '../support'

const ada = { id: 987654321, type: 'private', first_name: 'Ada' } as const
const stranger = { id: 111, type: 'private', first_name: 'Stranger' } as const
const hour = 3_600_000

const optionsFor = (standIns: StandIns, env: Record<string, string> = {}) => ({
  env: { TELEGRAM_BOT_TOKEN: standIns.credentials.telegramToken, TELEGRAM_CHAT_ID: standIns.credentials.telegramChatId, ...env },
  originMap: new Map(Object.entries(standIns.originMap)),
})

/** In which chat something is written, and when, and to what. */
type How = Parameters<StandIns['inbox']['write']> extends [string, ...infer Rest] ? Rest : never

function talkOf(standIns: StandIns, { engine, paths }: Running) {
  const isRead = () => until(() => standIns.inbox.isRead, 'somebody who reads')
  const requests = (method: string) => standIns.requestsTo('telegram').filter(({ path }) => path.endsWith(`/${method}`)).map(({ body }) => JSON.parse(body || '{}') as Record<string, unknown>)
  const posts = standIns.chat.posts
  /** Alerts may come in between; they answer nothing. */
  const answers = () => posts.filter(({ replyTo }) => replyTo !== null)
  /** Writes, and waits for the answer. */
  const say = async (text: string, ...how: How) => {
    await isRead()
    const before = answers().length
    standIns.inbox.write(text, ...how)
    return (await until(() => answers()[before], `an answer to ${text}`)).text
  }
  /** Writes what isn't answered; a command after it shows that it was read. */
  const sayInVain = async (text: string, ...how: How) => {
    await isRead()
    const before = answers().length
    standIns.inbox.write(text, ...how)
    await isRead()
    expect(await say('/help')).toContain('/status')
    return answers().length - before - 1
  }
  return { engine, paths, standIns, isRead, requests, posts, say, sayInVain }
}

/** An engine with the bot and the chat, and one failing component where that is wanted. */
async function talking({ failing = false, env = {} }: { failing?: boolean; env?: Record<string, string> } = {}) {
  const standIns = await freshProviders()
  const talk = talkOf(standIns, await startEngine(optionsFor(standIns, { ...(failing ? { STRIPE_API_KEY: 'rk_test_refused_by_the_stand_in' } : {}), ...env })))
  if (failing) await until(() => open(talk)[0], 'an incident')
  return talk
}

const open = ({ engine }: { engine: Running['engine'] }): Incident[] => engine.console.openIncidents()

describe('commands', () => {
  it('are answered, as an answer to what was written', async () => {
    const talk = await talking()
    expect(await talk.say('/status')).toMatch(/^✅ All well.*\n\n✅ Scheduler tick: ok[\s\S]*○ Not set up: Notion, .*Stripe/)
    expect(talk.posts[0]).toMatchObject({ chatId: '987654321', html: false, replyTo: 700_000_000 })
    expect(await talk.say('/status@ops_console_bot')).toContain('All well')
    expect(await talk.say('/costs')).toMatch(/^Today \$/)
    expect(await talk.say('/help')).toContain('/snooze')
    expect(await talk.say('/deploy')).toBe('There is no /deploy. /help says what there is.')
    expect(await talk.say('/ack')).toBe('There is nothing to do: no such incident is open.')
  })

  it('/probe looks at everything by hand first', async () => {
    const talk = await talking({ failing: true })
    const looks = () => talk.standIns.requestsTo('stripe').length
    const before = looks()
    expect(await talk.say('/probe')).toMatch(/❌ Stripe: failing.*Stripe refuses/)
    // By itself it wouldn't try a refused credential again.
    expect(looks()).toBe(before + 1)
  })

  it('/mute silences everything, /mute off ends it', async () => {
    const talk = await talking()
    const left = () => (talk.engine.messaging.mutedUntil() ?? 0) - systemClock.now()
    expect(await talk.say('/mute 8h')).toMatch(/^No messages until \d\d:\d\d UTC/)
    expect(left()).toBeGreaterThan(7 * hour)
    expect(await talk.say('/mute')).toMatch(/^No messages until/)
    expect(left()).toBeLessThanOrEqual(hour)
    expect(await talk.say('/mute forever')).toBe('Say for how long, from a minute to a week, such as /mute 4h.')
    expect(await talk.say('/mute off')).toBe('Messages come again.')
    expect(talk.engine.messaging.mutedUntil()).toBeNull()
  })

  it('/snooze and /ack are about all that is open', async () => {
    const talk = await talking({ failing: true })
    expect(await talk.say('/snooze 4h')).toMatch(/^Snoozed for 4 h: Stripe/)
    expect(open(talk)[0]!.snooze).toMatchObject({ forMs: 4 * hour })
    expect(await talk.say('/status')).toMatch(/1 open incident:\n❌ .*snoozed/)
    expect(await talk.say('/snooze 4 parsecs')).toMatch(/^Say for how long/)
    expect(await talk.say('/ack')).toMatch(/^Acknowledged: Stripe/)
    expect(open(talk)[0]).toMatchObject({ snooze: null, acknowledgedAt: expect.any(Number) })
    expect(await talk.say('/ack')).toMatch(/^There is nothing to do/)
    // Whoever reads its story later sees where that was done.
    const story = talk.engine.incidents.story(open(talk)[0]!.id)
    expect(story.ok && story.value.steps.filter(({ type }) => type !== 'held')).toMatchObject([{ type: 'opened' }, { type: 'snoozed', by: 'telegram', forMs: 4 * hour }, { type: 'acknowledged', by: 'telegram' }])
  })

  it('as an answer to an alert are about that one alone', async () => {
    const talk = await talking({ failing: true })
    const [incident] = open(talk)
    const about = (id: string): Message => ({ kind: 'alert', title: 't', body: '', severity: 'fail', incident: id, about: [{ incident: id, type: 'opened' }] })
    const { store } = talk.engine
    for (const [i, id] of ['something-else@1', incident!.id].entries()) {
      store.outbox.enqueue('telegram', about(id), 1)
      store.outbox.markDelivered([store.outbox.newest(1)[0]!.id], `${i + 900} in 987654321`)
    }
    expect(await talk.say('/ack', ada, { replyTo: { id: 900 } })).toMatch(/^There is nothing to do/)
    expect(await talk.say('/ack', ada, { replyTo: { id: 999 } })).toMatch(/^There is nothing to do/)
    expect(open(talk)[0]!.acknowledgedAt).toBeNull()
    expect(await talk.say('/ack', ada, { replyTo: { id: 901 } })).toMatch(/^Acknowledged: Stripe/)
    const [button] = buttonsFor(about(incident!.id))
    expect(await talk.say('/snooze 2h', ada, { replyTo: { id: 5, data: button!.data } })).toMatch(/^Snoozed for 2 h: Stripe/)
    const [other] = buttonsFor(about('something-else@1'))
    expect(await talk.say('/snooze 9h', ada, { replyTo: { id: 5, data: other!.data } })).toMatch(/^There is nothing to do/)
    expect(open(talk)[0]!.snooze?.forMs).toBe(2 * hour)
  })

  it('of other chats, of other bots and of talk get no answer, and nothing is done', async () => {
    const talk = await talking({ failing: true })
    const group = { id: -100200, type: 'supergroup', title: 'Others' } as const
    for (const [text, chat] of [['/ack', stranger], ['/mute 8h', group], ['/status@other_bot', ada], ['how are you', ada], ['/start c0de-of-a-pairing', ada]] as const) expect(await talk.sayInVain(text, chat)).toBe(0)
    talk.standIns.inbox.writeOther()
    expect(await talk.sayInVain('hello')).toBe(0)
    expect(open(talk)[0]!.acknowledgedAt).toBeNull()
    expect(talk.engine.messaging.mutedUntil()).toBeNull()
    expect(new Set(talk.posts.map(({ chatId }) => chatId))).toEqual(new Set(['987654321']))
  })

  it('of a group are taken by number and by name; words of other bots are left to them', async () => {
    const group = { id: -100200, type: 'supergroup', title: 'Ops', username: 'Ops_Room' } as const
    for (const TELEGRAM_CHAT_ID of ['-100200', '@ops_room']) {
      const talk = await talking({ env: { TELEGRAM_CHAT_ID } })
      expect(await talk.say('/status@ops_console_bot', group)).toContain('All well')
      await talk.isRead()
      talk.standIns.inbox.write('/weather', group)
      expect(await talk.say('/weather@ops_console_bot', group)).toMatch(/^There is no \/weather/)
      expect(talk.posts).toHaveLength(2)
    }
  })

  it('are answered though Telegram asks to wait', async () => {
    const talk = await talking()
    talk.standIns.setMethod('sendMessage', [{ status: 429, body: { ok: false, error_code: 429, description: 'Too Many Requests: retry after 0', parameters: { retry_after: 0 } } }, 'ok'])
    expect(await talk.say('/status')).toContain('All well')
    expect(talk.requests('sendMessage')).toHaveLength(2)
  })

  it('leave no secret in a log, and a line for each', async () => {
    const talk = await talking()
    await talk.say('/status')
    await talk.say('/deploy with rk_test_0123456789abcdef')
    await until(() => filesOf(talk.paths.logs).some(({ text }) => text.includes('"command":"unknown"')), 'the line')
    const text = filesOf(talk.paths.data).map((file) => file.text).join('\n')
    expect(text.includes('"event":"command","channel":"telegram","command":"status","outcome":"done"')).toBe(true)
    for (const secret of [talk.standIns.credentials.telegramToken, 'rk_test_0123456789abcdef']) expect(text.includes(secret)).toBe(false)
  })
})

describe('buttons below an alert', () => {
  const buttonsOf = (id: string) => buttonsFor({ kind: 'alert', title: '', body: '', severity: 'fail', incident: id, about: [{ incident: id, type: 'opened' }] }).map(({ data }) => data) as [string, string, string]

  it('acknowledge and snooze, and say so', async () => {
    const talk = await talking({ failing: true })
    const [ack, snooze, longer] = buttonsOf(open(talk)[0]!.id)
    const press = async (data: string, chat?: Parameters<StandIns['inbox']['press']>[1]) => {
      await talk.isRead()
      const query = talk.standIns.inbox.press(data, chat)
      return until(() => talk.standIns.chat.answered.get(query), 'the answer')
    }
    expect(await press(snooze)).toMatch(/^Snoozed for 1 h: Stripe/)
    await until(() => open(talk)[0]!.snooze?.forMs === hour, 'the snooze')
    expect(await press(longer)).toMatch(/^Snoozed for 8 h: Stripe/)
    await until(() => open(talk)[0]!.snooze?.forMs === 8 * hour, 'the longer snooze')
    expect(await press(ack)).toMatch(/^Acknowledged: Stripe/)
    await until(() => open(talk)[0]!.acknowledgedAt !== null, 'the acknowledgement')
    expect(await press(buttonsOf('over@1')[0])).toMatch(/^There is nothing to do/)
  })

  it('of other chats, of channels and of other programs do nothing', async () => {
    const talk = await talking({ failing: true })
    const [ack] = buttonsOf(open(talk)[0]!.id)
    await talk.isRead()
    talk.standIns.inbox.press(ack, stranger)
    talk.standIns.inbox.press('approve:17')
    await talk.say('/help')
    expect(talk.standIns.chat.answered.size).toBe(0)
    expect(open(talk)[0]!.acknowledgedAt).toBeNull()

    const readers = await talking({ failing: true, env: { TELEGRAM_CHAT_ID: '@ops_channel' } })
    await readers.isRead()
    const query = readers.standIns.inbox.press(buttonsOf(open(readers)[0]!.id)[0], { id: -100300, type: 'channel', title: 'Ops', username: 'ops_channel' })
    expect(await until(() => readers.standIns.chat.answered.get(query), 'the answer')).toBe('Buttons do nothing in channels.')
    expect(open(readers)[0]!.acknowledgedAt).toBeNull()
  })

  it('whose question has run out still do what they say, but not after the console was away', async () => {
    const talk = await talking({ failing: true })
    const [ack, snooze] = buttonsOf(open(talk)[0]!.id)
    await talk.isRead()
    talk.standIns.chat.tooOld.add(talk.standIns.inbox.press(snooze))
    await until(() => open(talk)[0]!.snooze !== null, 'the snooze')
    await talk.engine.stop()

    const late = talk.standIns.inbox.press(ack)
    talk.standIns.chat.tooOld.add(late)
    const again = await openEngine({ dataDir: talk.paths.data, ...optionsFor(talk.standIns, { STRIPE_API_KEY: 'rk_test_refused_by_the_stand_in' }) })
    onTestFinished(again.stop)
    await until(() => talk.posts.some(({ text }) => text.startsWith('A button was pressed while the console was off')), 'a word about it')
    expect(again.engine.console.openIncidents()[0]!.acknowledgedAt).toBeNull()
  })
})

describe('each command is done once', () => {
  it('also over a restart before Telegram heard that it was taken', async () => {
    const talk = await talking()
    await talk.say('/mute 1h')
    await talk.isRead()
    await talk.engine.stop()
    await until(() => !talk.standIns.inbox.isRead, 'the end of the question')
    talk.standIns.inbox.again()
    const next = await openEngine({ dataDir: talk.paths.data, ...optionsFor(talk.standIns) })
    onTestFinished(next.stop)
    const after = talkOf(talk.standIns, next)
    expect(await after.say('/help')).toContain('/status')
    expect(after.posts.map(({ text }) => text.slice(0, 11))).toEqual(['No messages', expect.stringMatching(/^\/status/)])
  })

  it('and not at all when it waited for more than ten minutes: that is said, once', async () => {
    const standIns = await freshProviders()
    const long = { at: systemClock.now() - 11 * 60_000 }
    standIns.inbox.write('/mute 8h', ada, long)
    standIns.inbox.write('hello', ada, long)
    standIns.inbox.write('/ack', ada, long)
    standIns.inbox.write('/help', ada, { at: systemClock.now() - 9 * 60_000 })
    const talk = talkOf(standIns, await startEngine(optionsFor(standIns)))
    await until(() => talk.posts.length === 2, 'both answers')
    expect(talk.posts.map(({ text }) => text)).toEqual([expect.stringContaining('/status'), expect.stringMatching(/^2 commands came more than 10 min late/)])
    expect(talk.engine.messaging.mutedUntil()).toBeNull()
    // While somebody listens all the time, the clocks don't matter.
    expect(await talk.say('/mute 1h', ada, { at: 1_000_000_000_000 })).toMatch(/^No messages until/)
  })

  it('and its list is shown to a bot’s chats once', async () => {
    const talk = await talking()
    await talk.isRead()
    expect(talk.requests('setMyCommands')).toMatchObject([{ commands: expect.arrayContaining([{ command: 'snooze', description: expect.any(String) }]) }])
    await talk.engine.stop()
    const next = await openEngine({ dataDir: talk.paths.data, ...optionsFor(talk.standIns) })
    onTestFinished(next.stop)
    await talk.isRead()
    expect(talk.requests('setMyCommands')).toHaveLength(1)
  })
})

describe('reading', () => {
  it('is one long question while nothing is written', async () => {
    const talk = await talking()
    await talk.isRead()
    const kinds = { allowed_updates: ['message', 'callback_query'] }
    expect(talk.requests('getUpdates')).toEqual([{ offset: 0, timeout: 0, ...kinds }, { offset: 0, timeout: 50, ...kinds }])
    await talk.say('/help')
    await talk.isRead()
    expect(talk.requests('getUpdates').map(({ offset }) => offset)).toEqual([0, 0, 700_000_002])
  })

  it('ends at once with the console', async () => {
    const talk = await talking()
    await talk.isRead()
    await talk.engine.stop()
    await until(() => !talk.standIns.inbox.isRead, 'the end of the question')
    expect(filesOf(talk.paths.logs).map(({ text }) => text).join('')).not.toContain('"event":"bug"')
  })

  it('begins and ends with the switch, the chat and the token', async () => {
    const standIns = await freshProviders()
    const { engine } = await startEngine({ ...optionsFor(standIns), env: { TELEGRAM_BOT_TOKEN: standIns.credentials.telegramToken } })
    expect(standIns.requestsTo('telegram')).toEqual([])
    await engine.settings.update({ section: 'alerts', values: { telegramChatId: '987654321' } })
    await until(() => standIns.inbox.isRead, 'the reading')
    await engine.settings.update({ section: 'alerts', values: { telegramCommands: false } })
    await until(() => !standIns.inbox.isRead, 'its end')
    await engine.settings.update({ section: 'alerts', values: { telegramCommands: true } })
    await until(() => standIns.inbox.isRead, 'the reading')
  })

  it('stands back while a chat is looked for, and goes on afterwards', async () => {
    const standIns = await freshProviders()
    const { engine } = await startEngine({ ...optionsFor(standIns), env: { TELEGRAM_BOT_TOKEN: standIns.credentials.telegramToken } })
    await engine.settings.update({ section: 'alerts', values: { telegramChatId: '5' } })
    await until(() => standIns.inbox.isRead, 'the reading')
    const finding = engine.connecting.telegram.find(false)
    await until(() => standIns.requestsTo('telegram').some(({ body }) => body.includes('"timeout":25')), 'the search')
    await until(() => standIns.inbox.isRead, 'the wait for somebody')
    standIns.inbox.write('hello', ada)
    expect(await finding).toEqual({ ok: true, value: { id: '987654321', name: 'Ada', sure: false } })
    await until(() => standIns.inbox.isRead, 'the reading again')
    expect(engine.console.snapshot().notes).toEqual([])
  })

  it('begins anew after sleep', async () => {
    const talk = await talking()
    await talk.isRead()
    talk.engine.wake()
    await until(() => talk.requests('getUpdates').length === 4, 'another question')
    await talk.isRead()
    expect(await talk.say('/help')).toContain('/status')
  })
})

describe('a reader', () => {
  /** One reader alone, so that its patience is ours to choose. */
  async function reading(patience: Patience = { firstMs: 5, conflictMs: [5, 10] }) {
    const standIns = await freshProviders()
    const { engine } = await startEngine({ originMap: new Map(Object.entries(standIns.originMap)) })
    await engine.settings.update({ section: 'alerts', values: { telegramChatId: '987654321', telegramCommands: false } })
    const outside = { network: realNetwork(async () => null), originMap: new Map(Object.entries(standIns.originMap)) }
    const notes: (string | null)[] = []
    const bugs: string[] = []
    const end = new AbortController()
    const { console, messaging, store, settings } = engine
    const begin = () => {
      const reader = new TelegramReader(standIns.credentials.telegramToken, end.signal, {
        console, messaging, store, clock: systemClock, settings: () => settings.get(), moment: systemMoment, patience,
        ask: (spanMs) => callRules(outside, deadlineIn(spanMs)), log: () => {}, onBug: (where, error) => bugs.push(`${where}: ${String(error)}`),
      }, (note) => {
        const said = note?.message ?? null
        if ((notes.at(-1) ?? null) !== said) notes.push(said)
      })
      const done = reader.read()
      onTestFinished(async () => {
        end.abort()
        await done
      })
      return done
    }
    return { standIns, notes, bugs, begin, store, asked: () => standIns.requestsTo('telegram').filter(({ path }) => path.endsWith('/getUpdates')).length }
  }

  it.each(['conflict_other_poller', 'conflict_webhook'])('whose bot another program has says so, stands back, and goes on when it may: %s', async (name) => {
    const own = await reading()
    own.standIns.setMethod('getUpdates', [faultCase('telegram', name), faultCase('telegram', name), faultCase('telegram', name), 'ok'])
    void own.begin()
    await until(() => own.standIns.inbox.isRead, 'the reading')
    own.standIns.inbox.write('/help', ada, { at: systemClock.now() })
    await until(() => own.standIns.chat.posts.length > 0, 'an answer')
    await until(() => own.standIns.inbox.isRead, 'the reading')
    expect(own.notes).toEqual([expect.stringMatching(/^Telegram commands don’t work for now\. Another program reads this Telegram bot’s messages/), null])
  })

  it('is quiet about one conflict: that is its own earlier question', async () => {
    const own = await reading()
    own.standIns.setMethod('getUpdates', [faultCase('telegram', 'conflict_other_poller'), 'ok'])
    void own.begin()
    await until(() => own.standIns.inbox.isRead, 'the reading')
    expect(own.notes).toEqual([])
  })

  it('goes on after a disturbance', async () => {
    const own = await reading()
    own.standIns.setMethod('getMe', ['html-502', 'reset', 'ok'])
    own.standIns.setMethod('getUpdates', ['html-502', 'truncate', 'ok'])
    void own.begin()
    await until(() => own.standIns.inbox.isRead, 'the reading')
    expect({ notes: own.notes, bugs: own.bugs, asked: own.asked() }).toEqual({ notes: [], bugs: [], asked: 4 })
  })

  it('gives up a refused token', async () => {
    const own = await reading()
    own.standIns.set('telegram', faultCase('telegram', 'token_unauthorized'))
    await own.begin()
    expect(own.standIns.requestsTo('telegram')).toHaveLength(1)
  })

  it('doesn’t wear out a server that answers nothing at once', async () => {
    const own = await reading({ firstMs: 3_600_000, conflictMs: [5, 10] })
    own.standIns.setMethod('getUpdates', { status: 200, body: { ok: true, result: [] } })
    void own.begin()
    await until(() => own.asked() === 2, 'the first question, and one that waits')
    // Whatever it would ask next would be asked by the time others have been answered.
    for (let i = 0; i < 5; i++) await fetch(`${own.standIns.url.telegram}/bot${own.standIns.credentials.telegramToken}/getMe`, { method: 'POST' })
    expect(own.asked()).toBe(2)
  })

  it('goes on from memory where nothing can be kept', async () => {
    const own = await reading()
    own.store.setMeta = () => { throw new Error('disk full') }
    void own.begin()
    for (const text of ['/help', '/status']) {
      await until(() => own.standIns.inbox.isRead, 'the reading')
      own.standIns.inbox.write(text, ada, { at: systemClock.now() })
    }
    await until(() => own.standIns.chat.posts.length === 2, 'both answers')
    await until(() => own.standIns.inbox.isRead, 'the reading')
    expect(own.standIns.chat.posts).toHaveLength(2)
    expect(own.bugs).toContain('telegram commands: Error: disk full')
  })

  it('takes a week’s new numbering for what it is', async () => {
    const own = await reading()
    own.store.setMeta('telegram_bot', JSON.stringify({ bot: own.standIns.credentials.telegramToken.split(':')[0], next: 900_000_000, shown: null }))
    const update = { update_id: 17, message: { message_id: 1, chat: ada, date: Math.floor(systemClock.now() / 1000), text: '/help' } }
    own.standIns.setMethod('getUpdates', [{ status: 200, body: { ok: true, result: [update] } }, 'ok'])
    void own.begin()
    await until(() => own.standIns.inbox.isRead, 'the next question')
    expect(own.standIns.chat.posts).toHaveLength(1)
    expect(JSON.parse(own.standIns.requestsTo('telegram').at(-1)!.body)).toMatchObject({ offset: 18 })
  })
})
