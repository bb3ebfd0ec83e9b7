import { wayBy, type Trust } from './proxy'
import { ProxyError } from './proxy-error'
import type { ProxyFor } from './proxy-settings'

export type { Trust } from './proxy'
export { ProxyError } from './proxy-error'
export { proxyFromEnvironment, proxyFromRules, type ProxyFor } from './proxy-settings'

/** How a request leaves this computer: straight, or by a proxy. The one place that makes requests to the outside. */
export interface Network {
  /** `asked` decides the way; `target` is where it goes: the same, or a stand-in on loopback. */
  fetch(asked: URL, target: URL, options: RequestInit): Promise<Response>
}

const loopback = /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/

/** `plain` is the runtime's own fetch; a proxy is honoured where `proxyFor` names one. */
export function openNetwork(plain: typeof globalThis.fetch, proxyFor: ProxyFor, trust: Trust = {}): Network {
  return {
    async fetch(asked, target, options) {
      // Nothing on this computer is ever reached by a proxy.
      const proxy = loopback.test(asked.hostname) ? null : await unlessAborted(namedBy(proxyFor, asked), options.signal)
      return proxy === null ? plain(target, options) : throughProxy(proxy, target, options, trust)
    },
  }
}

/** Rules that can't be read are the proxy's trouble, not the other side's. */
async function namedBy(proxyFor: ProxyFor, asked: URL): Promise<string | null> {
  try {
    return await proxyFor(asked)
  } catch (error) {
    throw new ProxyError(null, error)
  }
}

/** A script that names proxies may itself hang. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return promise
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => (stop = () => reject(new ProxyError(null, null))))
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Loaded only where there is a proxy. */
function loadUndici() {
  // The runtime's fetch is an undici too, and the two share the place for connections of whichever is loaded first: its own.
  if (!('Request' in globalThis && typeof Request === 'function')) throw new Error('this runtime has no fetch')
  return import('undici')
}

/**
 * One request by a connection of its own, so that whatever breaks is told apart: the way to and through the proxy, or
 * what lies beyond. undici's own ProxyAgent leaves a connection behind where a proxy hangs, sends no user name without
 * a password, and can't take a plain request further than a tunnel.
 */
async function throughProxy(proxy: string, target: URL, options: RequestInit, trust: Trust): Promise<Response> {
  const { Client, fetch } = await loadUndici()
  const way = wayBy(proxy, target, trust, options.signal ?? null)
  const client = new Client(target.origin, { connect: way.connect })
  const dispatcher = way.extraHeaders
    ? client.compose((dispatch) => (asked, handler) => dispatch({ ...asked, path: `${target.origin}${asked.path}`, headers: { ...(asked.headers as Record<string, string>), ...way.extraHeaders } }, handler))
    : client
  try {
    const answer = await fetch(target, { ...(options as object), dispatcher })
    // Ends with the body that is still to be read.
    void client.close().catch(() => {})
    return answer as unknown as Response
  } catch (error) {
    void client.destroy().catch(() => {})
    throw way.refusal() ?? (way.isOpen() ? error : new ProxyError(null, error))
  }
}
