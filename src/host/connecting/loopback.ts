import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import { sameToken } from '../http/token'

/** What the browser shows: plain words, one paragraph each. */
export type Page = readonly string[]

/** The one answer that was waited for; its browser waits for `show`. */
export interface Came {
  query: URLSearchParams
  /** Resolves when the page has left. */
  show(page: Page): Promise<void>
}

export interface Loopback {
  /** Where the browser is to be sent back to. */
  address: string
  /** The first request for the right path with this state. Anything else is refused, and waited past. */
  answer(state: string): Promise<Came>
  close(): void
}

const path = '/oauth2callback'

/** A server on 127.0.0.1 that takes one answer from the browser (RFC 8252, section 7.3). */
export async function openLoopback(): Promise<Loopback> {
  let expected: { state: string; take(came: Came): void } | null = null
  const server = createServer({ headersTimeout: 4000, requestTimeout: 5000, keepAliveTimeout: 1 }, (request, response) => {
    const refusal = refusalOf(request, expected?.state ?? null)
    if (refusal) return void send(response, ...refusal)
    const query = queryOf(request)
    const { take } = expected!
    // Exactly one: a second with the same state finds nobody waiting.
    expected = null
    take({ query, show: (page) => send(response, 200, page) })
  })
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`

  function refusalOf(request: IncomingMessage, state: string | null): [number, Page] | null {
    // A name that points here is not this address: only the one Google was told counts.
    if (request.headers.host !== host) return [421, ['This isn’t the address that was asked for.']]
    if (request.method !== 'GET' || request.url?.split('?')[0] !== path) return [404, ['There is nothing here.']]
    const query = queryOf(request)
    const repeated = [...new Set(query.keys())].some((name) => query.getAll(name).length > 1)
    if (state === null || repeated || !sameToken(query.get('state') ?? '', state) || (!query.has('code') && !query.has('error')))
      return [400, ['This isn’t the sign-in that is waited for.', 'Begin again in EchoPilot Console.']]
    return null
  }

  return {
    address: `http://${host}${path}`,
    answer: (state) => new Promise((take) => (expected = { state, take })),
    close() {
      expected = null
      server.close()
      server.closeAllConnections()
    },
  }
}

const queryOf = ({ url }: IncomingMessage): URLSearchParams => new URLSearchParams(url?.split(/\?(.*)/s)[1] ?? '')

// No script, and no style but this: readable as it is, in a light and in a dark browser.
const style = 'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}'
const styleHash = createHash('sha256').update(style).digest('base64')

function send(response: ServerResponse, status: number, page: Page): Promise<void> {
  const paragraphs = page.map((words) => `<p>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('')
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>EchoPilot Console</title><style>${style}</style></head><body><h1>EchoPilot Console</h1>${paragraphs}</body></html>`
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    // The address holds the code.
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  return new Promise((done) => {
    // Whoever closed the tab sees no page.
    if (response.destroyed) return done()
    response.once('finish', done).once('close', done)
    response.end(text)
  })
}
