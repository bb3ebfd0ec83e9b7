import type { RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exchange, type FetchRules } from '../../../src/host/io/exchange'
import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import { startServer } from '../../fixtures/server'

const asked = 'https://api.stripe.com'

async function exchangeWith(answer: RequestListener, own: Partial<FetchRules> = {}) {
  const server = await startServer(answer)
  onTestFinished(() => server.close())
  const rules = { ...callRules({ network: realNetwork(async () => null), originMap: new Map([[asked, server.url]]) }, deadlineIn(5000)), ...own }
  return { server, ...exchange(rules) }
}

const send = (response: ServerResponse, status: number, headers: Record<string, string>, body: string | Buffer = '') => response.writeHead(status, headers).end(body)
const json = { 'content-type': 'application/json' }
const good: RequestListener = (_request, response) => void send(response, 200, json, '{"object":"balance"}')
const failing = async (fetch: typeof globalThis.fetch, path = '/v1/balance', init?: RequestInit): Promise<string> => {
  const error = await fetch(`${asked}${path}`, init).then(() => expect.fail('it should have failed'), (thrown: Error) => thrown)
  return String(error)
}

describe('what is sent', () => {
  const bodies: [string, () => [RequestInfo | URL, RequestInit?], Record<string, unknown>][] = [
    ['an address', () => [`${asked}/v1/x?a=1`], { method: 'GET', url: '/v1/x?a=1', body: '' }],
    ['a URL', () => [new URL(`${asked}/v1/x`)], { method: 'GET', url: '/v1/x', body: '' }],
    ['a request with its body', () => [new Request(`${asked}/v1/x`, { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json', 'x-own': 'yes' } })], { method: 'POST', body: '{"a":1}', headers: expect.objectContaining({ 'x-own': 'yes', 'content-type': 'application/json' }) }],
    ['a request, changed', () => [new Request(`${asked}/v1/x`), { method: 'PUT', body: 'b' }], { method: 'PUT', body: 'b' }],
    ['a form', () => [`${asked}/v1/x`, { method: 'POST', body: new URLSearchParams({ a: '1 2' }) }], { body: 'a=1+2', headers: expect.objectContaining({ 'content-type': expect.stringContaining('x-www-form-urlencoded') }) }],
    ['bytes', () => [`${asked}/v1/x`, { method: 'POST', body: new Uint8Array([104, 105]) }], { body: 'hi', headers: expect.objectContaining({ 'content-length': '2' }) }],
    ['a stream of Node’s', () => [`${asked}/v1/x`, { method: 'POST', body: Readable.from(['h', 'i']) as never }], { body: 'hi' }],
    ['a POST of nothing', () => [`${asked}/v1/x`, { method: 'POST', headers: { 'content-length': '0' } }], { method: 'POST', body: '', headers: expect.objectContaining({ 'content-length': '0' }) }],
    ['a method in small letters', () => [`${asked}/v1/x`, { method: 'delete' }], { method: 'DELETE' }],
    ['a signal of a library’s own make', () => [`${asked}/v1/x`, { signal: { aborted: false } as never }], { method: 'GET' }],
    ['a path that looks like a host', () => [`${asked}//example.com/x`], { url: '//example.com/x' }],
  ]
  it.each(bodies)('%s', async (_name, input, expected) => {
    const { fetch, server } = await exchangeWith(good)
    const response = await fetch(...input())
    expect(await response.json()).toEqual({ object: 'balance' })
    expect(server.seen).toEqual([expect.objectContaining(expected)])
  })

  it('never to an origin that isn’t a provider’s', async () => {
    const { fetch, evidence, server } = await exchangeWith(good)
    await expect(fetch('https://example.com/v1/balance')).rejects.toThrow('the exchange failed: origin')
    await expect(fetch(`${asked}/v1/balance`)).rejects.toThrow('the exchange is over')
    expect(evidence()).toEqual({ type: 'broken', reason: 'origin', code: null })
    expect(server.seen).toEqual([])
  })

  it.each([
    ['a credential with a line break', `${asked}/v1/x`, { headers: { authorization: 'Bearer rk_test_secret\nx' } }],
    ['an address with a password', 'https://me:rk_test_secret@api.stripe.com/', {}],
    ['no address', 'rk_test_secret', {}],
  ])('not %s: nothing leaves, and the secret isn’t quoted', async (_name, input, init) => {
    const { fetch, evidence, server } = await exchangeWith(good)
    const error = await fetch(input, init).then(() => expect.fail('it should have failed'), (thrown: Error) => thrown)
    expect(`${error.message}${error.stack}${String(error.cause)}`).not.toContain('secret')
    expect(evidence()).toBeNull()
    expect(server.seen).toEqual([])
  })
})

describe('what comes back', () => {
  it('is told as it was, without the token of an address', async () => {
    const server = await startServer(good)
    onTestFinished(() => server.close())
    const { fetch, evidence } = exchange(callRules({ network: realNetwork(async () => null), originMap: new Map([['https://api.telegram.org', server.url]]) }, deadlineIn(5000)))
    await fetch('https://api.telegram.org/bot123456789:AAsecret/getMe')
    expect(evidence()).toMatchObject({ type: 'answer', status: 200, body: { object: 'balance' }, json: true, asked: 'GET /bot/getMe' })
  })

  it.each<[string, RequestListener, string]>([
    ['204', (_request, response) => void send(response, 204, {}), 'DELETE'],
    ['HEAD', (_request, response) => void send(response, 200, { ...json, 'content-length': '12' }), 'HEAD'],
  ])('may be nothing: %s', async (_name, answer, method) => {
    const { fetch } = await exchangeWith(answer)
    const response = await fetch(`${asked}/v1/x`, { method })
    expect([response.ok, await response.text()]).toEqual([true, ''])
  })

  it.each<[string, number, Record<string, string>, string | Buffer, Record<string, unknown>]>([
    ['JSON with a mark at its front', 200, json, '\ufeff{"a":1}', { json: true, body: { a: 1 } }],
    ['a problem of another JSON type', 403, { 'content-type': 'application/problem+json' }, '{"a":1}', { json: true, body: { a: 1 } }],
    ['a failure whose header says nothing', 429, {}, ' {"a":1}', { json: true, body: { a: 1 } }],
    ['packed JSON', 200, { ...json, 'content-encoding': 'br' }, brotliCompressSync('{"a":1}'), { json: true, body: { a: 1 } }],
  ])('is read: %s', async (_name, status, headers, body, expected) => {
    const { fetch, evidence } = await exchangeWith((_request, response) => void send(response, status, headers, body))
    await fetch(`${asked}/v1/x`)
    expect(evidence()).toMatchObject({ status, ...expected })
  })

  it.each<[string, number, Record<string, string>, string | Buffer]>([
    ['JSON that doesn’t say so', 200, { 'content-type': 'text/html' }, '{"a":1}'],
    ['JSON cut short', 200, json, '{"a":'],
    ['nothing', 200, json, ''],
    ['no gzip', 200, { ...json, 'content-encoding': 'gzip' }, 'certainly not gzip'],
    ['no brotli', 200, { ...json, 'content-encoding': 'br' }, 'certainly not brotli'],
    ['gzip cut short', 200, { ...json, 'content-encoding': 'gzip' }, gzipSync('{"a":"0123456789"}').subarray(0, 18)],
    ['a status no one has', 799, json, '{"a":1}'],
    ['a page of an outage', 502, { 'content-type': 'text/html' }, '<html>'],
    ['a figure of an outage', 502, { 'content-type': 'text/html' }, '1'],
    ['a failure that only begins like JSON', 500, { 'content-type': 'text/plain' }, '{oh no'],
    ['a failure of nothing', 500, {}, ''],
    ['a figure', 200, json, '1'],
    ['a text', 401, json, '"no"'],
    ['null', 500, json, 'null'],
    ['a list', 200, json, '[{}]'],
  ])('is no data: %s', async (_name, status, headers, body) => {
    const { fetch, evidence } = await exchangeWith((_request, response) => void send(response, status, headers, body))
    expect(await failing(fetch)).toBe('Error: the exchange failed: not a JSON object')
    expect(evidence()).toMatchObject({ type: 'answer', status })
  })

  it('keeps the beginning of a page, to tell whose it is', async () => {
    const { fetch, evidence } = await exchangeWith((_request, response) => void send(response, 403, { 'content-type': 'text/html' }, `<html>${'x'.repeat(100_000)}`))
    await failing(fetch)
    expect(evidence()).toMatchObject({ status: 403, json: false, page: `<html>${'x'.repeat(4090)}` })
  })

  it('leaves out words a client would print', async () => {
    const { fetch } = await exchangeWith((_request, response) => void send(response, 200, { ...json, 'stripe-notice': 'Hello there', 'request-id': 'req_1', 'content-encoding': 'gzip' }, gzipSync('{}')))
    const { headers } = await fetch(`${asked}/v1/x`)
    expect([...headers.keys()].filter((name) => /notice|encoding|length|request-id/.test(name))).toEqual(['request-id'])
  })

  it.each<[string, string, string]>([
    ['to itself', '/v1/x', 'loop'],
    ['to nowhere', 'http://[', 'loop'],
    ['to its real name', 'https://api.stripe.com/v1/y', 'loop'],
    ['to a network’s sign-in page', 'http://portal.example/login', 'redirect'],
  ])('isn’t followed: %s', async (_name, location, reason) => {
    const { fetch, evidence, server } = await exchangeWith((_request, response) => void send(response, 302, { location }))
    expect(await failing(fetch)).toBe(`Error: the exchange failed: ${reason}`)
    expect(evidence()).toEqual({ type: 'broken', reason, code: '302' })
    expect(server.seen).toHaveLength(1)
  })

  it('is an answer where a redirect leads nowhere', async () => {
    const { fetch, evidence } = await exchangeWith((_request, response) => void send(response, 304, {}))
    await fetch(`${asked}/v1/x`)
    expect(evidence()).toMatchObject({ type: 'answer', status: 304 })
  })
})

describe('a limit', () => {
  it('of size counts what is unpacked, and frees the connection', async () => {
    const { fetch, evidence, server } = await exchangeWith((_request, response) => void send(response, 200, { ...json, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(5_000_000, 32))), { maxBytes: 1_000_000 })
    expect(await failing(fetch)).toBe('Error: the exchange failed: too_large')
    expect(evidence()).toEqual({ type: 'broken', reason: 'too_large', code: null })
    await server.idle()
  })

  it('of time holds over the body, and frees the connection', async () => {
    const { fetch, evidence, server } = await exchangeWith((_request, response) => void response.writeHead(200, json).write('{"a":'), { deadline: deadlineIn(200) })
    expect(await failing(fetch)).toBe('Error: the exchange failed: deadline')
    expect(evidence()).toEqual({ type: 'broken', reason: 'deadline', code: null })
    await server.idle()
  })

  it('of time that is over lets nothing leave', async () => {
    const { fetch, evidence, server } = await exchangeWith(good, { deadline: { spanMs: 10, left: () => 0 } })
    expect(await failing(fetch)).toBe('Error: the exchange failed: deadline')
    expect(evidence()).toEqual({ type: 'broken', reason: 'deadline', code: null })
    expect(server.seen).toEqual([])
  })

  it('of time holds where the way there doesn’t listen', async () => {
    const deaf = { fetch: () => new Promise<Response>(() => {}) }
    const { fetch } = await exchangeWith(good, { deadline: deadlineIn(50), network: deaf })
    expect(await failing(fetch)).toBe('Error: the exchange failed: deadline')
  })

  it('of time is one for all exchanges of a look', async () => {
    const deadline = deadlineIn(1000)
    const hang: RequestListener = () => {}
    const [first, second] = [await exchangeWith(hang, { deadline }), await exchangeWith(hang, { deadline })]
    expect(await failing(first.fetch)).toBe('Error: the exchange failed: deadline')
    expect(await failing(second.fetch)).toBe('Error: the exchange failed: deadline')
    expect([first.server.seen.length, second.server.seen.length]).toEqual([1, 0])
  })

  it('comes with the end of the console too', async () => {
    const ending = new AbortController()
    const { fetch, server } = await exchangeWith(() => ending.abort(), { ended: ending.signal })
    expect(await failing(fetch)).toBe('Error: the exchange failed: deadline')
    await server.idle()
  })
})

describe('a second try', () => {
  it.each<[string, RequestListener]>([
    ['a refusal', (_request, response) => void send(response, 401, json, '{}')],
    ['a broken connection', (_request, response) => void response.socket?.destroy()],
    ['a page', (_request, response) => void send(response, 200, { 'content-type': 'text/html' }, '<html>')],
  ])('after %s never leaves this computer', async (_name, answer) => {
    const { fetch, evidence, server } = await exchangeWith(answer)
    await fetch(`${asked}/v1/x`).catch(() => {})
    const seen = evidence()
    expect(await failing(fetch)).toBe('Error: the exchange is over')
    expect(server.seen).toHaveLength(1)
    expect(evidence()).toBe(seen)
  })

  it('is a second step, after a success', async () => {
    const { fetch, server } = await exchangeWith(good)
    await fetch(`${asked}/v1/x`)
    await fetch(`${asked}/v1/y`)
    expect(server.seen).toHaveLength(2)
  })
})

it.each([
  ['an outage', 503, { 'retry-after': '30' }],
  ['a throttle', 429, { 'retry-after': '30' }],
])('of %s the status is enough, whatever becomes of its body', async (_name, status, headers) => {
  const { fetch, evidence } = await exchangeWith((_request, response) => {
    response.writeHead(status, { ...json, ...headers, 'content-length': '100' }).write('{"a":', () => setImmediate(() => response.socket?.resetAndDestroy()))
  })
  await failing(fetch)
  expect(evidence()).toMatchObject({ type: 'answer', status, json: false, headers: { 'retry-after': '30' } })
})

it('knows a proxy’s wish for a sign-in, which fetch keeps to itself', async () => {
  const { fetch, evidence } = await exchangeWith((_request, response) => void send(response, 407, { 'content-type': 'text/html' }, '<html>'))
  await failing(fetch)
  expect(evidence()).toEqual({ type: 'broken', reason: 'proxy', code: '407' })
})

it('names neither address, header nor body in its error', async () => {
  const { fetch } = await exchangeWith((_request, response) => void send(response, 200, json, 'secret-body'))
  const error = await fetch(`${asked}/v1/secret-path`, { headers: { authorization: 'Bearer secret-header' } }).then(() => expect.fail('it should have failed'), (thrown: Error) => thrown)
  expect(`${error.message}${error.stack}${JSON.stringify(error)}${String(error.cause)}`).not.toContain('secret')
})
