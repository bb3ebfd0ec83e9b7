import type { IncomingMessage } from 'node:http'
import { maxJsonBytes, parseJson } from '../json'
import { problem, type ApiAnswer } from './answer'

/** What is longer still isn't even listened to. */
const listensToBytes = 8 * maxJsonBytes

const example = 'Send JSON with “Content-Type: application/json”, at most 1 MiB.'
const linesExample = 'Send one JSON object a line with “Content-Type: application/x-ndjson”, at most 1 MiB a request.'

type Sent<T> = { value: T } | { refusal: ApiAnswer } | null

/** A request's JSON, or the answer to one that has none; null when the other side went away. Time is bounded by the server's `requestTimeout`. */
export async function jsonBody(request: IncomingMessage): Promise<Sent<unknown>> {
  const sent = await textBody(request, /^application\/json\s*(;|$)/i, 'This wants plain JSON.', example)
  if (sent === null || 'refusal' in sent) return sent
  const parsed = parseJson(sent.value, 'The body', example)
  return parsed.ok ? { value: parsed.value } : { refusal: problem(400, parsed.error.code, parsed.error.message, parsed.error.hint) }
}

/** The text of a request of JSON lines, likewise. */
export const linesBody = (request: IncomingMessage): Promise<Sent<string>> =>
  textBody(request, /^application\/(x-ndjson|ndjson|jsonl|x-jsonlines|json)\s*(;|$)/i, 'This wants JSON lines.', linesExample)

async function textBody(request: IncomingMessage, type: RegExp, wrongType: string, hint: string): Promise<Sent<string>> {
  const { headers } = request
  if (!type.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined) return { refusal: problem(415, 'wrong_type', wrongType, hint) }
  if (Number(headers['content-length'] ?? 0) > listensToBytes) return { refusal: tooLarge(hint) }
  const bytes = await read(request)
  if (bytes === 'gone') return null
  return bytes === 'too large' ? { refusal: tooLarge(hint) } : { value: bytes.toString('utf8') }
}

const tooLarge = (hint: string): ApiAnswer => ({ ...problem(413, 'too_large', 'The body is far too large.', hint), close: true })

/** By events: ending an iteration early would close the connection before the answer. */
function read(request: IncomingMessage): Promise<Buffer | 'gone' | 'too large'> {
  return new Promise((done) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength
      if (size <= maxJsonBytes) chunks.push(chunk)
      // A little too much is heard to the end, so that the answer is heard, too.
      else if (size > listensToBytes) done('too large')
    })
    request.once('end', () => done(size > maxJsonBytes ? 'too large' : Buffer.concat(chunks)))
    request.once('error', () => done('gone'))
    request.once('close', () => done('gone'))
  })
}
