import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import channel, { messagesOf, receiptOf, toHtml, toPlain } from '../../../../src/core/channels/telegram'
import { handleOf } from '../../../../src/core/telegram-commands'
import type { ChannelIo, Message, Receipt, TelegramFault, TelegramPost } from '../../../../src/core/plugin'
import { fault, type FaultCode } from '../../../../src/shared/faults'
import { err, ok, type Result } from '../../../../src/shared/result'
import { channelIo, delivery } from '../../../fixtures/channel-io'
import { settingsWith } from '../world'

const message = (title: string, body: string, own: Partial<Message> = {}): Message => ({ kind: 'alert', title, body, severity: 'fail', incident: null, about: [], ...own })
const settings = settingsWith({ alerts: { telegramChatId: '-100123' } })

interface Call {
  call: 'send' | 'edit'
  chat: string
  /** The message that is edited. */
  of?: string
  post: TelegramPost
}

type Answers = Partial<Record<'send' | 'edit', (Result<never, TelegramFault> | null)[]>>

/** A chat that takes everything, but what is answered otherwise, in order. Its message ids go on from 42. */
function chat({ token = 'T' as string | null, answers = {} as Answers } = {}) {
  const calls: Call[] = []
  const moved: string[] = []
  let id = 41
  const next = (call: 'send' | 'edit') => answers[call]?.shift() ?? null
  const telegram: ChannelIo['telegram'] = {
    send: async (_token, to, post): Promise<Result<Receipt, TelegramFault>> => {
      calls.push({ call: 'send', chat: to, post })
      return next('send') ?? ok({ id: String(++id) })
    },
    edit: async (_token, to, of, post) => {
      calls.push({ call: 'edit', chat: to, of, post })
      return next('edit') ?? ok(undefined)
    },
  }
  const io = channelIo({ telegram, secret: (name) => (name === 'telegramToken' ? token : null), chatMoved: async (to) => void moved.push(to) })
  return { io, calls, moved, send: (one: Message, earlier: string | null = null) => channel.send(one, settings, io, delivery({ earlier })) }
}

const refused = (code: FaultCode, more: Partial<TelegramFault> = {}): Result<never, TelegramFault> => err({ ...fault(code, code, null), ...more })

/** No half of a surrogate pair. */
const isWhole = (text: string): boolean => Buffer.from(text, 'utf8').toString('utf8') === text

describe('the Telegram text', () => {
  it('is a bold title and the lines of the body', () => {
    expect(toHtml(message('❌ Notion: an outage', 'HTTP 503.\n\nLooks again.'))).toBe('<b>❌ Notion: an outage</b>\nHTTP 503.\n\nLooks again.')
  })

  it('escapes what Telegram would read as a tag or an entity', () => {
    expect(toHtml(message('a < b & "c" > d', '<b>&lt;'))).toBe('<b>a &lt; b &amp; "c" &gt; d</b>\n&lt;b&gt;&amp;lt;')
  })

  it('marks what it had to cut, and cuts as late as it can', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `${String(i).padStart(3, '0')}${'x'.repeat(97)}`)
    const html = toHtml(message('T', lines.join('\n')))
    expect(html.startsWith(`<b>T</b>\n${lines[0]}\n${lines[1]}\n`)).toBe(true)
    expect(html.endsWith('…')).toBe(true)
    expect(html.length).toBeGreaterThan(4090)
  })

  it('keeps the beginning of a single line that is too long', () => {
    const html = toHtml(message('T', 'y'.repeat(10_000)))
    expect(html).toMatch(/^<b>T<\/b>\ny{4000,}…$/)
  })

  it('cuts a title of any length, and still has a body', () => {
    expect(toHtml(message('t'.repeat(9000), 'body'))).toMatch(/^<b>t{500,511}…<\/b>\nbody$/)
  })

  const text = fc.oneof(fc.string({ maxLength: 6000, size: 'max' }), fc.string({ unit: fc.constantFrom('&', '<', '😀', 'x', '\n'), maxLength: 6000, size: 'max' }))

  it('is never longer than Telegram takes, whole where it fits, and splits no entity, tag or character', () => {
    fc.assert(
      fc.property(text, text, (title, body) => {
        const html = toHtml(message(title, body))
        expect(html.length).toBeLessThanOrEqual(4096)
        expect(html.replaceAll(/&(amp|lt|gt);|<\/?b>/g, '')).not.toMatch(/[&<>]/)
        expect(html.match(/<b>/g)).toHaveLength(1)
        expect(html.match(/<\/b>/g)).toHaveLength(1)
        if (isWhole(title) && isWhole(body)) expect(isWhole(html)).toBe(true)
      }),
    )
  })

  it('is the same without any mark-up where that can’t be read', () => {
    expect(toPlain(message('a < b & "c"', '<b>&lt;'))).toBe('a < b & "c"\n<b>&lt;')
    fc.assert(fc.property(text, text, (title, body) => toPlain(message(title, body)).length <= 4096))
  })

  it('loses nothing of a message that fits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), fc.string({ maxLength: 700 }), (title, body) => {
        const plain = toHtml(message(title, body)).replaceAll(/<\/?b>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
        expect(plain).toBe(`${title}\n${body}`)
      }),
    )
  })
})

describe('the Telegram channel', () => {
  it.each([
    ['token and chat', settings, 'T', true],
    ['no chat', settingsWith(), 'T', false],
    ['no token', settings, null, false],
  ])('%s', async (_name, by, token, wanted) => {
    const { io, calls } = chat({ token })
    expect(channel.wanted(by, io)).toBe(wanted)
    const receipt = await channel.send(message('t', 'b'), by, io, delivery())
    expect(receipt).toEqual(
      wanted
        ? { ok: true, value: { id: '42 in -100123' } }
        : { ok: false, error: { code: 'channel_off', message: 'Telegram isn’t set up.', hint: 'Add a bot token and a chat id in Settings.' } },
    )
    expect(calls).toEqual(wanted ? [{ call: 'send', chat: '-100123', post: { text: '<b>t</b>\nb', html: true } }] : [])
  })

  it('hands a refusal on', async () => {
    expect(await chat({ answers: { send: [refused('target_gone')] } }).send(message('t', 'b'))).toEqual(refused('target_gone'))
  })

  it('sends as plain text, once, what Telegram can’t read', async () => {
    const own = chat({ answers: { send: [refused('request_invalid', { unreadable: true })] } })
    expect(await own.send(message('a < b', 'c & d'))).toEqual(ok({ id: '42 in -100123' }))
    expect(own.calls.map(({ post }) => post)).toEqual([{ text: '<b>a &lt; b</b>\nc &amp; d', html: true }, { text: 'a < b\nc & d', html: false }])
    const stubborn = chat({ answers: { send: [refused('request_invalid', { unreadable: true }), refused('request_invalid', { unreadable: true })] } })
    expect(await stubborn.send(message('t', 'b'))).toMatchObject({ ok: false, error: { code: 'request_invalid' } })
    expect(stubborn.calls).toHaveLength(2)
    const tooLong = chat({ answers: { send: [refused('request_invalid')] } })
    expect(await tooLong.send(message('t', 'b'))).toEqual(refused('request_invalid'))
    expect(tooLong.calls).toHaveLength(1)
  })

  it('follows a group that has moved, once, and has its new id kept', async () => {
    const own = chat({ answers: { send: [refused('migrated', { movedTo: '-100999' })] } })
    expect(await own.send(message('t', 'b'))).toEqual(ok({ id: '42 in -100999' }))
    expect(own.calls.map(({ chat: to }) => to)).toEqual(['-100123', '-100999'])
    expect(own.moved).toEqual(['-100999'])
    const again = chat({ answers: { send: [refused('migrated', { movedTo: '-1' }), refused('migrated', { movedTo: '-2' })] } })
    expect(await again.send(message('t', 'b'))).toMatchObject({ ok: false, error: { code: 'migrated' } })
    expect(again.calls).toHaveLength(2)
    const unsaid = chat({ answers: { send: [refused('migrated')] } })
    expect(await unsaid.send(message('t', 'b'))).toEqual(refused('migrated'))
    expect(unsaid).toMatchObject({ moved: [], calls: { length: 1 } })
  })
})

describe('a message that goes on from an earlier one', () => {
  const about = (type: 'opened' | 'escalated' | 'resolved'): Partial<Message> => ({ incident: 'the-incident', about: [{ incident: 'the-incident', type }] })
  const buttons = ['a', 's1', 's8'].map((code, i) => ({ text: ['Acknowledge', 'Snooze 1 h', 'Snooze 8 h'][i], data: `${code}:${handleOf('the-incident')}` }))

  it('changes that one, takes its buttons away at the end, and says so in a line below', async () => {
    const own = chat()
    expect(await own.send(message('✅ Resolved: Stripe', 'HTTP 503.', about('resolved')), '7 in -100123')).toEqual(ok({ id: '7, 42 in -100123', calls: 2 }))
    expect(own.calls).toEqual([
      { call: 'edit', chat: '-100123', of: '7', post: { text: '<b>✅ Resolved: Stripe</b>\nHTTP 503.', html: true } },
      { call: 'send', chat: '-100123', post: { text: '<b>✅ Resolved: Stripe</b>', html: true, replyTo: '7' } },
    ])
  })

  it('keeps the buttons while it goes on', async () => {
    const own = chat()
    await own.send(message('❌ Stripe', 'HTTP 503.', about('escalated')), '7 in -100123')
    expect(own.calls[0]!.post.buttons).toEqual(buttons)
    expect(own.calls[1]!.post.buttons).toBeUndefined()
  })

  it('finds the first message by the receipt of any that followed it', async () => {
    const own = chat()
    await own.send(message('✅', '', about('resolved')), '7, 9 in -100123')
    expect(own.calls.map(({ of, post }) => of ?? post.replyTo)).toEqual(['7', '7'])
  })

  it('is fine with a message that says it already: an earlier try got so far', async () => {
    const own = chat({ answers: { edit: [refused('already_done')] } })
    expect(await own.send(message('✅', '', about('resolved')), '7 in -100123')).toEqual(ok({ id: '7, 42 in -100123', calls: 2 }))
  })

  it.each<FaultCode>(['not_found_or_not_shared', 'request_invalid'])('is a new message where the old one can’t be changed any more: %s', async (code) => {
    const own = chat({ answers: { edit: [refused(code)] } })
    expect(await own.send(message('✅ Resolved', 'b', about('resolved')), '7 in -100123')).toEqual(ok({ id: '42 in -100123' }))
    expect(own.calls.at(-1)).toEqual({ call: 'send', chat: '-100123', post: { text: '<b>✅ Resolved</b>\nb', html: true, replyTo: '7' } })
  })

  it.each<[FaultCode, Partial<TelegramFault>]>([['rate_limited', { retryAfterMs: 30_000 }], ['transport', {}], ['target_gone', {}], ['auth_invalid', {}]])('waits, or gives up, as a failed change says: %s', async (code, more) => {
    const own = chat({ answers: { edit: [refused(code, more)] } })
    expect(await own.send(message('✅', '', about('resolved')), '7 in -100123')).toEqual(refused(code, more))
    expect(own.calls).toHaveLength(1)
  })

  it('tries the whole again when the line below didn’t arrive', async () => {
    const own = chat({ answers: { send: [refused('rate_limited', { retryAfterMs: 5000 })] } })
    expect(await own.send(message('✅', '', about('resolved')), '7 in -100123')).toEqual(refused('rate_limited', { retryAfterMs: 5000 }))
  })

  it.each([['another chat', '7 in -100999'], ['an older console', '7'], ['something else', 'shown']])('is a new message where the receipt is of %s', async (_whose, earlier) => {
    const own = chat()
    expect(await own.send(message('✅', '', about('resolved')), earlier)).toEqual(ok({ id: '42 in -100123' }))
    expect(own.calls).toMatchObject([{ call: 'send' }])
  })

  it('is a whole new message in a group that has moved: the old one stayed behind', async () => {
    const own = chat({ answers: { edit: [refused('migrated', { movedTo: '-100999' })] } })
    expect(await own.send(message('✅ Resolved', 'b', about('resolved')), '7 in -100123')).toEqual(ok({ id: '42 in -100999' }))
    expect(own.calls.at(-1)).toEqual({ call: 'send', chat: '-100999', post: { text: '<b>✅ Resolved</b>\nb', html: true } })
  })

  it('has buttons at its beginning only if it is about one incident', async () => {
    const own = chat()
    for (const more of [about('opened'), about('resolved'), {}, { incident: null, about: [{ incident: 'a', type: 'opened' as const }, { incident: 'b', type: 'opened' as const }] }]) await own.send(message('t', 'b', more))
    expect(own.calls.map(({ post }) => post.buttons?.length ?? 0)).toEqual([3, 0, 0, 0])
    expect(own.calls[0]!.post.buttons).toEqual(buttons)
  })
})

describe('a receipt', () => {
  it('names its messages, for their own chat alone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat().map(String), { minLength: 1, maxLength: 3 }), fc.constantFrom('-100123', '42', '@ops_channel'), (ids, of) => {
        const receipt = receiptOf(of, ...ids)
        expect(messagesOf(receipt, of)).toEqual(ids)
        expect(messagesOf(receipt, '-7')).toBeNull()
      }),
    )
    expect(messagesOf(null, '42')).toBeNull()
  })
})
