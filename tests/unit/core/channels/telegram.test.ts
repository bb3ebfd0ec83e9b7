import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../../src/shared/result'
import channel, { toHtml } from '../../../../src/core/channels/telegram'
import type { ChannelIo, Message } from '../../../../src/core/plugin'
import { no, settingsWith } from '../world'

const message = (title: string, body: string): Message => ({ kind: 'alert', title, body, severity: 'fail', incident: null })
const settings = settingsWith({ alerts: { telegramChatId: '-100123' } })

function chat(token: string | null, answer: Awaited<ReturnType<ChannelIo['telegram']['send']>> = ok({ id: '42' })) {
  const sent: string[][] = []
  const io: ChannelIo = {
    showNotification: null,
    telegram: { me: () => Promise.reject(new Error('not asked')), send: (...by) => (sent.push(by), Promise.resolve(answer)) },
    secret: (name) => (name === 'telegramToken' ? token : null),
  }
  return { io, sent }
}

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
    const { io, sent } = chat(token)
    expect(channel.wanted(by, io)).toBe(wanted)
    const receipt = await channel.send(message('t', 'b'), by, io)
    expect(receipt).toEqual(
      wanted
        ? { ok: true, value: { id: '42' } }
        : { ok: false, error: { code: 'channel_off', message: 'Telegram isn’t set up.', hint: 'Add a bot token and a chat id in Settings.' } },
    )
    expect(sent).toEqual(wanted ? [['T', '-100123', '<b>t</b>\nb']] : [])
  })

  it('hands a refusal on', async () => {
    const refused = no('target_gone')
    expect(await channel.send(message('t', 'b'), settings, chat('T', refused).io)).toEqual(refused)
  })
})
