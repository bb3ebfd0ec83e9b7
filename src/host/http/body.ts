import type { IncomingMessage } from 'node:http'
import { maxJsonBytes, parseJson } from '../json'
import { problem, type ApiAnswer } from './answer'

/** What is longer still isn't even listened to. */
const listensToBytes = 8 * maxJsonBytes

const example = 'Send JSON with “Content-Type: application/json”, at most 1 MiB.'

/** A request's JSON, or the answer to one that has none; null when the other side went away. Time is bounded by the server's `requestTimeout`. */
export async function jsonBody(request: IncomingMessage): Promise<{ value: unknown } | { refusal: ApiAnswer } | null> {
  const { headers } = request
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined)
    return { refusal: problem(415, 'wrong_type', 'This wants plain JSON.', example) }
  if (Number(headers['content-length'] ?? 0) > listensToBytes) return { refusal: tooLarge() }
  const bytes = await read(request)
  if (bytes === 'gone') return null
  if (bytes === 'too large') return { refusal: tooLarge() }
  const parsed = parseJson(bytes.toString('utf8'), 'The body', example)
  return parsed.ok ? { value: parsed.value } : { refusal: problem(400, parsed.error.code, parsed.error.message, parsed.error.hint) }
}

const tooLarge = (): ApiAnswer => ({ ...problem(413, 'too_large', 'The body is far too large.', example), close: true })

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
