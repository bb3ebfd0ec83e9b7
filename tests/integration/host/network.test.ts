import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { wireFault } from '../../../src/core/classify'
import { exchange } from '../../../src/host/io/exchange'
import { callRules, deadlineIn } from '../../../src/host/io/io'
import { openNetwork, proxyFromEnvironment, proxyFromRules, type ProxyFor, type Trust } from '../../../src/host/io/network'
import { stripePort } from '../../../src/host/providers/stripe'
import { makeAuthority, makeCertificate } from '../../fixtures/certificates'
import { startHttpProxy, startSocksProxy, type LoopbackProxy, type ProxyOptions } from '../../fixtures/proxies'
import { startEncrypted, type TlsFault } from '../../fixtures/providers/tls'
import { startRefusing, startServer } from '../../fixtures/server'

const kept = <T extends { close(): Promise<unknown> }>(started: T): T => {
  onTestFinished(async () => void (await started.close()))
  return started
}
const httpProxy = async (options?: ProxyOptions): Promise<LoopbackProxy> => kept(await startHttpProxy(options))
const socksProxy = async (options?: ProxyOptions): Promise<LoopbackProxy> => kept(await startSocksProxy(options))
const answering = async (body: unknown) => kept(await startServer((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))))
const encrypted = async (fault: TlsFault = 'good', body: unknown = { from: 'beyond' }) => kept(await startEncrypted(fault, body))

const warnings: string[] = []
const warned = (warning: Error) => void warnings.push(`${warning.name}: ${warning.message}`)
process.on('warning', warned)
afterAll(() => void process.off('warning', warned))

/** A fetch that would go straight: where a proxy is named, nothing may. */
const neverStraight = (() => Promise.reject(new Error('it went straight'))) as typeof globalThis.fetch

interface Asked {
  proxy: string
  standIn: { url: string; ca?: string }
  trust?: Trust
  deadlineMs?: number
  init?: RequestInit
}

/** One request to Stripe's address, by the proxy named, that ends at a stand-in. */
async function ask({ proxy, standIn, trust = standIn.ca === undefined ? {} : { ca: standIn.ca }, deadlineMs = 5000, init }: Asked) {
  const network = openNetwork(neverStraight, async () => proxy, trust)
  const { fetch, evidence } = exchange(callRules({ network, originMap: new Map([['https://api.stripe.com', standIn.url]]) }, deadlineIn(deadlineMs)))
  const answer = await fetch('https://api.stripe.com/v1/balance?a=1', init).then(async (response) => response.json() as Promise<unknown>, (error: Error) => error.message)
  const seen = evidence()!
  return { answer, seen, fault: seen.type === 'broken' ? wireFault('Stripe', seen, deadlineMs) : null }
}

describe('by a proxy', () => {
  it('an encrypted address is reached through a tunnel, and answers with its own certificate', async () => {
    const [proxy, standIn] = [await httpProxy(), await encrypted()]
    const { answer } = await ask({ proxy: `http://${proxy.host}`, standIn })
    expect(answer).toEqual({ from: 'beyond' })
    expect(proxy.asked).toEqual([`CONNECT 127.0.0.1:${standIn.port}`])
    expect(standIn.requests).toEqual([{ method: 'GET', path: '/v1/balance?a=1' }])
    await proxy.idle()
  })

  it('a plain address is asked for whole: most proxies tunnel to no other port than 443', async () => {
    const [proxy, standIn] = [await httpProxy(), await answering({ from: 'beyond' })]
    const { answer } = await ask({ proxy: `http://${proxy.host}`, standIn, init: { method: 'POST', body: 'a=1', headers: { 'x-own': 'yes' } } })
    expect(answer).toEqual({ from: 'beyond' })
    expect(proxy.asked).toEqual([`POST ${standIn.url}/v1/balance?a=1`])
    expect(standIn.seen).toMatchObject([{ method: 'POST', url: '/v1/balance?a=1', body: 'a=1', headers: { 'x-own': 'yes', host: `127.0.0.1:${standIn.port}` } }])
    expect(standIn.seen[0]!.headers).not.toHaveProperty('proxy-authorization')
    await proxy.idle()
  })

  it.each(['tunnelled', 'whole'] as const)('that encrypts is spoken to encrypted: %s', async (how) => {
    const authority = await makeAuthority()
    const proxy = await httpProxy({ certificate: await makeCertificate({ names: ['127.0.0.1'], authority }) })
    const standIn = how === 'whole' ? await answering({ from: 'beyond' }) : await encrypted()
    const ca = 'ca' in standIn ? `${authority.cert}\n${standIn.ca}` : authority.cert
    expect((await ask({ proxy: `https://${proxy.host}`, standIn, trust: { ca } })).answer).toEqual({ from: 'beyond' })
    expect(proxy.asked).toHaveLength(1)
    await proxy.idle()
  })

  it.each<[string, string, string]>([
    ['a name and a password', 'me:p%40ss%3Aword', 'me:p@ss:word'],
    ['a name alone', 'me', 'me:'],
    ['a password alone', ':secret', ':secret'],
    ['what isn’t encoded well', 'me:100%25%', 'me:100%25%'],
  ])('that wants %s gets it, and nobody else does', async (_name, inAddress, credentials) => {
    for (const standIn of [await encrypted(), await answering({ from: 'beyond' })]) {
      const proxy = await httpProxy({ credentials })
      expect((await ask({ proxy: `http://${inAddress}@${proxy.host}`, standIn })).answer).toEqual({ from: 'beyond' })
    }
  })

  it.each<[string, ProxyOptions, string]>([['SOCKS5', {}, 'socks5'], ['SOCKS5 with a password', { credentials: 'me:secret' }, 'socks5'], ['SOCKS4', {}, 'socks4']])('of the kind %s', async (kind, options, scheme) => {
    for (const standIn of [await encrypted(), await answering({ from: 'beyond' })]) {
      const proxy = await socksProxy(options)
      const address = `${scheme}://${options.credentials ? `${options.credentials}@` : ''}${proxy.host}`
      expect((await ask({ proxy: address, standIn })).answer).toEqual({ from: 'beyond' })
      expect(proxy.asked).toEqual([`${kind.slice(0, 6)} 127.0.0.1:${standIn.port}`])
      await proxy.idle()
    }
  })

  it.each(['socks5', 'socks4'])('of %s, names are left to the proxy', async (scheme) => {
    const [proxy, standIn] = [await socksProxy(), await answering({ from: 'beyond' })]
    await ask({ proxy: `${scheme}://${proxy.host}`, standIn: { url: `http://localhost:${standIn.port}` } })
    expect(proxy.asked).toEqual([`${scheme.toUpperCase()} localhost:${standIn.port}`])
  })

  it('a real client goes its way too', async () => {
    const [proxy, standIn] = [await httpProxy(), await encrypted('good', { object: 'balance', livemode: false })]
    const network = openNetwork(neverStraight, async () => `http://${proxy.host}`, { ca: standIn.ca })
    const answer = await stripePort(callRules({ network, originMap: new Map([['https://api.stripe.com', standIn.url]]) }, deadlineIn(5000))).balance('rk_test_x')
    expect(answer).toEqual({ ok: true, value: { livemode: false } })
  })
})

describe('a proxy that gets in the way', () => {
  const starts = { CONNECT: httpProxy, SOCKS5: socksProxy } as const
  const addresses = { CONNECT: 'http', SOCKS5: 'socks5' } as const

  it.each<[string, 'CONNECT' | 'SOCKS5', ProxyOptions, object, RegExp]>([
    ['wants a password', 'CONNECT', { credentials: 'me:other' }, { code: 'network_blocked' }, /wants a sign-in \(HTTP 407\)/],
    ['wants a password', 'SOCKS5', { credentials: 'me:other' }, { code: 'network_blocked' }, /wants a sign-in\./],
    ['forbids it', 'CONNECT', { instead: 403 }, { code: 'network_blocked' }, /let requests to Stripe through \(HTTP 403\)/],
    ['forbids it', 'SOCKS5', { instead: 2 }, { code: 'network_blocked' }, /let requests to Stripe through\./],
    ['can’t reach what lies beyond', 'CONNECT', { instead: 502 }, { code: 'transport' }, /proxy can’t reach Stripe \(HTTP 502\)/],
    ['can’t reach what lies beyond', 'SOCKS5', { instead: 4 }, { code: 'transport' }, /proxy can’t reach Stripe\./],
    ['breaks off', 'CONNECT', { instead: 'reset' }, { code: 'network_blocked' }, /can’t be reached/],
    ['breaks off', 'SOCKS5', { instead: 'reset' }, { code: 'network_blocked' }, /can’t be reached/],
    ['speaks something else', 'CONNECT', { instead: 'garbage' }, { code: 'network_blocked' }, /can’t be reached/],
    ['hangs', 'CONNECT', { instead: 'hang' }, { code: 'transport' }, /proxy made no connection to Stripe within 1 s/],
    ['hangs', 'SOCKS5', { instead: 'hang' }, { code: 'transport' }, /proxy made no connection to Stripe/],
  ])('%s: %s', async (_what, kind, options, expected, words) => {
    const [proxy, standIn] = [await starts[kind](options), await encrypted()]
    const { fault } = await ask({ proxy: `${addresses[kind]}://me:hunter2@${proxy.host}`, standIn, deadlineMs: options.instead === 'hang' ? 1000 : 5000 })
    expect(fault).toMatchObject({ ...expected, way: 'proxy', provider: 'Stripe' })
    expect(fault!.message).toMatch(words)
    expect(JSON.stringify(fault)).not.toMatch(/hunter2|127\.0\.0\.1/)
    expect(standIn.connections.made).toBe(0)
    await proxy.idle()
  })

  it('wants a password for a plain address', async () => {
    const [proxy, standIn] = [await httpProxy({ credentials: 'me:other' }), await answering({})]
    const { fault } = await ask({ proxy: `http://${proxy.host}`, standIn })
    expect(fault).toMatchObject({ code: 'network_blocked', way: 'proxy', message: 'The proxy on the way to Stripe wants a sign-in (HTTP 407).' })
    await proxy.idle()
  })

  it.each(['http://me:hunter2@127.0.0.1', 'socks5://me:hunter2@127.0.0.1', 'socks4://127.0.0.1', 'https://127.0.0.1'])('isn’t there: %s', async (address) => {
    const standIn = await encrypted()
    const { fault } = await ask({ proxy: `${address}:${kept(await startRefusing()).port}`, standIn })
    expect(fault).toMatchObject({ code: 'network_blocked', way: 'proxy', message: expect.stringContaining('can’t be reached (ECONNREFUSED)') })
    expect(JSON.stringify(fault)).not.toContain('hunter2')
  })

  it.each(['hunter2', 'quic://me:hunter2@127.0.0.1:1', 'http://', 'http://me:hunter2@[oh'])('has no address: %s', async (address) => {
    const { fault, answer } = await ask({ proxy: address, standIn: await encrypted() })
    expect(fault).toMatchObject({ code: 'network_blocked', way: 'proxy', message: 'The proxy on the way to Stripe can’t be reached (ERR_INVALID_URL).' })
    expect(JSON.stringify([fault, answer])).not.toContain('hunter2')
  })

  it('can’t be looked up', async () => {
    const standIn = await encrypted()
    for (const [lookUp, words] of [[() => Promise.reject(new Error('no rules')), /can’t be reached\./], [() => new Promise<string>(() => {}), /made no connection/]] as [ProxyFor, RegExp][]) {
      const { fetch, evidence } = exchange(callRules({ network: openNetwork(neverStraight, lookUp), originMap: new Map([['https://api.stripe.com', standIn.url]]) }, deadlineIn(200)))
      await fetch('https://api.stripe.com/').catch(() => {})
      expect(wireFault('Stripe', evidence() as never, 200).message).toMatch(words)
    }
  })

  it.each<[TlsFault, string]>([['tls-expired', 'CERT_HAS_EXPIRED'], ['tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'], ['tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT']])(
    'isn’t blamed for what lies beyond: %s',
    async (what, code) => {
      const [proxy, standIn] = [await httpProxy(), await encrypted(what)]
      const { seen, fault } = await ask({ proxy: `http://${proxy.host}`, standIn })
      expect(seen).toEqual({ type: 'broken', reason: 'network', code })
      expect(fault).toMatchObject({ code: 'transport', way: 'certificate' })
      await proxy.idle()
    },
  )

  it('isn’t blamed for a hang beyond, and is left alone after it', async () => {
    const [proxy, standIn] = [await httpProxy(), await encrypted('tls-hang')]
    const { seen } = await ask({ proxy: `http://${proxy.host}`, standIn, deadlineMs: 1500 })
    expect(seen).toEqual({ type: 'broken', reason: 'deadline', code: null })
    await proxy.idle()
  })

  it('isn’t trusted itself where its certificate isn’t', async () => {
    const proxy = await httpProxy({ certificate: await makeCertificate({ names: ['127.0.0.1'] }) })
    const { fault } = await ask({ proxy: `https://${proxy.host}`, standIn: await encrypted() })
    expect(fault).toMatchObject({ code: 'network_blocked', way: 'proxy', message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') })
  })
})

it('no library warns of what it does meanwhile', () => {
  expect(warnings).toEqual([])
})

describe('without a proxy', () => {
  it.each(['http://127.0.0.1:8080/', 'http://localhost/', 'https://console.localhost/', 'http://[::1]:80/', 'http://127.1.2.3/', 'http://0.0.0.0/', 'http://[::ffff:127.0.0.1]/'])('what is on this computer: %s', async (address) => {
    const straight: string[] = []
    const plain = (async (target: URL) => (straight.push(target.href), new Response('{}'))) as unknown as typeof globalThis.fetch
    const network = openNetwork(plain, () => Promise.reject(new Error('nobody is to be asked')))
    await network.fetch(new URL(address), new URL(address), {})
    expect(straight).toEqual([new URL(address).href])
  })

  it.each(['https://127.0.0.1.example.com/', 'https://localhost.example.com/', 'https://api.stripe.com/'])('but not what only looks so: %s', async (address) => {
    const network = openNetwork(neverStraight, () => Promise.reject(new Error('asked for')))
    await expect(network.fetch(new URL(address), new URL(address), {})).rejects.toMatchObject({ cause: { message: 'asked for' } })
  })
})

describe('the proxies an environment names', () => {
  const all = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'http://plain:2', ALL_PROXY: 'socks5://any:3' }
  it.each<[string, NodeJS.ProcessEnv, string, string | null]>([
    ['for encrypted addresses', all, 'https://a.example', 'http://secure:1'],
    ['for plain ones', all, 'http://a.example', 'http://plain:2'],
    ['for all', { ALL_PROXY: 'socks5://any:3' }, 'https://a.example', 'socks5://any:3'],
    ['small letters go first', { ...all, https_proxy: 'http://small:4' }, 'https://a.example', 'http://small:4'],
    ['empty ones don’t count', { HTTPS_PROXY: ' ', ALL_PROXY: 'http://any:3' }, 'https://a.example', 'http://any:3'],
    ['none', {}, 'https://a.example', null],
    ['only for plain ones', { HTTP_PROXY: 'http://plain:2' }, 'https://a.example', null],
    ['without a scheme', { HTTPS_PROXY: 'proxy:3128' }, 'https://a.example', 'http://proxy:3128'],
    ['with another word for SOCKS', { ALL_PROXY: 'socks5h://any:3' }, 'https://a.example', 'socks5://any:3'],
    ['with a short word for SOCKS', { ALL_PROXY: 'socks://any:3' }, 'https://a.example', 'socks5://any:3'],
    ['with an old SOCKS', { ALL_PROXY: 'socks4a://any:3' }, 'https://a.example', 'socks4://any:3'],
  ])('%s', async (_name, env, asked, proxy) => {
    expect(await proxyFromEnvironment(env)(new URL(asked))).toBe(proxy)
  })

  it.each<[string, string, boolean]>([
    ['*', 'https://a.example', true],
    ['a.example', 'https://a.example', true],
    ['a.example', 'https://b.a.example', true],
    ['a.example', 'https://ba.example', false],
    ['.a.example', 'https://b.a.example', true],
    ['*.a.example', 'https://b.a.example', true],
    ['A.Example', 'https://a.example.', true],
    ['a.example:443', 'https://a.example', true],
    ['a.example:8443', 'https://a.example', false],
    ['a.example:80', 'http://a.example', true],
    ['x, a.example y', 'https://a.example', true],
    ['10.0.0.0/8', 'https://10.1.2.3', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['10.0.0.0/8', 'https://10.example', false],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['192.168.1.7', 'https://192.168.1.7:8443', true],
    ['192.168.1.7:443', 'https://192.168.1.7:8443', false],
    ['168.1.7', 'https://192.168.1.7', false],
    ['[fd00::1]', 'https://[fd00::1]', true],
    ['[fd00::1]:443', 'https://[fd00::1]', true],
    ['fd00::/8', 'https://[fd12::1]', true],
    ['fd00::1', 'https://[fd00:0::1]', true],
    ['', 'https://a.example', false],
  ])('NO_PROXY=%s leaves out %s: %s', async (exceptions, asked, left) => {
    expect(await proxyFromEnvironment({ ...all, NO_PROXY: exceptions })(new URL(asked))).toBe(left ? null : 'http://secure:1'.replace('secure:1', asked.startsWith('http:') ? 'plain:2' : 'secure:1'))
  })
})

it.each<[string, string | null]>([
  ['DIRECT', null],
  ['PROXY a:1', 'http://a:1'],
  ['PROXY a:1;DIRECT', 'http://a:1'],
  ['DIRECT;PROXY a:1', null],
  ['HTTPS a:443; PROXY b:1', 'https://a:443'],
  ['SOCKS5 a:1080', 'socks5://a:1080'],
  ['SOCKS a:1080', 'socks4://a:1080'],
  ['proxy [::1]:3128', 'http://[::1]:3128'],
  ['QUIC a:1; PROXY b:2', 'http://b:2'],
  ['PROXY', null],
  ['constructor a:1', null],
  ['', null],
])('a browser’s rules “%s” name %s', (rules, proxy) => {
  expect(proxyFromRules(rules)).toBe(proxy)
})
