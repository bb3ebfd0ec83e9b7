import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { healthReport } from '../../../src/core/views/health-api'
import { ApiServer } from '../../../src/host/http/server'
import { openEngine, startEngine, type Running } from '../engine'
import { freshProviders, until } from '../support'

interface Answer {
  status: number
  headers: string
  body: Record<string, unknown>
}

/** Bytes as they are, to say what no well-behaved client says. */
async function raw(port: number, text: string): Promise<Answer> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
  socket.write(text)
  await once(socket, 'close')
  const [headers = '', body = ''] = answer.split('\r\n\r\n')
  return { status: Number(headers.split(' ')[1]), headers, body: body === '' ? {} : (JSON.parse(body) as Record<string, unknown>) }
}

const get = (port: number, path: string, ...headers: string[]): Promise<Answer> =>
  raw(port, [`GET ${path} HTTP/1.1`, 'Connection: close', ...(headers.some((header) => /^host:/i.test(header)) ? [] : [`Host: 127.0.0.1:${port}`]), ...headers, '', ''].join('\r\n'))

const error = ({ status, body }: Answer) => ({ status, code: (body['error'] as { code: string }).code })

describe('the local API', () => {
  it('GET /api/system-health is what PRODUCT says, 200 while nothing fails', async () => {
    const { port } = await startEngine()
    const { status, body, headers } = await get(port, '/api/system-health')
    expect(status).toBe(200)
    expect(body).toMatchObject({ ok: true, components: { notion: null, drive: null, stripe: null, scheduler_tick: true } })
    expect(Object.keys(body['components'] as object)).toEqual(['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok'])
    expect(['ok', 'warning', 'unknown']).toContain(body['status'])
    expect(Number.isNaN(Date.parse(body['ts'] as string))).toBe(false)
    expect(Array.isArray(body['issues'])).toBe(true)
    for (const detail of Object.values(body['details'] as Record<string, object>)) expect(detail).toEqual(expect.objectContaining({ status: expect.any(String), latency_ms: expect.toSatisfy((value: unknown) => value === null || typeof value === 'number'), age_s: expect.toSatisfy((value: unknown) => value === null || typeof value === 'number') }))
    expect(headers).toMatch(/cache-control: no-store/i)
    expect(headers).toMatch(/x-content-type-options: nosniff/i)
    expect(headers).not.toMatch(/access-control/i)
  })

  it('is 503 when a component is confirmed failing, and names it', async () => {
    const standIns = await freshProviders()
    const { port } = await startEngine({ env: { STRIPE_API_KEY: `${standIns.credentials.stripeKey}wrong` }, originMap: new Map(Object.entries(standIns.originMap)) })
    const { status, body } = await get(port, '/api/system-health')
    expect(status).toBe(503)
    expect(body).toMatchObject({ ok: false, status: 'fail', components: { stripe: false, notion: null }, issues: [{ component: 'stripe', severity: 'fail', code: 'auth_invalid', message: 'Stripe refuses the credential.', hint: expect.any(String), since: expect.any(String) }] })
    for (const secret of standIns.secrets) expect(JSON.stringify(body)).not.toContain(secret)
  })

  it('a wrong path is answered with the right ones', async () => {
    const { port } = await startEngine()
    expect(await get(port, '/api/health')).toMatchObject({ status: 404, body: { error: { code: 'not_found', message: 'There is nothing at GET /api/health.', hint: expect.stringContaining('GET /api/system-health') } } })
  })

  it.each(['//', '///', '//example.com/api/system-health', '/%', '/\\', '/?', '/constructor', '/__proto__', '/api/system-health/'])('“%s” is no path, and no trouble', async (path) => {
    const { port } = await startEngine()
    expect(error(await get(port, path))).toEqual({ status: 404, code: 'not_found' })
    expect((await get(port, '/api/status')).status).toBe(200)
  })

  it('a brief that is asked for changes nothing', async () => {
    const { port, engine } = await startEngine()
    expect((await get(port, '/api/brief')).body).toMatchObject({ headline: expect.any(String), sections: expect.any(Array) })
    expect(engine.store.known.brief()).toBeNull()
    expect(engine.console.latestBrief()).toBeNull()
  })

  it('a bug behind a route is a 500 without its words, and is reported', async () => {
    const bugs: string[] = []
    const server = new ApiServer({ token: 'x', routes: { 'GET /a': async () => { throw new Error('secret words') }, 'GET /b': async () => ({ status: 200, body: 1n }) }, onBug: (where, bug) => bugs.push(`${where}: ${String(bug)}`) })
    onTestFinished(() => server.close())
    const port = await server.listen(0)
    const answer = await get(port, '/a')
    expect(error(answer)).toEqual({ status: 500, code: 'internal' })
    expect(JSON.stringify(answer.body)).not.toContain('secret words')
    await get(port, '/b')
    expect(bugs).toEqual(['api /a: Error: secret words', expect.stringMatching(/^api: TypeError: /)])
    expect(error(await get(port, '/a'))).toEqual({ status: 500, code: 'internal' })
  })
})

describe('who may ask', () => {
  let running: Running
  const shared = (): number => running.port
  const folder = mkdtempSync(join(tmpdir(), 'echopilot-test-'))
  beforeAll(async () => void (running = await openEngine({ dataDir: folder })))
  afterAll(async () => {
    await running.stop()
    rmSync(folder, { recursive: true })
  })

  it.each(['127.0.0.1', '127.0.0.1:5000', 'localhost', 'LOCALHOST:80', '[::1]:5000'])('Host %s is welcome', async (host) => {
    expect((await get(shared(), '/api/status', `Host: ${host}`)).status).toBe(200)
  })

  it.each(['example.com', '127.0.0.1.example.com', 'localhost.example.com:5000', '127.0.0.1:5000@example.com', '0.0.0.0', '10.0.0.1', ''])('Host “%s” is 421', async (host) => {
    expect(error(await get(shared(), '/api/status', `Host: ${host}`))).toEqual({ status: 421, code: 'wrong_host' })
  })

  it('two Hosts are 421, and none is refused', async () => {
    const port = shared()
    expect(error(await get(port, '/api/status', 'Host: 127.0.0.1', 'Host: example.com'))).toEqual({ status: 421, code: 'wrong_host' })
    expect((await raw(port, 'GET /api/status HTTP/1.0\r\n\r\n')).status).toBe(421)
  })

  it('a target that names a whole address is refused', async () => {
    const port = shared()
    expect(error(await get(port, `http://127.0.0.1:${port}/api/status`))).toEqual({ status: 400, code: 'wrong_target' })
    expect((await raw(port, `OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)).status).toBe(400)
  })

  it.each(['Origin: https://example.com', 'Origin: null', 'Origin: http://127.0.0.1:5000', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Site: same-site'])('a page in a browser is not (%s)', async (header) => {
    expect(error(await get(shared(), '/api/status', header))).toEqual({ status: 403, code: 'browser_page' })
  })

  it('an address typed into a browser is', async () => {
    expect((await get(shared(), '/api/status', 'Sec-Fetch-Site: none')).status).toBe(200)
  })

  it('what acts wants the token', async () => {
    const port = shared()
    const post = (...headers: string[]) => raw(port, ['POST /api/probe HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', 'Content-Length: 0', ...headers, '', ''].join('\r\n'))
    const token = readFileSync(running.paths.token, 'utf8').trim()
    expect(error(await post())).toEqual({ status: 401, code: 'token_missing' })
    for (const wrong of ['Bearer ', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`, token]) expect((await post(`Authorization: ${wrong}`)).status).toBe(401)
    const answer = await post(`Authorization: Bearer ${token}`)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ components: { scheduler_tick: true } })
    expect(error(await get(port, '/api/probe'))).toEqual({ status: 404, code: 'not_found' })
  })

  it('headers without end are 431', async () => {
    const port = shared()
    const answer = await raw(port, `GET /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect(answer.status).toBe(431)
  })
})

describe('the port', () => {
  it('taken is followed by the next free one, which is said everywhere', async () => {
    // Two neighbours: the wanted one is held, the next is ours to find.
    const holder = createServer()
    onTestFinished(() => void holder.close())
    await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done))
    const { port: wanted } = holder.address() as AddressInfo
    const { port, engine, paths } = await startEngine({ env: { ECHOPILOT_PORT: String(wanted) } })
    expect(port).toBeGreaterThan(wanted)
    expect(engine.console.snapshot()).toMatchObject({ api: { port, wantedPort: wanted }, notes: [{ id: 'port', message: `Port ${wanted} is taken; the local API answers on ${port}.` }] })
    expect(JSON.parse(readFileSync(paths.instance, 'utf8'))).toMatchObject({ api: `http://127.0.0.1:${port}`, kind: 'agent', pid: process.pid })
    expect(readFileSync(join(paths.logs, 'console.log'), 'utf8')).toMatch(/"event":"api_listening".*"moved":true/)
  })

  it('is on loopback only', async () => {
    const { port } = await startEngine()
    const { networkInterfaces } = await import('node:os')
    const outside = Object.values(networkInterfaces()).flat().find((address) => address && !address.internal && address.family === 'IPv4')
    if (!outside) return
    const socket = connect(port, outside.address)
    const [problem] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
    expect(problem.code).toBe('ECONNREFUSED')
  })
})

it('80 sockets that never finish asking are closed, and meanwhile a good request is answered', async () => {
  const { port } = await startEngine()
  const sockets: Socket[] = Array.from({ length: 80 }, () => connect(port, '127.0.0.1'))
  const closed = Promise.all(sockets.map((socket) => once(socket.on('error', () => {}).resume(), 'close')))
  for (const socket of sockets) socket.write('GET /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')
  // Each goes on dripping for as long as it may.
  const drip = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write('x')), 200)
  onTestFinished(() => clearInterval(drip))
  await until(() => sockets.every((socket) => !socket.connecting), '80 connections')
  expect((await get(port, '/api/status')).status).toBe(200)
  await closed
  expect((await get(port, '/api/status')).status).toBe(200)
})

it('the report of a state nobody has looked at says so', async () => {
  const { engine } = await startEngine()
  const report = healthReport({ components: new Map(), open: new Map() }, engine.settings.get(), 0)
  expect(report).toMatchObject({ ok: true, status: 'unknown', issues: [], components: { stripe: null } })
})
