import { request } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { ProxyError } from './proxy-error'
import { socks4, socks5 } from './socks'

/** Authorities to trust in place of the system's, as PEM. */
export interface Trust {
  ca?: string
}

export interface Way {
  /** Opens the connection to be spoken on. */
  connect: buildConnector.connector
  /** Plain requests aren't tunnelled but handed to the proxy whole, with these headers. */
  extraHeaders: Record<string, string> | null
  /** Whether what lies beyond the proxy has been reached, so that a failure is no longer the proxy's. */
  isOpen(): boolean
  /** What the proxy said against it. */
  refusal(): ProxyError | null
}

interface Proxy {
  url: URL
  host: string
  port: number
  user: string
  password: string
}

const ports: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'socks5:': 1080, 'socks4:': 1080 }

/** The way to `target` by a proxy such as http://user:password@proxy:3128. */
export function wayBy(address: string, target: URL, trust: Trust, signal: AbortSignal | null): Way {
  const proxy = readProxy(address)
  const whole = target.protocol === 'http:' && /^https?:$/.test(proxy.url.protocol)
  let open = false
  let refusal: ProxyError | null = null
  const reach = async (options: buildConnector.Options): Promise<Socket | Error> => {
    let socket: Socket | null = null
    try {
      socket = await openTo(proxy, trust, signal)
      if (!whole) await tunnel(proxy, socket, bare(options.hostname), Number(options.port) || (options.protocol === 'https:' ? 443 : 80))
      open = true
      return options.protocol === 'https:' ? await encrypt(socket, bare(options.hostname), trust) : socket
    } catch (error) {
      socket?.destroy()
      if (error instanceof ProxyError) refusal = error
      return error as Error
    }
  }
  const connect = async (options: buildConnector.Options, callback: buildConnector.Callback) => {
    const reached = await reach(options)
    if (reached instanceof Error) callback(reached, null)
    else callback(null, reached)
  }
  return {
    connect: (options, callback) => void connect(options, callback),
    extraHeaders: whole ? signedIn(proxy) : null,
    isOpen: () => open,
    refusal: () => refusal,
  }
}

/** The address may hold a password: no error names it. */
function readProxy(address: string): Proxy {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !Object.hasOwn(ports, url.protocol) || url.hostname === '') throw new ProxyError(null, Object.assign(new Error('no address of a proxy'), { code: 'ERR_INVALID_URL' }))
  return { url, host: bare(url.hostname), port: Number(url.port) || ports[url.protocol]!, user: decoded(url.username), password: decoded(url.password) }
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const signedIn = ({ user, password }: Proxy): Record<string, string> =>
  user === '' && password === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }

/** Every connection ends with what it was opened for. */
async function openTo({ url, host, port }: Proxy, trust: Trust, signal: AbortSignal | null): Promise<Socket> {
  const socket = connectTcp({ host, port })
  const breakOff = () => socket.destroy()
  signal?.addEventListener('abort', breakOff, { once: true })
  socket.once('close', () => signal?.removeEventListener('abort', breakOff))
  if (signal?.aborted) breakOff()
  await once(socket, 'connect')
  return url.protocol === 'https:' ? encrypt(socket, host, trust) : socket
}

/** Resolves at the event. A connection that breaks later must not end the process: whoever reads from it hears of it. */
function once(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((done, fail) => {
    socket.once(event, () => done()).on('error', fail)
    socket.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })))
  })
}

async function encrypt(socket: Socket, host: string, trust: Trust): Promise<Socket> {
  const secure = connectTls({ socket, host, ...(isIP(host) ? {} : { servername: host }), ALPNProtocols: ['http/1.1'], ...trust })
  // What ends below ends above, and the other way round.
  socket.once('close', () => secure.destroy())
  secure.once('close', () => socket.destroy())
  await once(secure, 'secureConnect')
  return secure
}

function tunnel(proxy: Proxy, socket: Socket, host: string, port: number): Promise<void> {
  if (proxy.url.protocol === 'socks5:') return socks5(socket, { host, port, user: proxy.user, password: proxy.password })
  if (proxy.url.protocol === 'socks4:') return socks4(socket, { host, port, user: proxy.user, password: proxy.password })
  return connectByHttp(proxy, socket, isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`)
}

function connectByHttp(proxy: Proxy, socket: Socket, authority: string): Promise<void> {
  return new Promise((done, fail) => {
    const asked = request({ method: 'CONNECT', path: authority, headers: { host: authority, ...signedIn(proxy) }, createConnection: () => socket, setHost: false })
    asked.once('connect', (answer, _socket, head: Buffer) => {
      const status = answer.statusCode ?? 0
      if (status < 200 || status > 299) return fail(new ProxyError(String(status), null))
      if (head.length > 0) socket.unshift(head)
      return done()
    })
    // A proxy that takes CONNECT for any other request.
    asked.once('response', (answer) => fail(new ProxyError(String(answer.statusCode), null)))
    asked.once('error', fail)
    asked.end()
  })
}
