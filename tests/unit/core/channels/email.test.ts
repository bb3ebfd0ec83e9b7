import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import channel, { letterOf } from '../../../../src/core/channels/email'
import type { Letter, Message } from '../../../../src/core/plugin'
import type { MailServer } from '../../../../src/shared/settings'
import { fault } from '../../../../src/shared/faults'
import { ok } from '../../../../src/shared/result'
import { channelIo, delivery } from '../../../fixtures/channel-io'
import { no, settingsWith } from '../world'

const server: MailServer = { host: 'smtp.example.com', port: 587, security: 'starttls', user: 'ops', from: 'console@example.com', to: 'ops@example.org' }
const message: Message = { kind: 'alert', title: '❌ Stripe: an outage', body: 'HTTP 503.\nLooks again by itself.', severity: 'fail', incident: 'i@1', about: [{ incident: 'i@1', type: 'opened' }] }
const by = (own: Partial<MailServer> = {}) => settingsWith({ alerts: { smtp: { ...server, ...own } } })

/** No half of a surrogate pair. */
const isWhole = (text: string): boolean => Buffer.from(text, 'utf8').toString('utf8') === text

describe('a letter', () => {
  it('is the message in plain text, with a name that stays the same at each try', () => {
    const letter = letterOf(message, server, delivery({ key: '0b9d-12', at: 1_700_000_000_000 }))
    expect(letter).toEqual({
      from: 'console@example.com', to: 'ops@example.org', subject: '❌ Stripe: an outage', text: 'HTTP 503.\nLooks again by itself.',
      messageId: '<0b9d-12@example.com>', inReplyTo: null, date: 1_700_000_000_000,
    })
    expect(letterOf(message, server, delivery({ key: '0b9d-12', at: 1_700_000_000_000 }))).toEqual(letter)
    expect(letterOf(message, server, delivery({ key: '0b9d-12-13.2' })).messageId).not.toBe(letter.messageId)
  })

  it('follows on the one about the beginning', () => {
    expect(letterOf(message, server, delivery({ earlier: '<0b9d-12@example.com>' })).inReplyTo).toBe('<0b9d-12@example.com>')
    expect(letterOf(message, server, delivery({ earlier: 'not one of ours>\r\nBcc: <x@y>' })).inReplyTo).toBeNull()
  })

  it('has a subject of one line, whole in its text where it had to be cut', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400, unit: 'binary' }), fc.string({ maxLength: 300, unit: fc.constantFrom('😀', 'x', '\n') })), fc.string(), (title, key) => {
        const letter = letterOf({ ...message, title }, server, delivery({ key }))
        expect(letter.subject.length).toBeLessThanOrEqual(200)
        expect(letter.subject).not.toMatch(/[\r\n]/)
        if (isWhole(title)) expect(isWhole(letter.subject)).toBe(true)
        if (letter.subject.endsWith('…') && !title.endsWith('…')) expect(letter.text).toContain(title)
        expect(letter.messageId).toMatch(/^<[^<>\s@]*@example\.com>$/)
      }),
    )
  })
})

describe('the e-mail channel', () => {
  const sent: [MailServer, string | null, Letter][] = []
  const io = (password: string | null, answer = ok(undefined) as Awaited<ReturnType<ReturnType<typeof channelIo>['mail']>>) => channelIo({ secret: (key) => (key === 'smtpPassword' ? password : null), mail: async (...letter) => (sent.push(letter), answer) })

  it('is wanted where there is a mail server', () => {
    expect(channel.wanted(by(), io(null))).toBe(true)
    expect(channel.wanted(settingsWith(), io('p'))).toBe(false)
  })

  it('hands the letter to the server; its name is the receipt', async () => {
    sent.length = 0
    expect(await channel.send(message, by(), io('secret'), delivery({ key: 'k' }))).toEqual(ok({ id: '<k@example.com>' }))
    expect(sent).toEqual([[server, 'secret', letterOf(message, server, delivery({ key: 'k' }))]])
  })

  it('hands a refusal on', async () => {
    expect(await channel.send(message, by(), io('secret', no('auth_invalid')), delivery())).toEqual(no('auth_invalid'))
  })

  it.each<[string, Partial<MailServer>, string | null, boolean]>([
    ['no encryption on this computer', { security: 'none', host: '127.0.0.1', user: null }, null, true],
    ['no encryption in the house', { security: 'none', host: 'mail.lan', user: null }, null, true],
    ['no encryption over the internet', { security: 'none', host: 'smtp.example.com', user: null }, null, false],
    ['a user without a password', {}, null, false],
    ['no sign-in', { user: null }, null, true],
  ])('with %s', async (_what, own, password, goes) => {
    sent.length = 0
    expect(await channel.send(message, by(own), io(password), delivery())).toMatchObject(goes ? { ok: true } : { ok: false, error: { code: 'channel_off' } })
    expect(sent).toHaveLength(goes ? 1 : 0)
  })

  it('says why a password that is kept isn’t used', async () => {
    const withheld = fault('not_configured', 'It was given for another server.', 'Give it again.')
    expect(await channel.send(message, by(), channelIo({ withheld: () => withheld }), delivery())).toEqual({ ok: false, error: { ...withheld, code: 'channel_off' } })
  })

  it('is another one with another server or password', () => {
    const addresses = [channel.address(by(), io('a')), channel.address(by(), io('b')), channel.address(by({ port: 25 }), io('a'))]
    expect(new Set(addresses).size).toBe(3)
  })

  it('is off without a server', async () => {
    expect(await channel.send(message, settingsWith(), io('p'), delivery())).toMatchObject({ ok: false, error: { code: 'channel_off' } })
  })
})
