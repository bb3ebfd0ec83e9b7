import { addressFault } from '../../core/address-fault'
import type { HttpAnswer, HttpRequest } from '../../core/io'
import { reachOf } from '../../core/reach'
import { fault, type Fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import { bodyOf, Broken, brokenEvidence, standInOf, type Deadline } from './exchange'
import type { Network } from './network'

/** Far more than a health page has; what is longer is no answer to look at. */
const maxBytes = 1024 * 1024
const maxRedirects = 10

export interface HttpRules {
  network: Network
  originMap: ReadonlyMap<string, string>
  deadline: Deadline
  ended?: AbortSignal
  /** Of an answer; a page of health is far shorter than the default. */
  maxBytes?: number
}

/** One request to an address of the user's own, its redirects included. Any status is an answer. */
export async function httpRequest(request: HttpRequest, rules: HttpRules): Promise<Result<HttpAnswer>> {
  const refused = whyNot(request)
  if (refused) return err(refused)
  const { deadline, ended } = rules
  const controller = new AbortController()
  // Settles in time even where something on the way, such as a question to the system's proxy settings, can't be broken off.
  const late = new Promise<never>((_, reject) => controller.signal.addEventListener('abort', () => reject(new Error('broken off')), { once: true }))
  const breakOff = () => controller.abort()
  const timer = setTimeout(breakOff, Math.max(0, deadline.left()))
  ended?.addEventListener('abort', breakOff, { once: true })
  const hop = firstHop(request)
  try {
    if (ended?.aborted || deadline.left() <= 0) breakOff()
    return ok(await Promise.race([late, follow(hop, request.followRedirects, rules, controller.signal)]))
  } catch (error) {
    return err(addressFault(hop.url.host, evidenceOf(error, controller.signal.aborted), deadline.spanMs))
  } finally {
    clearTimeout(timer)
    ended?.removeEventListener('abort', breakOff)
  }
}

/** Why such a request can't be made at all; null when it can. */
function whyNot({ url, headers }: HttpRequest): Fault | null {
  if (!URL.canParse(url) || !isWeb(new URL(url))) return fault('invalid_input', 'The address isn’t one of a web page.', 'Write it like https://example.com/health.')
  try {
    void new Headers(headers)
    return null
  } catch {
    return fault('invalid_input', 'The token has characters in it that can’t be sent.', 'Paste it once more in Settings › Checks, without line breaks.')
  }
}

/** Where a request is on its way. */
interface Hop {
  url: URL
  method: HttpRequest['method']
  headers: Readonly<Record<string, string>>
}

function firstHop({ url, method, headers }: HttpRequest): Hop {
  const first = new URL(url)
  first.hash = ''
  return { url: first, method, headers }
}

/** Goes on until an answer is no redirect; `hop` always says where it is. */
async function follow(hop: Hop, followRedirects: boolean, rules: HttpRules, signal: AbortSignal): Promise<HttpAnswer> {
  for (let hops = 0; ; hops++) {
    const headers = { 'user-agent': 'echopilot-console', ...hop.headers }
    const answer = await rules.network.fetch(hop.url, standInOf(hop.url, rules.originMap), { method: hop.method, headers, redirect: 'manual', signal })
    const next = followRedirects ? locationOf(answer, hop.url) : null
    if (next === null) return await read(answer, hop.url, rules.maxBytes ?? maxBytes)
    // What a redirect says beside its address is nobody’s concern, nor whether it can be let go of.
    await answer.body?.cancel().catch(() => {})
    if (hops === maxRedirects) throw new Broken({ type: 'broken', reason: 'loop', code: String(answer.status) })
    // A network’s sign-in page lies in the house; no page of the internet has a reason to send there.
    if (reachOf(hop.url.hostname) === 'remote' && reachOf(next.hostname) === 'local') throw new Broken({ type: 'broken', reason: 'redirect', code: String(answer.status) })
    goOn(hop, next, answer.status)
  }
}

function goOn(hop: Hop, next: URL, status: number): void {
  // A credential is for the site it was given for. Once another site has had a say, it isn’t sent again, not even back home.
  if (next.origin !== hop.url.origin) hop.headers = {}
  // As browsers do it: only 307 and 308 ask for the same request again.
  if (hop.method === 'POST' && status <= 303) hop.method = 'GET'
  hop.url = next
}

const redirects = new Set([301, 302, 303, 307, 308])
const isWeb = (url: URL): boolean => /^https?:$/.test(url.protocol)

function locationOf(answer: Response, url: URL): URL | null {
  const location = redirects.has(answer.status) ? answer.headers.get('location') : null
  if (location === null || !URL.canParse(location, url.href)) return null
  const next = new URL(location, url.href)
  next.username = ''
  next.password = ''
  next.hash = ''
  return isWeb(next) ? next : null
}

async function read(answer: Response, url: URL, mostBytes: number): Promise<HttpAnswer> {
  const text = await bodyOf(answer, mostBytes)
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'set-cookie'))
  return { status: answer.status, headers, text, json: parsed(text), url: url.href }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** fetch refuses ports of other services before anything is sent, and says so in words only. */
function evidenceOf(error: unknown, timedOut: boolean) {
  const refused = error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port'
  return refused ? ({ type: 'broken', reason: 'network', code: 'BAD_PORT' } as const) : brokenEvidence(error, timedOut)
}
