import { createServer, type AddressInfo, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import email from '../../../src/core/channels/email'
import type { Message } from '../../../src/core/plugin'
import { sendLetter } from '../../../src/host/channels/smtp'
import { deadlineIn } from '../../../src/host/io/io'
import type { MailServer } from '../../../src/shared/settings'
import { makeAuthority, makeCertificate, type Authority, type Pair } from '../../fixtures/certificates'
import { channelIo, delivery } from '../../fixtures/channel-io'
import { startEngine } from '../engine'
import { filesOf } from '../files'
import { settingsWith, until } from '../support'
import { memoryVault } from './vault'

const password = 'canary-of-the-mail-server'
const message: Message = { kind: 'alert', title: '❌ Stripe: an outage', body: 'HTTP 503.\n.\nLooks again by itself: grüße.', severity: 'fail', incident: 'i@1', about: [{ incident: 'i@1', type: 'opened' }] }

let authority: Authority
let pair: Pair
beforeAll(async () => {
  authority = await makeAuthority()
  pair = await makeCertificate({ names: ['127.0.0.1'], authority })
})

interface Taken {
  from: string
  to: string[]
  raw: string
  encrypted: boolean
  user: string | undefined
}

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code })

/** A real mail server on loopback. */
async function mailServer(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const server = new SMTPServer({
    key: pair.key, cert: pair.cert, logger: false, disableReverseLookup: true, closeTimeout: 100,
    onAuth: ({ username, password: given }, _session, done) => (username === 'ops' && given === password ? done(null, { user: 'ops' }) : done(refusal(535, `wrong password ${given}`))),
    onData(stream, session, done) {
      let raw = ''
      stream.setEncoding('utf8').on('data', (chunk: string) => (raw += chunk)).on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        taken.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw, encrypted: session.secure, user: session.user ? String(session.user) : undefined })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => new Promise<void>((done) => void server.close(() => done())))
  const isLeft = () => until(() => new Promise<boolean>((done) => server.server.getConnections((_error, count) => done(count === 0))), 'the end of the connection')
  return { taken, isLeft, port: (server.server.address() as AddressInfo).port }
}

const settingsFor = (port: number, own: Partial<MailServer> = {}): MailServer => ({ host: '127.0.0.1', port, security: 'starttls', user: 'ops', from: 'console@example.com', to: 'ops@example.org', ...own })

interface How {
  spanMs?: number
  earlier?: string | null
  given?: string | null
  ca?: string | null
}

/** The real channel with the real sender. */
async function send(server: MailServer, { spanMs = 10_000, earlier = null, given = password, ca = authority.cert }: How = {}) {
  const io = channelIo({ secret: () => given, mail: (to, secret, letter) => sendLetter(to, secret, letter, { deadline: deadlineIn(spanMs), ...(ca === null ? {} : { trust: { ca } }) }) })
  const sent = await email.send(message, settingsWith({ alerts: { smtp: server } }), io, delivery({ key: 'console-7', at: Date.UTC(2026, 10, 23, 12), earlier }))
  expect(JSON.stringify(sent)).not.toContain(password)
  return sent
}

const headerOf = (raw: string, name: string): string | undefined => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(raw)?.[1]

describe('a letter', () => {
  it.each<[string, Partial<MailServer>, SMTPServerOptions, Partial<Taken>]>([
    ['by STARTTLS', {}, {}, { encrypted: true, user: 'ops' }],
    ['by TLS from the start', { security: 'tls' }, { secure: true }, { encrypted: true, user: 'ops' }],
    ['without encryption on this computer', { security: 'none', user: null }, { authOptional: true, hideSTARTTLS: true }, { encrypted: false, user: undefined }],
    ['without a sign-in', { user: null }, { authOptional: true }, { encrypted: true, user: undefined }],
  ])('arrives %s', async (_how, own, options, as) => {
    const server = await mailServer(options)
    expect(await send(settingsFor(server.port, own))).toEqual({ ok: true, value: { id: '<console-7@example.com>' } })
    expect(server.taken).toMatchObject([{ from: 'console@example.com', to: ['ops@example.org'], ...as }])
    await server.isLeft()
  })

  it('is the message in plain text, and says that no person wrote it', async () => {
    const server = await mailServer()
    await send(settingsFor(server.port), { earlier: '<console-3@example.com>' })
    const { raw } = server.taken[0]!
    expect(headerOf(raw, 'Message-ID')).toBe('<console-7@example.com>')
    expect(headerOf(raw, 'In-Reply-To')).toBe('<console-3@example.com>')
    expect(headerOf(raw, 'References')).toBe('<console-3@example.com>')
    expect(headerOf(raw, 'Auto-Submitted')).toBe('auto-generated')
    expect(headerOf(raw, 'Date')).toBe('Mon, 23 Nov 2026 12:00:00 +0000')
    expect(headerOf(raw, 'From')).toBe('EchoPilot Console <console@example.com>')
    expect(headerOf(raw, 'Content-Type')).toContain('text/plain; charset=utf-8')
    const words = [...headerOf(raw, 'Subject')!.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)].map(([, how, text]) => (how!.toUpperCase() === 'B' ? Buffer.from(text!, 'base64').toString() : decodeURIComponent(text!.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/g, '%$1'))))
    expect(words.join('')).toBe('❌ Stripe: an outage')
    const body = raw.split('\r\n\r\n').slice(1).join('\r\n\r\n').replaceAll('=\r\n', '')
    const text = headerOf(raw, 'Content-Transfer-Encoding') === 'base64' ? Buffer.from(body, 'base64').toString() : decodeURIComponent(body.replaceAll(/=([0-9A-F]{2})/g, '%$1'))
    expect(text.trimEnd().replaceAll('\r\n', '\n')).toBe(message.body)
  })
})

describe('a mail server', () => {
  it('that refuses the sign-in refuses the channel, without a word of the password', async () => {
    const server = await mailServer()
    const sent = await send(settingsFor(server.port), { given: 'a-wrong-password' })
    expect(sent).toMatchObject({ ok: false, error: { code: 'auth_invalid', message: `127.0.0.1:${server.port} refuses the sign-in (535).` } })
    expect(JSON.stringify(sent)).not.toContain('a-wrong-password')
    expect(server.taken).toEqual([])
  })

  it.each<[string, SMTPServerOptions, string]>([
    ['that knows no such recipient', { onRcptTo: (_address, _session, done) => done(refusal(550, 'no such user')) }, 'target_gone'],
    ['that greylists the recipient', { onRcptTo: (_address, _session, done) => done(refusal(451, 'try again later')) }, 'server_error'],
    ['that doesn’t take the sender', { onMailFrom: (_address, _session, done) => done(refusal(553, 'not yours')) }, 'permission_missing'],
    ['that doesn’t like the letter', { onData: (stream, _session, done) => void stream.resume().on('end', () => done(refusal(554, 'spam'))) }, 'request_invalid'],
    ['that can’t keep the letter now', { onData: (stream, _session, done) => void stream.resume().on('end', () => done(refusal(452, 'no room'))) }, 'server_error'],
    ['that shuts the door', { onConnect: (_session, done) => done(refusal(554, 'go away')) }, 'permission_missing'],
    ['that is too busy', { onConnect: (_session, done) => done(refusal(421, 'too busy')) }, 'server_error'],
    ['that offers no encryption', { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }, 'channel_off'],
  ])('%s', async (_what, options, code) => {
    const server = await mailServer(options)
    expect(await send(settingsFor(server.port))).toMatchObject({ ok: false, error: { code } })
    await server.isLeft()
  })

  it('that greylists takes the same letter later', async () => {
    let known = false
    const server = await mailServer({ onRcptTo: (_address, _session, done) => (known ? done() : ((known = true), done(refusal(451, 'try again later')))) })
    expect(await send(settingsFor(server.port))).toMatchObject({ ok: false })
    expect(await send(settingsFor(server.port))).toEqual({ ok: true, value: { id: '<console-7@example.com>' } })
    expect(server.taken).toHaveLength(1)
  })

  it.each<MailServer['security']>(['starttls', 'tls'])('whose certificate nobody vouches for gets neither password nor letter: %s', async (security) => {
    const asked: string[] = []
    const server = await mailServer({ secure: security === 'tls', onAuth: ({ username }, _session, done) => (asked.push(username ?? ''), done(null, { user: 'ops' })) })
    expect(await send(settingsFor(server.port, { security }), { ca: null })).toMatchObject({ ok: false, error: { code: 'certificate_invalid' } })
    expect({ asked, taken: server.taken }).toEqual({ asked: [], taken: [] })
  })

  it.each<MailServer['security']>(['starttls', 'tls'])('with a certificate for another name gets neither: %s', async (security) => {
    const server = await mailServer({ secure: security === 'tls', ...(await makeCertificate({ names: ['mail.example.com'], authority })) })
    expect(await send(settingsFor(server.port, { security }))).toMatchObject({ ok: false, error: { code: 'certificate_invalid' } })
    expect(server.taken).toEqual([])
  })

  it('that is none at all is tried again', async () => {
    const closed = createServer()
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
    const { port } = closed.address() as AddressInfo
    await new Promise((done) => closed.close(done))
    expect(await send(settingsFor(port))).toMatchObject({ ok: false, error: { code: 'transport', message: `127.0.0.1:${port} refuses connections (ECONNREFUSED).` } })
  })

  it.each<[string, (socket: Socket) => void, string]>([
    ['says nothing', () => {}, 'transport'],
    ['drips its greeting', (socket) => void socket.write('220-'), 'transport'],
    ['stops after the greeting', (socket) => void socket.write('220 mail\r\n'), 'transport'],
    ['breaks off', (socket) => void socket.destroy(), 'transport'],
    ['speaks of the web', (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'transport'],
  ])('that %s is given up in time, and tried again', async (_what, behave, code) => {
    const sockets: Socket[] = []
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => {}).resume())
      behave(socket)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void (sockets.forEach((socket) => socket.destroy()), server.close()))
    expect(await send(settingsFor((server.address() as AddressInfo).port), { spanMs: 400 })).toMatchObject({ ok: false, error: { code } })
    await until(() => sockets.every(({ destroyed, readableEnded }) => destroyed || readableEnded), 'the end of the connection')
  })

  it('that hangs with the letter is given up in time; the next try is the same letter', async () => {
    const ids: (string | undefined)[] = []
    const server = await mailServer({
      onData(stream, _session, done) {
        let raw = ''
        stream.setEncoding('utf8').on('data', (chunk: string) => (raw += chunk)).on('end', () => {
          ids.push(headerOf(raw, 'Message-ID'))
          if (ids.length > 1) done()
        })
      },
    })
    expect(await send(settingsFor(server.port), { spanMs: 1500 })).toMatchObject({ ok: false, error: { code: 'transport' } })
    expect(await send(settingsFor(server.port))).toMatchObject({ ok: true })
    expect(ids).toEqual(['<console-7@example.com>', '<console-7@example.com>'])
  })
})

describe('the whole console with a mail server', () => {
  it('sends by it, follows on, and its password is found in no file', async () => {
    const server = await mailServer({ authOptional: true, hideSTARTTLS: true, allowInsecureAuth: true })
    const { engine, paths } = await startEngine({ vault: memoryVault() })
    expect(engine.messaging.channels().find(({ id }) => id === 'email')).toMatchObject({ title: 'E-mail', wanted: false })
    const smtp = settingsFor(server.port, { security: 'none' })
    expect(await engine.settings.update({ section: 'alerts', values: { smtp } })).toMatchObject({ ok: true })
    await engine.connecting.paste('smtpPassword', password, false)
    expect(await engine.messaging.testChannel('email')).toEqual({ ok: true, value: { receipt: expect.stringMatching(/^<test-.*@example\.com>$/) } })
    engine.store.outbox.enqueue('email', message, 1)
    engine.wake()
    await until(() => server.taken.length === 2, 'the beginning')
    engine.store.outbox.enqueue('email', { ...message, title: 'Resolved', about: [{ incident: 'i@1', type: 'resolved' }] }, 2)
    engine.console.changed()
    await engine.settings.update({ section: 'alerts', values: { smtp: { ...smtp, to: 'others@example.org' } } })
    await until(() => server.taken.length === 3, 'the end')
    expect(headerOf(server.taken[2]!.raw, 'In-Reply-To')).toBe(headerOf(server.taken[1]!.raw, 'Message-ID'))
    await engine.stop()
    for (const { text } of filesOf(paths.data)) expect(text.includes(password)).toBe(false)
  })

  it('shows its password to no other server than the one it was given for', async () => {
    const tried: string[] = []
    const plain = { hideSTARTTLS: true, allowInsecureAuth: true }
    const [own, other] = [await mailServer(plain), await mailServer({ ...plain, onAuth: ({ password: given }, _session, done) => (tried.push(String(given)), done(null, { user: 'ops' })) })]
    const { engine } = await startEngine({ vault: memoryVault() })
    const goBy = async ({ port }: { port: number }) => {
      const proposal = engine.config.propose({ alerts: { smtp: settingsFor(port, { security: 'none' }) } })
      if (!proposal.ok) throw new Error(proposal.error.message)
      expect(await engine.config.apply(proposal.value)).toMatchObject({ ok: true })
      return engine.messaging.testChannel('email')
    }
    expect(await goBy(own)).toMatchObject({ ok: false, error: { message: 'The mail server’s password is missing.' } })
    await engine.connecting.paste('smtpPassword', password, false)
    expect(await engine.messaging.testChannel('email')).toMatchObject({ ok: true })
    const withheld = {
      message: `The mail server’s password was given for 127.0.0.1:${own.port}, and isn’t sent to 127.0.0.1:${other.port}.`,
      hint: 'Give it again in Settings › Alerts, or change the address back.',
    }
    expect(await goBy(other)).toEqual({ ok: false, error: { code: 'channel_off', ...withheld } })
    await until(() => engine.console.snapshot().notes.some((note) => note.message === withheld.message), 'the note in the window')
    expect(tried).toEqual([])
    expect(await goBy(own)).toMatchObject({ ok: true })
    await until(() => !engine.console.snapshot().notes.some((note) => note.message === withheld.message), 'the end of the note')
    await goBy(other)
    await engine.connecting.paste('smtpPassword', password, false)
    expect(await engine.messaging.testChannel('email')).toMatchObject({ ok: true })
    expect(tried).toEqual([password])
  })

  it('refuses settings that make no sense', async () => {
    const { engine } = await startEngine()
    for (const smtp of [{ host: '', port: 25, from: 'a@b', to: 'c@d' }, { host: 'h', port: 0, from: 'a@b', to: 'c@d' }, { host: 'h', from: 'no address', to: 'c@d' }, { host: 'h', from: 'a@b', to: 'c@d>\r\nBcc: <x@y' }, { host: 'h/../', from: 'a@b', to: 'c@d' }])
      expect(await engine.settings.update({ section: 'alerts', values: { smtp } })).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(await engine.settings.update({ section: 'alerts', values: { smtp: { host: 'h', from: 'a@b.example', to: 'c@d.example' } } })).toMatchObject({ ok: true, value: { alerts: { smtp: { port: 587, security: 'starttls', user: null } } } })
  })
})
