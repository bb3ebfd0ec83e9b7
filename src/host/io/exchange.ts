import type { Evidence } from '../../core/evidence'

type FetchInput = Parameters<typeof globalThis.fetch>[0]

/** What the fetch given to every client library holds. */
export interface FetchRules {
  /** https origins that may be asked at all. */
  allow: readonly string[]
  /** Real origin → stand-in on loopback, for tests and demos. */
  originMap: ReadonlyMap<string, string>
  /** Over the whole exchange, body included. */
  deadlineMs: number
  maxBytes: number
  fetch: typeof globalThis.fetch
  /** Breaks off what is under way when the console ends. */
  ended?: AbortSignal
}

/** One exchange: a fetch to hand to a client library, and afterwards what was really seen on the wire. */
export interface Exchange {
  fetch: typeof globalThis.fetch
  evidence(): Evidence | null
}

class Broken extends Error {
  constructor(readonly evidence: Extract<Evidence, { type: 'broken' }>) {
    super(`exchange broken: ${evidence.reason}${evidence.code ? ` ${evidence.code}` : ''}`)
  }
}

/**
 * Client libraries differ in what they time out, follow, buffer and leak; this fetch gives them one behaviour:
 * a deadline over the whole body, JSON only, a size cap, no redirects, known origins. Their own errors are not
 * looked at; the evidence is.
 */
export function exchange(rules: FetchRules): Exchange {
  let seen: Evidence | null = null
  let failed = false
  const controller = new AbortController()
  // One deadline for all requests of a look: a token and then the call it is for.
  const started = performance.now()

  const guarded = async (input: FetchInput, init?: RequestInit): Promise<Response> => {
    // Some clients ask again by themselves, whatever they are told; whether to look again is decided by the runner.
    if (failed) throw new Error('the exchange is over')
    const left = rules.deadlineMs - (performance.now() - started)
    // A plain timer: on older Node versions AbortSignal.timeout combined by AbortSignal.any may never fire.
    const breakOff = () => controller.abort()
    const timer = setTimeout(breakOff, Math.max(0, left))
    rules.ended?.addEventListener('abort', breakOff)
    if (rules.ended?.aborted) breakOff()
    let response: Response | null = null
    try {
      const answered = await once(input, init, rules, controller.signal)
      seen = answered.evidence
      response = answered.response
    } catch (error) {
      seen = error instanceof Broken ? error.evidence : brokenBy(error, controller.signal.aborted)
    } finally {
      clearTimeout(timer)
      rules.ended?.removeEventListener('abort', breakOff)
    }
    failed = !response?.ok
    if (response) return response
    // Clients print what they catch: a fresh error carries no address, header or body.
    throw new Error(`the exchange failed: ${seen?.type === 'broken' ? seen.reason : 'not JSON'}`)
  }
  return { fetch: guarded, evidence: () => seen }
}

async function once(input: FetchInput, init: RequestInit | undefined, rules: FetchRules, signal: AbortSignal) {
  const request = input instanceof Request ? input : null
  const url = new URL(request ? request.url : String(input))
  if (!rules.allow.includes(url.origin)) throw new Broken({ type: 'broken', reason: 'origin', code: null })
  const stand = rules.originMap.get(url.origin)
  const target = stand ? new URL(url.pathname + url.search, stand) : url
  const options: RequestInit = request
    ? { method: request.method, headers: request.headers, body: request.body ? await request.text() : null }
    : { ...init }
  const answer = await rules.fetch(target, { ...options, redirect: 'manual', signal })
  if (answer.status >= 300 && answer.status < 400) {
    await answer.body?.cancel()
    throw new Broken({ type: 'broken', reason: 'redirect', code: String(answer.status) })
  }
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length'))
  const text = await bodyOf(answer, rules.maxBytes).catch((error: unknown) => {
    // What can't be unpacked came whole, and is no JSON.
    if (systemCode(error)?.startsWith('Z_')) throw new NotJson({ type: 'answer', status: answer.status, headers, body: null, json: false })
    throw error
  })
  const { json, body } = parse(text, headers['content-type'] ?? '')
  const evidence: Evidence = { type: 'answer', status: answer.status, headers, body, json }
  // A page with status 200 must not reach a client that would hand it on as data.
  if (!json && answer.ok) throw new NotJson(evidence)
  return { evidence, response: new Response(noBody(answer.status) ? null : text, { status: answer.status, headers }) }
}

class NotJson extends Error {
  constructor(readonly evidence: Evidence) {
    super('the answer is not JSON')
  }
}

const noBody = (status: number): boolean => status === 204 || status === 205 || status === 304

function parse(text: string, contentType: string): { json: boolean; body: unknown } {
  if (!/\bjson\b/i.test(contentType)) return { json: false, body: null }
  try {
    return { json: true, body: JSON.parse(text) as unknown }
  } catch {
    return { json: false, body: null }
  }
}

/** Reads at most `maxBytes` after decompression: a small bomb must not become a large one here. */
async function bodyOf(answer: Response, maxBytes: number): Promise<string> {
  if (!answer.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Broken({ type: 'broken', reason: 'too_large', code: null })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function brokenBy(error: unknown, timedOut: boolean): Evidence {
  if (error instanceof NotJson) return error.evidence
  if (timedOut) return { type: 'broken', reason: 'deadline', code: null }
  return { type: 'broken', reason: 'network', code: systemCode(error) }
}

/** fetch hides the system's code a few causes deep. */
function systemCode(error: unknown): string | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return systemCode(cause.errors[0])
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  }
  return null
}
