import type { Evidence } from '../../core/evidence'
import { Broken, systemCode } from './broken'

type Answered = Extract<Evidence, { type: 'answer' }>

/** What no longer fits the unpacked text, and words of a server that Stripe's client prints as they come. */
const dropped = /^(content-encoding|content-length|transfer-encoding|set-cookie|stripe-notice)$/
/** What clients and classification get of an answer's headers; names in lower case. */
export const headersOf = (answer: Response): Record<string, string> => Object.fromEntries([...answer.headers].filter(([name]) => !dropped.test(name)))

/**
 * A page reaches no client: some hand it on as data, with whatever status. Nor does JSON that is no object: Stripe's
 * client never settles on a figure or a text, and lets a rejection go unhandled. No Response can hold an odd status.
 */
export function isForClients({ status, json, body }: Answered, method: string): boolean {
  if (status < 200 || status > 599) return false
  return json ? typeof body === 'object' && body !== null && !Array.isArray(body) : hasNoBody(status, method)
}

/** Where nothing is the right answer. */
export const hasNoBody = (status: number, method: string): boolean => method === 'HEAD' || status === 204 || status === 205 || status === 304

/** Enough of a page to tell whose it is. */
const pageChars = 4096

/** A failure is JSON whatever its header says, if it parses; data has to say that it is. */
export function parse(text: string, { ok, headers }: Response): { json: boolean; body: unknown; page?: string } {
  const said = /\bjson\b/i.test(headers.get('content-type') ?? '')
  if (said || (!ok && /^\s*[{[]/.test(text))) {
    try {
      return { json: true, body: JSON.parse(text) as unknown }
    } catch {
      // Cut short, or no JSON after all.
    }
  }
  return { json: false, body: null, ...(text === '' ? {} : { page: text.slice(0, pageChars) }) }
}

/** Of a throttle or an outage the status says it all: that its body breaks tells nothing more. What can't be unpacked came whole. */
export async function textOf(answer: Response, maxBytes: number): Promise<string> {
  try {
    return await bodyOf(answer, maxBytes)
  } catch (error) {
    if (answer.status === 429 || answer.status >= 500 || isUnpacking(error)) return ''
    throw error
  }
}

/** Codes of zlib and zstd; brotli's have another form in each runtime, and a message in common. */
const isUnpacking = (error: unknown): boolean =>
  /^(Z_|ZSTD_)/.test(systemCode(error) ?? '') || (error instanceof Error && error.cause instanceof Error && error.cause.message === 'Decompression failed')

/** Reads at most `maxBytes` after decompression: a small bomb must not become a large one here. */
export async function bodyOf(answer: Response, maxBytes: number): Promise<string> {
  if (!answer.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop early cancels the body, which frees its connection.
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Broken({ type: 'broken', reason: 'too_large', code: null })
    chunks.push(chunk)
  }
  // Takes a byte order mark away, which no parser of JSON would.
  return new TextDecoder().decode(Buffer.concat(chunks))
}
