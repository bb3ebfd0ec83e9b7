import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { problem, type ApiAnswer } from './answer'
import { jsonBody, linesBody } from './body'
import { sameToken } from './token'

export interface ApiRequest {
  query: URLSearchParams
  /** Parsed, for a route that takes JSON; the text, for one that takes lines. */
  body: unknown
}

type Answering = (request: ApiRequest) => Promise<ApiAnswer>

export interface Route {
  answer: Answering
  /** Wants the token although it is GET. */
  token?: boolean
  /** Takes JSON, or JSON lines as text. */
  body?: 'json' | 'ndjson'
}

/** "METHOD /path" → handler. Everything that isn't GET wants the token. */
export type Routes = Record<string, Answering | Route>

export interface ApiPorts {
  routes: Routes
  token: string
  onBug(where: string, error: unknown): void
}

/** Tried after the wanted port before any free one is taken. */
const neighbours = 20

/** The local API: loopback only, no CORS, and no browser page may talk to it. */
export class ApiServer {
  private server: Server | null = null

  constructor(private readonly ports: ApiPorts) {}

  /** Listens on 127.0.0.1 at the wanted port or the next free one; resolves to the port. */
  async listen(wanted: number): Promise<number> {
    const candidates = wanted === 0 ? [0] : [...Array.from({ length: neighbours + 1 }, (_, i) => wanted + i).filter((port) => port < 65536), 0]
    for (const port of candidates) {
      const got = await this.tryListen(port)
      if (got !== null) return got
    }
    throw new Error('no free port on 127.0.0.1')
  }

  async close(): Promise<void> {
    const { server } = this
    if (!server) return
    server.closeAllConnections()
    await new Promise<void>((done) => server.close(() => done()))
  }

  private tryListen(port: number): Promise<number | null> {
    const server = createServer({ maxHeaderSize: 8192, headersTimeout: 4000, requestTimeout: 5000, keepAliveTimeout: 5000, connectionsCheckingInterval: 1000 }, (request, response) => {
      void this.answer(request).then((answer) => {
        if (!answer) return void response.destroy()
        const { status, body, file, text: media, close } = answer
        const text = file || media ? String(body) : JSON.stringify(body)
        response.writeHead(status, {
          'content-type': `${file?.type ?? media ?? 'application/json'}; charset=utf-8`,
          ...(file && { 'content-disposition': `attachment; filename="${file.name}"` }),
          'content-length': Buffer.byteLength(text),
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'",
          ...(close && { connection: 'close' }),
        })
        response.end(request.method === 'HEAD' ? undefined : text)
      }).catch((error: unknown) => {
        this.ports.onBug('api', error)
        response.destroy()
      })
    })
    return new Promise((done, fail) => {
      const notListening = (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE' || error.code === 'EACCES') done(null)
        else fail(error)
      }
      server.once('error', notListening)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', notListening)
        // Such as no file handles left for a new connection: the next one may be better off.
        server.on('error', (error) => this.ports.onBug('api', error))
        this.server = server
        done((server.address() as AddressInfo).port)
      })
    })
  }

  /** null when nobody is there any more to hear it. */
  private async answer(request: IncomingMessage): Promise<ApiAnswer | null> {
    const refusal = this.refuse(request)
    if (refusal) return refusal
    // By hand: to a URL parser “//name/path” is another host, and “//” an error.
    const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s)
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
    const name = `${method} ${path}`
    const found = Object.hasOwn(this.ports.routes, name) ? this.ports.routes[name] : undefined
    if (!found) return problem(404, 'not_found', `There is nothing at ${name}.`, `Known: ${Object.keys(this.ports.routes).join(', ')}.`)
    const route: Route = typeof found === 'function' ? { answer: found } : found
    if (route.token && !this.hasToken(request)) return tokenMissing()
    try {
      const sent = route.body === 'json' ? await jsonBody(request) : route.body === 'ndjson' ? await linesBody(request) : { value: undefined }
      if (sent === null || 'refusal' in sent) return sent?.refusal ?? null
      return await route.answer({ query: new URLSearchParams(query), body: sent.value })
    } catch (error) {
      this.ports.onBug(`api ${path}`, error)
      return problem(500, 'internal', 'Something broke inside the console.', 'The log has the details.')
    }
  }

  /** A page in a browser can reach loopback: by DNS tricks (Host), by its own origin, or by a plain form. */
  private refuse(request: IncomingMessage): ApiAnswer | null {
    const hosts = request.rawHeaders.filter((_, i, all) => i % 2 === 0 && all[i]!.toLowerCase() === 'host')
    const host = request.headers.host ?? ''
    if (hosts.length !== 1 || !/^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host))
      return problem(421, 'wrong_host', 'This API answers on 127.0.0.1 and localhost only.', null)
    if (!request.url?.startsWith('/')) return problem(400, 'wrong_target', 'Ask for a path such as /api/system-health.', null)
    // Another port of this machine is "same-site" to a browser, and as strange to us.
    if (request.headers.origin !== undefined || /^(cross|same)-site$/.test(request.headers['sec-fetch-site']?.toString() ?? ''))
      return problem(403, 'browser_page', 'Pages in a browser may not use this API.', null)
    const reads = request.method === 'GET' || request.method === 'HEAD'
    return reads || this.hasToken(request) ? null : tokenMissing()
  }

  private hasToken({ headers }: IncomingMessage): boolean {
    return sameToken(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '', this.ports.token)
  }
}

const tokenMissing = (): ApiAnswer =>
  problem(401, 'token_missing', 'This needs the API token.', 'Send “Authorization: Bearer …” with the content of the file api-token in the data folder.')
