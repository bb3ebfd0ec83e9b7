import { describe, expect, it } from 'vitest'
import { findChat } from '../../../src/host/connecting/telegram-pairing'
import { systemClock } from '../../../src/host/io/clock'
import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import { faultCase, type Behaviour } from '../../fixtures/providers/index'
import { startEngine } from '../engine'
import { filesOf } from '../files'
import { freshProviders, gate, until } from '../support'
import { memoryVault } from './vault'

const greeting = 'EchoPilot Console is connected; alerts come here.'
const stranger = { id: 111, type: 'private', first_name: 'Stranger' } as const
const ada = { id: 987654321, type: 'private', first_name: 'Ada' } as const

async function parts({ env = {}, telegram = 'ok' }: { env?: Record<string, string>; telegram?: Behaviour | Behaviour[] } = {}) {
  const standIns = await freshProviders({ telegram })
  const { opened, open } = gate<string>()
  const vault = memoryVault()
  vault.kept.set('telegramToken', standIns.credentials.telegramToken)
  const { engine, paths } = await startEngine({ vault, env, originMap: new Map(Object.entries(standIns.originMap)), openInBrowser: async (url) => open(url) })
  const asked = () => standIns.requestsTo('telegram').map(({ path, body }) => ({ method: path.split('/').at(-1)!, body: (body === '' ? {} : JSON.parse(body)) as Record<string, unknown> }))
  return { standIns, engine, paths, vault, connecting: engine.connecting, opened, asked, chat: () => engine.settings.stored().alerts.telegramChatId }
}

const isWaiting = ({ standIns }: Awaited<ReturnType<typeof parts>>) => until(() => standIns.inbox.isRead, 'the wait for messages')

describe('finding the chat', () => {
  it('by the code that Telegram hands on: used and greeted at once', async () => {
    const own = await parts()
    const finding = own.connecting.telegram.find(true)
    const link = new URL(await own.opened)
    expect(`${link.origin}${link.pathname}`).toBe('https://t.me/ops_console_bot')
    const code = link.searchParams.get('start')!
    expect(code).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
    await isWaiting(own)
    own.standIns.inbox.write(`/start ${code}`, ada)
    expect(await finding).toEqual({ ok: true, value: { id: '987654321', name: 'Ada', sure: true } })
    expect(own.chat()).toBe('987654321')
    expect(own.standIns.messages).toEqual([{ id: 1, chatId: '987654321', text: greeting }])
    // It never touches a webhook, asks for messages only, and waits less than half a minute at a time.
    // Commands are read from the chat as soon as there is one, which shows their list to it.
    for (const { method } of own.asked()) expect(['getMe', 'getUpdates', 'sendMessage', 'setMyCommands']).toContain(method)
    const waits = own.asked().filter(({ method }) => method === 'getUpdates').map(({ body }) => body)
    expect(waits[0]).toEqual({ offset: -1, timeout: 0, allowed_updates: ['message'] })
    expect(waits[1]).toEqual({ offset: 0, timeout: 25, allowed_updates: ['message'] })
    for (const { text } of filesOf(own.paths.data)) expect(text).not.toContain(own.standIns.credentials.telegramToken)
  })

  it('opens nothing when it isn’t told to, and each pairing has a code of its own', async () => {
    const own = await parts()
    const first = own.connecting.telegram.find(false)
    await isWaiting(own)
    own.connecting.telegram.cancel()
    await first
    const opened = await Promise.race([own.opened, 'nothing'])
    expect(opened).toBe('nothing')
    const finding = own.connecting.telegram.find(true)
    const code = new URL(await own.opened).searchParams.get('start')!
    const other = await parts()
    const otherFinding = other.connecting.telegram.find(true)
    expect(new URL(await other.opened).searchParams.get('start')).not.toBe(code)
    for (const { connecting } of [own, other]) connecting.telegram.cancel()
    await Promise.all([finding, otherFinding])
  })

  it('without the code asks the user whether it is theirs', async () => {
    const own = await parts()
    const finding = own.connecting.telegram.find(false)
    await isWaiting(own)
    own.standIns.inbox.write('hello', stranger)
    expect(await finding).toEqual({ ok: true, value: { id: '111', name: 'Stranger', sure: false } })
    expect(own.chat()).toBeNull()
    expect(own.standIns.messages).toEqual([])
  })

  it('takes a wrong code for what it is', async () => {
    const own = await parts()
    const finding = own.connecting.telegram.find(true)
    const code = new URL(await own.opened).searchParams.get('start')!
    await isWaiting(own)
    own.standIns.inbox.write(`/start ${code}x`, stranger)
    expect(await finding).toEqual({ ok: true, value: { id: '111', name: 'Stranger', sure: false } })
  })

  it('takes a group by its code, and no group without', async () => {
    const own = await parts()
    const group = { id: -100200, type: 'group', title: 'Ops' } as const
    const finding = own.connecting.telegram.find(true)
    const code = new URL(await own.opened).searchParams.get('start')!
    await isWaiting(own)
    own.standIns.inbox.write('chatter', group)
    await isWaiting(own)
    own.standIns.inbox.write(`/start@ops_console_bot ${code}`, group)
    expect(await finding).toEqual({ ok: true, value: { id: '-100200', name: 'Ops', sure: true } })
  })

  it('passes over what was written before, and over updates of other kinds', async () => {
    const own = await parts()
    own.standIns.inbox.write('long ago', stranger)
    own.standIns.inbox.write('/start', stranger)
    own.standIns.inbox.writeOther()
    const finding = own.connecting.telegram.find(false)
    await isWaiting(own)
    own.standIns.inbox.writeOther()
    await isWaiting(own)
    own.standIns.inbox.write('it’s me', ada)
    expect(await finding).toMatchObject({ ok: true, value: { id: '987654321', sure: false } })
    const offsets = own.asked().filter(({ method }) => method === 'getUpdates').map(({ body }) => body['offset'])
    expect(offsets).toEqual([-1, 700_000_004, 700_000_005])
  })

  it('goes on after a short disturbance', async () => {
    const own = await parts({ telegram: ['ok', 'ok', 'html-502', 'ok'] })
    const finding = own.connecting.telegram.find(false)
    await until(() => own.asked().length >= 4, 'another try')
    await isWaiting(own)
    own.standIns.inbox.write('hello', ada)
    expect(await finding).toMatchObject({ ok: true, value: { name: 'Ada' } })
  })

  it('whose first message can’t be delivered isn’t kept', async () => {
    const own = await parts()
    const finding = own.connecting.telegram.find(true)
    const code = new URL(await own.opened).searchParams.get('start')!
    await isWaiting(own)
    own.standIns.set('telegram', faultCase('telegram', 'bot_blocked'))
    own.standIns.inbox.write(`/start ${code}`, ada)
    expect(await finding).toMatchObject({ ok: false, error: { code: 'target_gone' } })
    expect(own.chat()).toBeNull()
  })
})

describe('the wait ends', () => {
  it('at once when it is cancelled', async () => {
    const own = await parts()
    const finding = own.connecting.telegram.find(false)
    await isWaiting(own)
    own.connecting.telegram.cancel()
    expect(await finding).toEqual({ ok: true, value: null })
    await until(() => !own.standIns.inbox.isRead, 'the end of the exchange')
  })

  it('when another begins', async () => {
    const own = await parts()
    const first = own.connecting.telegram.find(false)
    await isWaiting(own)
    const second = own.connecting.telegram.find(false)
    expect(await first).toEqual({ ok: true, value: null })
    await until(() => own.asked().filter(({ method }) => method === 'getUpdates').length === 4, 'the second wait')
    await isWaiting(own)
    own.standIns.inbox.write('hello', ada)
    expect(await second).toMatchObject({ ok: true, value: { name: 'Ada' } })
  })

  it.each(['conflict_other_poller', 'conflict_webhook'])('when another program has the bot (%s), which is said', async (failure) => {
    const own = await parts({ telegram: ['ok', faultCase('telegram', failure)] })
    expect(await own.connecting.telegram.find(false)).toMatchObject({ ok: false, error: { code: 'client_conflict', message: expect.any(String), hint: expect.any(String) } })
  })

  it('when another program comes while it waits', async () => {
    const own = await parts()
    const finding = own.connecting.telegram.find(false)
    await isWaiting(own)
    const other = await fetch(`${own.standIns.url.telegram}/bot${own.standIns.credentials.telegramToken}/getUpdates`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    expect(other.status).toBe(200)
    expect(await finding).toMatchObject({ ok: false, error: { code: 'client_conflict' } })
  })

  it('when the bot’s token is refused', async () => {
    const own = await parts({ telegram: faultCase('telegram', 'token_unauthorized') })
    expect(await own.connecting.telegram.find(true)).toMatchObject({ ok: false, error: { code: 'auth_invalid' } })
  })

  const alone = async (telegram: Behaviour | Behaviour[], waitMs: number) => {
    const standIns = await freshProviders({ telegram })
    const outside = { network: realNetwork(async () => null), originMap: new Map(Object.entries(standIns.originMap)) }
    const ports = { token: standIns.credentials.telegramToken, clock: systemClock, ask: (spanMs = 5000) => callRules(outside, deadlineIn(spanMs)), openInBrowser: null, cancelled: new AbortController().signal, waitMs }
    return findChat(ports)
  }

  it('by itself, when nobody writes', async () => {
    expect(await alone('ok', 300)).toEqual({ ok: true, value: null })
  })

  it('by itself with the last disturbance, when there is no time for another try', async () => {
    expect(await alone(['ok', 'ok', 'html-502'], 1000)).toMatchObject({ ok: false, error: { code: 'server_error' } })
  })
})

describe('where it can’t be', () => {
  it('a chat that a variable decides is neither looked for nor written to', async () => {
    const own = await parts({ env: { TELEGRAM_CHAT_ID: '5' } })
    for (const answer of [await own.connecting.telegram.find(true), await own.connecting.telegram.use('987654321')])
      expect(answer).toEqual({ ok: false, error: { code: 'invalid_input', message: 'The chat comes from TELEGRAM_CHAT_ID.', hint: 'Unset TELEGRAM_CHAT_ID to choose it here.' } })
    expect(own.asked()).toEqual([])
  })

  it('no bot is no chat', async () => {
    const own = await parts()
    own.vault.kept.clear()
    for (const answer of [await own.connecting.telegram.find(true), await own.connecting.telegram.use('987654321')]) expect(answer).toMatchObject({ ok: false, error: { code: 'channel_off' } })
  })
})

describe('using a chat', () => {
  it('sends it a first message, then keeps it', async () => {
    const own = await parts()
    expect(await own.connecting.telegram.use('-100123')).toEqual({ ok: true, value: undefined })
    expect(own.standIns.messages).toEqual([{ id: 1, chatId: '-100123', text: greeting }])
    expect(own.chat()).toBe('-100123')
  })

  it('keeps none that can’t be written to, and says why', async () => {
    const own = await parts({ telegram: faultCase('telegram', 'bot_blocked') })
    expect(await own.connecting.telegram.use('42')).toMatchObject({ ok: false, error: { code: 'target_gone', hint: expect.any(String) } })
    expect(own.chat()).toBeNull()
  })

  it('writes to nothing that is no chat', async () => {
    const own = await parts()
    expect(await own.connecting.telegram.use('me')).toMatchObject({ ok: false, error: { code: 'invalid_input', hint: expect.stringContaining('123456789') } })
    expect(own.asked()).toEqual([])
  })
})
