import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { HttpRequest } from '../../../src/core/io'
import { httpRequest, type HttpRules } from '../../../src/host/io/http'
import { deadlineIn } from '../../../src/host/io/io'
import { openNetwork } from '../../../src/host/io/network'
import { makeCertificate } from '../../fixtures/certificates'
import { gate, until } from '../support'

const network = openNetwork(globalThis.fetch, async () => null)
const generousMs = 10_000

async function listen(server: Server & { closeAllConnections(): void }): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A web server of the test's own; `seen` are the requests it got. */
async function serve(answer: RequestListener) {
  const seen: IncomingMessage[] = []
  const port = await listen(
    createServer((request, response) => {
      seen.push(request)
      answer(request, response)
    }),
  )
  return { origin: `http://127.0.0.1:${port}`, port, seen }
}

const ask = (url: string, request: Partial<HttpRequest> = {}, rules: Partial<HttpRules> = {}) =>
  httpRequest({ method: 'GET', url, headers: {}, followRedirects: true, ...request }, { network, originMap: new Map(), deadline: deadlineIn(generousMs), ...rules })

async function answered(...asked: Parameters<typeof ask>) {
  const answer = await ask(...asked)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}
async function failed(...asked: Parameters<typeof ask>) {
  const answer = await ask(...asked)
  if (answer.ok) throw new Error(`it was answered with ${answer.value.status}`)
  return answer.error
}

const redirectTo = (location: string, status = 302) => (response: ServerResponse) => void response.writeHead(status, { location }).end('gone')

describe('an answer', () => {
  it.each([200, 204, 304, 404, 429, 500, 503])('with status %i is one', async (status) => {
    const { origin } = await serve((_request, response) => response.writeHead(status).end())
    expect(await answered(`${origin}/health`)).toMatchObject({ status, text: '', json: undefined, url: `${origin}/health` })
  })

  it.each([
    ['application/json', '{"a":[1]}', { a: [1] }],
    ['text/plain', ' {"a":1}\n', { a: 1 }],
    ['application/json', '\uFEFF{"a":1}', { a: 1 }],
    ['application/json', 'null', null],
    ['application/json', '{"a":', undefined],
    ['text/html', '<html>', undefined],
    ['application/json', '', undefined],
  ])('is read as JSON whatever it calls itself: %s %j', async (type, body, json) => {
    const { origin } = await serve((_request, response) => response.writeHead(200, { 'Content-Type': type, 'Set-Cookie': 'session=canary' }).end(body))
    const answer = await answered(origin)
    expect(answer.json).toEqual(json)
    expect(answer.headers['content-type']).toBe(type)
    expect(JSON.stringify(answer)).not.toContain('canary')
  })

  it('is unpacked', async () => {
    const { origin } = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('größer')))
    expect((await answered(origin)).text).toBe('größer')
  })

  it('to HEAD is complete without its content', async () => {
    const { origin, seen } = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': 5000 }).end())
    expect(await answered(origin, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
    expect(seen[0]?.method).toBe('HEAD')
  })

  it('comes to what was asked, with the token and a name', async () => {
    const { origin, seen } = await serve((_request, response) => response.end())
    await answered(`${origin}/a?b=c#d`, { method: 'POST', headers: { authorization: 'Bearer canary' } })
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/a?b=c', headers: { authorization: 'Bearer canary', 'user-agent': 'echopilot-console' } })
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('with %i is followed', async (status) => {
    const { origin } = await serve((request, response) => (request.url === '/a' ? redirectTo('b/../c?d=e#f', status)(response) : response.end('there')))
    expect(await answered(`${origin}/a`)).toMatchObject({ status: 200, text: 'there', url: `${origin}/c?d=e` })
  })

  it('isn’t followed where the user wants to see it', async () => {
    const { origin, seen } = await serve((_request, response) => redirectTo('/b', 301)(response))
    expect(await answered(`${origin}/a`, { followRedirects: false })).toMatchObject({ status: 301, headers: { location: '/b' }, url: `${origin}/a` })
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['to nowhere', undefined],
    ['to what isn’t an address', 'http://'],
    ['to a file', 'file:///etc/passwd'],
    ['to a script', 'javascript:alert(1)'],
  ])('%s is the answer', async (_name, location) => {
    const { origin } = await serve((_request, response) => response.writeHead(302, location === undefined ? {} : { location }).end())
    expect((await answered(origin)).status).toBe(302)
  })

  it('is followed ten times, and not once more', async () => {
    const { origin, seen } = await serve((request, response) => {
      const left = Number(request.url!.slice(1))
      if (left > 0) redirectTo(`/${left - 1}`)(response)
      else response.end('there')
    })
    expect((await answered(`${origin}/10`)).text).toBe('there')
    seen.length = 0
    expect(await failed(`${origin}/11`)).toMatchObject({ code: 'expectation_failed', message: expect.stringContaining('sends round in circles (302)') })
    expect(seen).toHaveLength(11)
  })

  it.each([
    ['POST', 302, 'GET'],
    ['POST', 303, 'GET'],
    ['POST', 307, 'POST'],
    ['HEAD', 303, 'HEAD'],
    ['GET', 308, 'GET'],
  ] as const)('of %s by %i goes on as %s', async (method, status, next) => {
    const { origin, seen } = await serve((request, response) => (request.url === '/a' ? redirectTo('/b', status)(response) : response.end()))
    await answered(`${origin}/a`, { method })
    expect(seen.map((request) => request.method)).toEqual([method, next])
  })

  const headers = { authorization: 'Bearer canary', 'x-key': 'canary' }
  const sent = (requests: IncomingMessage[]) => requests.map((request) => request.headers.authorization ?? request.headers['x-key'] ?? null)

  it('takes the token along on the same site', async () => {
    const { origin, seen } = await serve((request, response) => (request.url === '/a' ? redirectTo('/b')(response) : response.end()))
    await answered(`${origin}/a`, { headers })
    expect(sent(seen)).toEqual(['Bearer canary', 'Bearer canary'])
  })

  it('takes it to no other site, and not back home from there', async () => {
    const other = await serve((_request, response) => redirectTo(`${home.origin}/back`)(response))
    const home = await serve((request, response) => (request.url === '/a' ? redirectTo(other.origin)(response) : response.end('home')))
    expect(await answered(`${home.origin}/a`, { headers })).toMatchObject({ text: 'home' })
    expect(sent(home.seen)).toEqual(['Bearer canary', null])
    expect(sent(other.seen)).toEqual([null])
  })

  it('makes no credentials of what an address holds', async () => {
    const { origin, port, seen } = await serve((request, response) => (request.url === '/a' ? redirectTo(`http://me:canary@127.0.0.1:${port}/b`)(response) : response.end()))
    const answer = await answered(`${origin}/a`)
    expect(answer.url).toBe(`${origin}/b`)
    expect(sent(seen)).toEqual([null, null])
  })

  it('from the internet into the house is a network’s sign-in, and isn’t followed', async () => {
    const house = await serve((_request, response) => response.end('Sign in'))
    const far = await serve((_request, response) => redirectTo(house.origin)(response))
    const originMap = new Map([['http://shop.example.com', far.origin]])
    expect(await failed('http://shop.example.com/a', {}, { originMap })).toMatchObject({ code: 'network_blocked', way: 'page' })
    expect(house.seen).toEqual([])
  })

  it('stays with the stand-in of its site', async () => {
    const { origin, seen } = await serve((request, response) => (request.url === '//x/a?b' ? redirectTo('https://shop.example.com/c')(response) : response.end('there')))
    const originMap = new Map([['https://shop.example.com', origin]])
    expect(await answered('https://shop.example.com//x/a?b', { headers }, { originMap })).toMatchObject({ text: 'there', url: 'https://shop.example.com/c' })
    expect(sent(seen)).toEqual(['Bearer canary', 'Bearer canary'])
  })

  it('is let go of, however much it says', async () => {
    const closed = gate()
    const { origin } = await serve((request, response) => {
      if (request.url !== '/a') return void response.end('there')
      response.writeHead(302, { location: '/b' }).write('x')
      response.on('close', () => closed.open())
    })
    expect((await answered(`${origin}/a`)).text).toBe('there')
    await closed.opened
  })
})

describe('too much', () => {
  const limit = 1024 * 1024
  it('is more than a megabyte', async () => {
    const { origin } = await serve((request, response) => response.end(Buffer.alloc(Number(request.url!.slice(1)), 'x')))
    expect((await answered(`${origin}/${limit}`)).text).toHaveLength(limit)
    expect(await failed(`${origin}/${limit + 1}`)).toMatchObject({ code: 'bad_payload', message: expect.stringContaining('sends more than the 1 MB') })
  })

  it('is broken off where it never ends', async () => {
    const closed = gate()
    const { origin } = await serve((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x')
      const more = () => response.write(chunk, (error) => (error ? undefined : more()))
      response.on('close', () => closed.open())
      more()
    })
    expect(await failed(origin)).toMatchObject({ code: 'bad_payload' })
    await closed.opened
  })

  it('is also what only unpacks to it', async () => {
    // 16 GiB: whoever unpacked it all would run into the deadline instead.
    const member = gzipSync(Buffer.alloc(limit, 'x'))
    const bomb = Buffer.concat(Array.from({ length: 16 * 1024 }, () => member))
    const { origin } = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect(await failed(origin)).toMatchObject({ code: 'bad_payload', message: expect.stringContaining('more than the 1 MB') })
  })

  it('isn’t what can’t be unpacked, which says so', async () => {
    const { origin } = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('certainly not gzip'))
    expect(await failed(origin)).toMatchObject({ code: 'bad_payload', message: expect.stringContaining('can’t be unpacked (Z_') })
  })
})

describe('the deadline', () => {
  it.each<[string, RequestListener]>([
    ['says nothing', () => {}],
    ['stops in the middle', (_request, response) => void response.writeHead(200).write('x')],
    ['redirects for ever, slowly', (_request, response) => void setTimeout(() => redirectTo('/')(response), 60)],
  ])('ends a look at a server that %s, and its connection', async (_name, answer) => {
    const closed = gate()
    const { origin } = await serve((request, response) => {
      request.socket.on('close', () => closed.open())
      answer(request, response)
    })
    expect(await failed(origin, {}, { deadline: deadlineIn(250) })).toMatchObject({ code: 'transport', message: expect.stringMatching(/^127\.0\.0\.1:\d+ gave no complete answer within /) })
    await closed.opened
  })

  it('ends it also while the way out is still being asked for', async () => {
    const asking = openNetwork(globalThis.fetch, () => new Promise(() => {}))
    expect(await failed('https://shop.example.com', {}, { network: asking, deadline: deadlineIn(50) })).toMatchObject({ code: 'transport' })
  })

  it('that is over asks nobody', async () => {
    const { origin, seen } = await serve((_request, response) => response.end())
    expect(await failed(origin, {}, { deadline: { spanMs: 1000, left: () => -5 } })).toMatchObject({ code: 'transport' })
    expect(seen).toEqual([])
  })

  it('comes early when the console ends', async () => {
    const ended = new AbortController()
    const { origin, seen } = await serve(() => {})
    const asked = ask(origin, {}, { ended: ended.signal })
    await until(() => seen.length === 1, 'the request')
    ended.abort()
    expect((await asked).ok).toBe(false)
    expect((await ask(origin, {}, { ended: ended.signal })).ok).toBe(false)
  })
})

describe('what stands in the way', () => {
  it('is said of the server that refuses', async () => {
    const server = createServer()
    const port = await listen(server)
    server.close()
    await once(server, 'close')
    expect(await failed(`http://127.0.0.1:${port}`)).toMatchObject({ code: 'transport', message: `127.0.0.1:${port} refuses connections (ECONNREFUSED).` })
  })

  it.each<[string, RequestListener, RegExp]>([
    ['breaks off', (_request, response) => void response.socket?.resetAndDestroy(), /broke/],
    ['speaks no HTTP', (_request, response) => void response.socket?.end('\u0001 certainly no HTTP \u0003'), /broke/],
    ['ends before its length', (_request, response) => void response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx'), /broke/],
  ])('is said of one that %s', async (_name, answer, message) => {
    const { origin } = await serve(answer)
    expect(await failed(origin)).toMatchObject({ code: 'transport', message: expect.stringMatching(message) })
  })

  it('is said of the certificate', async () => {
    const port = await listen(createSecure(await makeCertificate({ names: ['127.0.0.1'] }), (_request, response) => response.end()))
    expect(await failed(`https://127.0.0.1:${port}`)).toMatchObject({
      code: 'certificate_invalid',
      message: `127.0.0.1:${port}: its certificate is signed by itself.`,
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      way: 'certificate',
    })
  })

  it('is said of a server that speaks plainly where TLS is due', async () => {
    const { port } = await serve((_request, response) => response.end())
    expect(await failed(`https://127.0.0.1:${port}`)).toMatchObject({ code: 'bad_payload', message: expect.stringContaining('doesn’t speak TLS there') })
  })

  it.each([
    ['an address that isn’t one', 'shop.example.com', {}],
    ['an address of a file', 'file:///etc/passwd', {}],
    ['a port that isn’t for pages', 'http://127.0.0.1:6667', {}],
    ['a token that can’t be sent', 'http://127.0.0.1:1', { headers: { authorization: 'Bearer canary\nx: y' } }],
    ['a token of other letters', 'http://127.0.0.1:1', { headers: { authorization: 'Bearer canary…' } }],
  ])('is said of %s, without repeating it', async (_name, url, request) => {
    const fault = await failed(url, request)
    expect(fault).toMatchObject({ code: 'invalid_input', hint: expect.stringMatching(/\.$/) })
    expect(JSON.stringify(fault)).not.toContain('canary')
  })
})
