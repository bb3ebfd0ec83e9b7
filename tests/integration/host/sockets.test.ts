import { once } from 'node:events'
import { createServer as createPlain, Socket, type AddressInfo, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { createServer as createTls, type TlsOptions } from 'node:tls'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { deadlineIn } from '../../../src/host/io/io'
import { openConnection, readCertificate } from '../../../src/host/io/sockets'
import { makeAuthority, makeCertificate, type Authority } from '../../fixtures/certificates'
import { gate, until } from '../support'

const generousMs = 10_000
const shortMs = 200
const dayMs = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs)

/** Listens for this test; `open` counts connections that haven’t ended. */
async function listen(server: Server, host = '127.0.0.1') {
  const state = { open: 0, accepted: 0 }
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    state.open++
    state.accepted++
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => state.open--)
  })
  // The client hangs up as soon as it has seen enough.
  server.on('tlsClientError', () => {})
  server.listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, state, allClosed: () => until(() => state.accepted > 0 && state.open === 0, 'all connections to end') }
}

/** Kept for a service that nobody has run for decades. */
const deadPort = 1

/** Sockets of this process that are still there. */
const handles = () => process.getActiveResourcesInfo().filter((name) => /TCP.*Wrap|TLSWrap|Timeout/i.test(name)).length
const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'))

describe('a TCP port', () => {
  it('is open, and is let go of again', async () => {
    const { port, allClosed } = await listen(createPlain((socket) => socket.resume()))
    expect(await openConnection({ host: '127.0.0.1', port }, deadlineIn(generousMs))).toEqual({ ok: true, value: undefined })
    await allClosed()
  })

  it('is found under a name that has an address of a family where nobody listens', async () => {
    const { port } = await listen(createPlain((socket) => socket.resume()))
    expect(await openConnection({ host: 'localhost', port }, deadlineIn(generousMs))).toMatchObject({ ok: true })
  })

  it.runIf(hasIpv6)('is found by IPv6, as a URL writes it or plainly', async () => {
    const { port } = await listen(createPlain((socket) => socket.resume()), '::1')
    for (const host of ['[::1]', '::1']) expect(await openConnection({ host, port }, deadlineIn(generousMs))).toMatchObject({ ok: true })
  })

  it.each(['127.0.0.1', 'localhost'])('of %s refuses where nobody listens', async (host) => {
    const port = deadPort
    expect(await openConnection({ host, port }, deadlineIn(generousMs))).toMatchObject({
      ok: false,
      error: { code: 'transport', message: `${host}:${port} refuses connections (ECONNREFUSED).` },
    })
  })

  it('is open also where the other side hangs up at once', async () => {
    const { port } = await listen(createPlain((socket) => socket.end()))
    expect(await openConnection({ host: '127.0.0.1', port }, deadlineIn(generousMs))).toMatchObject({ ok: true })
  })

  it('isn’t waited for once the time is over', async () => {
    const { port } = await listen(createPlain())
    const late = await openConnection({ host: '127.0.0.1', port }, { spanMs: 10_000, left: () => -1 })
    // Whether it was open is a matter of microseconds; it settles in any case.
    expect(late.ok || late.error.message.includes('gave no complete answer within 10 s')).toBe(true)
  })

  it('leaves nothing behind, however it went', async () => {
    const { port, allClosed } = await listen(createPlain((socket) => socket.resume()))
    const before = handles()
    await Promise.all(Array.from({ length: 20 }, (_, i) => openConnection({ host: '127.0.0.1', port: i % 2 ? port : deadPort }, deadlineIn(6 * generousMs))))
    await allClosed()
    await until(() => handles() <= before, 'all handles to be gone')
  })
})

describe('a certificate', () => {
  let authority: Authority
  beforeAll(async () => {
    authority = await makeAuthority()
  })

  const serve = (options: TlsOptions, host?: string) => listen(createTls(options, (socket) => socket.on('error', () => {}).resume()), host)
  const read = (port: number, serverName = 'shop.example.com', host = '127.0.0.1') => readCertificate({ host, port, serverName }, deadlineIn(generousMs))

  it('is read with its names and dates', async () => {
    const [validFrom, validTo] = [inDays(-3), inDays(30)]
    const { port, allClosed } = await serve(await makeCertificate({ names: ['shop.example.com', '*.shop.example.com', '127.0.0.1'], authority, validFrom, validTo }))
    const shown = await read(port)
    expect(shown).toEqual({
      ok: true,
      value: {
        subject: 'shop.example.com',
        issuer: 'Test Authority',
        // To the second.
        validFrom: Math.floor(validFrom.getTime() / 1000) * 1000,
        validTo: Math.floor(validTo.getTime() / 1000) * 1000,
        names: ['shop.example.com', '*.shop.example.com', '127.0.0.1'],
        problem: expect.stringMatching(/^UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT_LOCALLY)$/),
      },
    })
    await allClosed()
  })

  it.each<[string, string, string[], string]>([
    ['the name', 'shop.example.com', ['shop.example.com'], 'UNABLE'],
    ['a name below it', 'a.example.com', ['*.example.com'], 'UNABLE'],
    ['the address', '127.0.0.1', ['127.0.0.1'], 'UNABLE'],
    ['an address of IPv6, as a URL writes it', '[::1]', ['::1'], 'UNABLE'],
    ['another name', 'shop.example.com', ['www.example.com'], 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['two names below it', 'a.b.example.com', ['*.example.com'], 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['another address', '127.0.0.1', ['127.0.0.2'], 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is held against %s', async (_name, serverName, names, problem) => {
    const { port } = await serve(await makeCertificate({ names, authority }))
    expect(await read(port, serverName)).toMatchObject({ ok: true, value: { problem: expect.stringContaining(problem) } })
  })

  it('that is wrong in two ways is first of all for another', async () => {
    const { port } = await serve(await makeCertificate({ names: ['www.example.com'] }))
    expect(await read(port)).toMatchObject({ ok: true, value: { problem: 'ERR_TLS_CERT_ALTNAME_INVALID' } })
  })

  it.each<[string, Parameters<typeof makeCertificate>[0], string]>([
    ['signed by itself', { names: ['shop.example.com'] }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['expired', { names: ['shop.example.com'], validFrom: inDays(-20), validTo: inDays(-2) }, ''],
    ['not valid yet', { names: ['shop.example.com'], validFrom: inDays(2), validTo: inDays(20) }, ''],
  ])('that is %s is still shown', async (_name, options, problem) => {
    const { port } = await serve(await makeCertificate(options))
    const shown = await read(port)
    expect(shown).toMatchObject({ ok: true, value: { problem: expect.stringContaining(problem) } })
    if (options.validTo) expect(shown).toMatchObject({ value: { validTo: Math.floor(options.validTo.getTime() / 1000) * 1000 } })
  })

  it('of an authority that comes along is one nobody knows', async () => {
    const { key, cert } = await makeCertificate({ names: ['shop.example.com'], authority })
    const { port } = await serve({ key, cert: cert + authority.cert })
    expect(await read(port)).toMatchObject({ ok: true, value: { problem: 'SELF_SIGNED_CERT_IN_CHAIN' } })
  })

  it('is that of the server named in the greeting, and no address is named', async () => {
    const asked: string[] = []
    const { key, cert } = await makeCertificate({ names: ['shop.example.com'], authority })
    const options: TlsOptions = { key, cert, SNICallback: (name, done) => void (asked.push(name), done(null)) }
    const { port } = await serve(options)
    await read(port, 'shop.example.com')
    await read(port, '127.0.0.1')
    expect(asked).toEqual(['shop.example.com'])
  })

  it('is read anew each time, so that a renewed one is seen', async () => {
    const server = createTls(await makeCertificate({ names: ['shop.example.com'], authority, validTo: inDays(3) }), (socket) => socket.on('error', () => {}).resume())
    const { port } = await listen(server)
    const first = await read(port)
    server.setSecureContext(await makeCertificate({ names: ['shop.example.com'], authority, validTo: inDays(90) }))
    const second = await read(port)
    if (!first.ok || !second.ok) throw new Error('no certificate')
    expect(second.value.validTo).toBeGreaterThan(first.value.validTo)
  })

  it('comes also from a server that then wants one of ours', async () => {
    const { key, cert } = await makeCertificate({ names: ['shop.example.com'], authority })
    const { port } = await serve({ key, cert, ca: authority.cert, requestCert: true, rejectUnauthorized: true })
    expect(await read(port)).toMatchObject({ ok: true, value: { subject: 'shop.example.com' } })
  })

  it.each([
    ['of HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['of mail', '220 mail.example.com ESMTP ready\r\n'],
    ['of nothing known', '\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008'],
  ])('can’t come from a server %s', async (_name, words) => {
    const { port, allClosed } = await listen(createPlain((socket) => socket.on('error', () => {}).resume().write(words)))
    expect(await read(port)).toMatchObject({ ok: false, error: { code: 'bad_payload', message: expect.stringContaining(`127.0.0.1:${port} doesn’t speak TLS there`) } })
    await allClosed()
  })

  it.each([
    ['knows no TLS that we speak', 70],
    ['finds no cipher that both know', 40],
  ])('can’t come from a server that %s', async (_name, description) => {
    // A fatal alert, as RFC 8446 has it.
    const alert = Buffer.from([0x15, 3, 1, 0, 2, 2, description])
    const { port } = await listen(createPlain((socket) => socket.once('data', () => socket.write(alert))))
    expect(await read(port)).toMatchObject({ ok: false, error: { code: 'transport', message: expect.stringContaining('breaks off the TLS handshake') } })
  })

  it.each<[string, (socket: Socket) => void]>([
    ['hangs up', (socket) => socket.end()],
    ['breaks off', (socket) => socket.resetAndDestroy()],
  ])('can’t come from a server that %s', async (_name, behave) => {
    const { port } = await listen(createPlain((socket) => socket.once('data', () => behave(socket))))
    expect(await read(port)).toMatchObject({ ok: false, error: { code: 'transport', message: expect.stringContaining('ECONNRESET') } })
  })

  it('isn’t waited for longer than the deadline, and the connection is let go of', async () => {
    const heard = gate()
    const { port, allClosed } = await listen(createPlain((socket) => socket.once('data', () => heard.open())))
    const before = handles()
    expect(await readCertificate({ host: '127.0.0.1', port, serverName: 'shop.example.com' }, deadlineIn(shortMs))).toMatchObject({
      ok: false,
      error: { code: 'transport', message: expect.stringContaining(`127.0.0.1:${port} gave no complete answer within`) },
    })
    await heard.opened
    await allClosed()
    await until(() => handles() <= before, 'all handles to be gone')
  })

  it('can’t come where nobody listens', async () => {
    const port = deadPort
    expect(await read(port)).toMatchObject({ ok: false, error: { code: 'transport', message: `127.0.0.1:${port} refuses connections (ECONNREFUSED).` } })
  })
})
