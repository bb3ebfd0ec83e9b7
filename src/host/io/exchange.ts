import type { Evidence } from '../../core/evidence'
import { headersOf, hasNoBody, isForClients, parse, textOf } from './answer'
import { Broken, brokenEvidence } from './broken'
import type { Network } from './network'

export { bodyOf } from './answer'
export { Broken, brokenEvidence } from './broken'

type FetchInput = Parameters<typeof globalThis.fetch>[0]

/** What the fetch given to every client library holds. */
export interface FetchRules {
  /** https origins that may be asked at all. */
  allow: readonly string[]
  /** Real origin → stand-in on loopback, for tests and demos. */
  originMap: ReadonlyMap<string, string>
  /** Over the whole look: all its exchanges, bodies included. */
  deadline: Deadline
  maxBytes: number
  network: Network
  /** Breaks off what is under way when the console ends. */
  ended?: AbortSignal
}

/** The time a look has, in ms of a clock that never jumps. */
export interface Deadline {
  spanMs: number
  /** What is left of it; negative once it is over. */
  left(): number
}

/** One exchange: a fetch to hand to a client library, and afterwards what was really seen on the wire. */
export interface Exchange {
  fetch: typeof globalThis.fetch
  /** null while nothing has left this computer. */
  evidence(): Evidence | null
}

/**
 * Client libraries differ in what they time out, follow, buffer, repeat and leak; this fetch gives them one behaviour:
 * a deadline over the whole body, JSON objects only, a size cap, no redirects, known origins, and no second try. Their own
 * errors are not looked at; the evidence is.
 */
export function exchange(rules: FetchRules): Exchange {
  let seen: Evidence | null = null
  let failed = false
  const guarded = async (input: FetchInput, init?: RequestInit): Promise<Response> => {
    // Some clients ask again by themselves, whatever they are told; whether to look again is decided by the runner.
    if (failed) throw new Error('the exchange is over')
    failed = true
    seen = null
    // It may hold a credential with a line break in it, for instance: then nothing leaves, and nothing is seen.
    const request = await whatToSend(input, init).catch(() => null)
    if (!request) throw new Error('the exchange failed: no such request can be made')
    const { evidence, response } = await withinDeadline(rules, (signal) => once(request, rules, signal))
    seen = evidence
    failed = !response?.ok
    if (response) return response
    // Clients print what they catch: a fresh error carries no address, header or body.
    throw new Error(`the exchange failed: ${evidence.type === 'broken' ? evidence.reason : 'not a JSON object'}`)
  }
  return { fetch: guarded, evidence: () => seen }
}

interface Outcome {
  evidence: Evidence
  /** null where the client is to be told of a failure. */
  response: Response | null
}

/** How long what is broken off may take to say how far it came; nothing waits longer for it. */
const graceMs = 100

/** Settles when the deadline is over, even where something on the way there doesn't listen to being broken off. */
async function withinDeadline({ deadline, ended }: FetchRules, ask: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
  if (ended?.aborted || deadline.left() <= 0) return { evidence: { type: 'broken', reason: 'deadline', code: null }, response: null }
  const controller = new AbortController()
  let over = false
  let grace: NodeJS.Timeout | undefined
  let giveUp = () => {}
  const late = new Promise<never>((_, reject) => (giveUp = () => reject(new Error('broken off'))))
  const breakOff = () => {
    over = true
    controller.abort()
    grace = setTimeout(giveUp, graceMs)
  }
  // A plain timer: on older Node versions AbortSignal.timeout combined by AbortSignal.any may never fire.
  const timer = setTimeout(breakOff, deadline.left())
  ended?.addEventListener('abort', breakOff, { once: true })
  try {
    return await Promise.race([late, ask(controller.signal)])
  } catch (error) {
    return { evidence: brokenEvidence(error, over), response: null }
  } finally {
    clearTimeout(timer)
    clearTimeout(grace)
    ended?.removeEventListener('abort', breakOff)
    // Whatever is still open of it is closed.
    controller.abort()
  }
}

interface ToSend {
  url: URL
  method: string
  headers: [string, string][]
  body: Uint8Array<ArrayBuffer> | null
}

/** Clients hand over addresses or requests, with bodies of any kind: all become the same. Their own signals don't count. */
async function whatToSend(input: FetchInput, init?: RequestInit): Promise<ToSend> {
  const request = new Request(input, { ...init, signal: null, ...(init?.body ? { duplex: 'half' } : {}) } as RequestInit)
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null
  return { url: new URL(request.url), method: request.method, headers: [...request.headers], body }
}

async function once({ url, method, headers, body }: ToSend, rules: FetchRules, signal: AbortSignal): Promise<Outcome> {
  if (!rules.allow.includes(url.origin)) throw new Broken({ type: 'broken', reason: 'origin', code: null })
  const target = standInOf(url, rules.originMap)
  const answer = await rules.network.fetch(url, target, { method, headers, body, redirect: 'manual', signal })
  const location = answer.headers.get('location')
  if (answer.status >= 300 && answer.status < 400 && location !== null) {
    await answer.body?.cancel()
    throw new Broken({ type: 'broken', reason: leadsElsewhere(location, url, target) ? 'redirect' : 'loop', code: String(answer.status) })
  }
  const text = await textOf(answer, rules.maxBytes)
  const read = parse(text, answer)
  const kept = headersOf(answer)
  const evidence: Evidence = { type: 'answer', status: answer.status, headers: kept, ...read, asked: `${method} ${withoutToken(url.pathname)}` }
  return { evidence, response: isForClients(evidence, method) ? new Response(hasNoBody(answer.status, method) ? null : text, { status: answer.status, headers: kept }) : null }
}

/** Where a request goes: to the address itself, or to its stand-in. */
export function standInOf(url: URL, originMap: ReadonlyMap<string, string>): URL {
  const stand = originMap.get(url.origin)
  if (stand === undefined) return url
  const target = new URL(stand)
  // Set part by part: a path that begins with two slashes would else name another host.
  target.pathname = url.pathname
  target.search = url.search
  return target
}

/** A network's sign-in page lies on another host; the API asked never sends there. */
function leadsElsewhere(location: string, url: URL, target: URL): boolean {
  if (!URL.canParse(location, target.href)) return false
  const { origin } = new URL(location, target.href)
  return origin !== target.origin && origin !== url.origin
}

/** Telegram has its token in the path. */
const withoutToken = (path: string): string => path.replace(/^\/bot[^/]*/, '/bot')
