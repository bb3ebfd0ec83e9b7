import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import webhook from '../../../src/core/channels/webhook'
import type { Message } from '../../../src/core/plugin'
import { postWebhook } from '../../../src/host/channels/webhook'
import { isOffLimits, webhookProblem } from '../../../src/host/channels/webhook-address'
import { deadlineIn, realNetwork } from '../../../src/host/io/io'
import { makeCertificate } from '../../fixtures/certificates'
import { channelIo, delivery } from '../../fixtures/channel-io'
import { startEngine } from '../engine'
import { filesOf } from '../files'
import { settingsWith, until } from '../support'
import { memoryVault } from './vault'

const canary = 'T00-canary-of-the-webhook'
const message: Message = { kind: 'alert', title: '❌ Stripe: “an outage”', body: 'HTTP 503.\nLooks again.', severity: 'fail', incident: 'i@1', about: [{ incident: 'i@1', type: 'opened' }] }

interface Seen {
  method: string | undefined
  path: string | undefined
  headers: IncomingMessage['headers']
  body: string
}

/** A receiver on loopback; `answer` gets what it was sent. */
async function receiver(answer: (seen: Seen, response: ServerResponse) => void) {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const one = { method: request.method, path: request.url, headers: request.headers, body }
    seen.push(one)
    answer(one, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void (server.closeAllConnections(), server.close()))
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/${canary}` }
}

const network = realNetwork(async () => null)

/** The real channel with the real sender. */
async function send(url: string, spanMs = 5000) {
  const io = channelIo({ secret: () => url, webhook: (to, headers, body) => postWebhook(to, headers, body, { network, deadline: deadlineIn(spanMs) }) })
  const sent = await webhook.send(message, settingsWith(), io, delivery({ key: 'console-7' }))
  // Who knows the address can write there: no word of what went wrong holds it.
  expect(JSON.stringify(sent)).not.toContain(canary)
  return sent
}

describe('a webhook', () => {
  it('gets one POST of JSON with a key that tells it from every other', async () => {
    const { seen, url } = await receiver((_seen, response) => response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"evt_1"}'))
    expect(await send(url)).toEqual({ ok: true, value: { id: 'evt_1' } })
    expect(seen).toMatchObject([{ method: 'POST', path: `/hook/${canary}`, headers: { 'content-type': 'application/json', 'idempotency-key': 'console-7', 'user-agent': 'echopilot-console' } }])
    expect(JSON.parse(seen[0]!.body)).toMatchObject({ title: message.title, body: message.body, severity: 'fail', kind: 'alert', incident: 'i@1', about: [{ incident: 'i@1', type: 'opened' }], source: 'echopilot-console' })
  })

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['nothing', (response) => response.writeHead(204).end(), 'HTTP 204'],
    ['a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>ok'), 'HTTP 200'],
    ['far too much', (response) => response.writeHead(200).end('x'.repeat(1_000_000)), 'HTTP 200'],
    ['half of it', (response) => { response.writeHead(200, { 'content-length': '100' }); response.write('{"id":'); setImmediate(() => response.destroy()) }, 'HTTP 200'],
  ])('that answers 2xx with %s has taken it', async (_what, answer, id) => {
    const { url } = await receiver((_seen, response) => answer(response))
    expect(await send(url)).toEqual({ ok: true, value: { id } })
  })

  it('that goes on for ever after its 2xx has taken it', async () => {
    const { url } = await receiver((_seen, response) => { response.writeHead(202); response.write('{') })
    expect(await send(url, 400)).toEqual({ ok: true, value: { id: 'HTTP 202' } })
  })

  it('is never followed elsewhere', async () => {
    const other = await receiver((_seen, response) => response.end())
    const { url } = await receiver((_seen, response) => response.writeHead(307, { location: other.url }).end())
    expect(await send(url)).toMatchObject({ ok: false, error: { code: 'target_gone', message: expect.stringContaining('redirects aren’t followed') } })
    expect(other.seen).toEqual([])
  })

  it('that asks to wait is waited for', async () => {
    const { url } = await receiver((_seen, response) => response.writeHead(503, { 'retry-after': '90' }).end())
    expect(await send(url)).toMatchObject({ ok: false, error: { code: 'server_error', retryAfterMs: 90_000 } })
  })

  it.each<[string, (response: ServerResponse) => void, number]>([
    ['hangs', () => {}, 300],
    ['breaks off', (response) => response.destroy(), 5000],
  ])('that %s is tried again', async (_what, answer, spanMs) => {
    const { url } = await receiver((_seen, response) => answer(response))
    expect(await send(url, spanMs)).toMatchObject({ ok: false, error: { code: 'transport', message: expect.stringMatching(/^The (connection to the )?webhook /) } })
  })

  it('on a port that no web page has gets nothing', async () => {
    expect(await send(`http://127.0.0.1:1/${canary}`)).toMatchObject({ ok: false, error: { code: 'channel_off' } })
  })

  it('where nobody listens is tried again', async () => {
    const { url } = await receiver(() => {})
    const closed = createServer()
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
    const { port } = closed.address() as AddressInfo
    await new Promise((done) => closed.close(done))
    expect(await send(url.replace(/:\d+/, `:${port}`))).toMatchObject({ ok: false, error: { code: 'transport' } })
  })

  it('with a certificate nobody vouches for gets nothing', async () => {
    const asked: string[] = []
    const server = createTlsServer(await makeCertificate({ names: ['127.0.0.1'] }), (request, response) => {
      asked.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    expect(await send(`https://127.0.0.1:${(server.address() as AddressInfo).port}/${canary}`)).toMatchObject({ ok: false, error: { code: 'certificate_invalid' } })
    expect(asked).toEqual([])
  })

  it('whose name leads to where no alert goes gets nothing', async () => {
    const { seen, url } = await receiver((_seen, response) => response.end())
    const sent = await postWebhook(url, {}, '{}', { network, deadline: deadlineIn(5000), resolve: async () => ['10.0.0.7', '169.254.169.254'] })
    expect(sent).toMatchObject({ ok: false, error: { code: 'channel_off' } })
    expect(seen).toEqual([])
  })

  it('whose name is never found settles by the deadline', async () => {
    const sent = await postWebhook('https://hooks.example.com/x', {}, '{}', { network, deadline: deadlineIn(200), resolve: () => new Promise(() => {}) })
    expect(sent).toMatchObject({ ok: false, error: { code: 'transport' } })
  })
})

describe('an address', () => {
  it.each(['https://hooks.example.com/x', 'https://hooks.example.com:8443/x?token=y', 'http://127.0.0.1:8080/x', 'http://[::1]/x', 'http://192.168.1.5/hook', 'http://nas.local/x', 'http://localhost/x'])('may be written to: %s', (url) => {
    expect(webhookProblem(url)).toBeNull()
  })

  it.each([
    'hooks.example.com', 'ftp://example.com/x', 'file:///etc/passwd', 'javascript:alert(1)', '', 'http://hooks.example.com/x', 'http://8.8.8.8/x', 'https://user:secret@hooks.example.com/x',
    'https://169.254.169.254/latest', 'http://169.254.1.1/x', 'http://2852039166/x', 'http://0xA9FEA9FE/x', 'http://[fe80::1]/x', 'http://[::ffff:169.254.169.254]/x', 'https://metadata.google.internal/x', 'http://metadata/x', 'https://[fd00:ec2::254]/x', 'http://100.100.100.200/x',
  ])('may not: %s', (url) => {
    expect(webhookProblem(url)).toMatchObject({ code: 'channel_off', message: expect.any(String), hint: expect.any(String) })
  })

  it.each([['169.254.169.254', true], ['FE80::1%eth0', true], ['::ffff:a9fe:a9fe', true], ['[fe80::1]', true], ['metadata.google.internal.', true], ['10.0.0.1', false], ['::1', false], ['fd00::1', false], ['example.com', false]])('%s is off limits: %s', (host, off) => {
    expect(isOffLimits(host)).toBe(off)
  })
})

describe('the whole console with a webhook', () => {
  it('keeps no address that nothing may be sent to', async () => {
    const vault = memoryVault()
    const { engine } = await startEngine({ vault })
    expect(await engine.connecting.paste('webhookUrl', `http://hooks.example.com/${canary}`, false)).toMatchObject({ ok: false, error: { code: 'channel_off', hint: expect.stringContaining('https') } })
    expect(await engine.connecting.paste('webhookUrl', `https://hooks.example.com/${canary}`, false)).toEqual({ ok: true, value: { stored: true, reading: null } })
    expect([...vault.kept]).toEqual([['webhookUrl', `https://hooks.example.com/${canary}`]])
  })

  it('sends by it, and its address is found in no file', async () => {
    const { seen, url } = await receiver((one, response) => response.writeHead(one.body.includes('test') ? 200 : 410).end())
    const vault = memoryVault()
    const { engine, paths } = await startEngine({ vault })
    expect(engine.messaging.channels().find(({ id }) => id === 'webhook')).toMatchObject({ wanted: false })
    vault.kept.set('webhookUrl', url)
    expect(engine.messaging.channels().find(({ id }) => id === 'webhook')).toMatchObject({ title: 'Webhook', wanted: true, refusal: null })
    expect(await engine.messaging.testChannel('webhook')).toEqual({ ok: true, value: { receipt: 'HTTP 200' } })
    engine.store.outbox.enqueue('webhook', message, 1)
    engine.wake()
    engine.console.changed()
    await until(() => engine.console.snapshot().notes.some(({ id }) => id === 'channel-webhook'), 'the note')
    expect(engine.console.snapshot().notes).toMatchObject([{ severity: 'fail', message: 'Webhook: nothing more can be sent. The webhook isn’t there any more (410).' }])
    expect(seen.at(-1)!.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}-1$/)
    await engine.stop()
    for (const { text } of filesOf(paths.data)) expect(text.includes(canary)).toBe(false)
  })
})
