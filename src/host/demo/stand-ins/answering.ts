import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  /** The bearer token; empty where none was sent. */
  token: string
  body: string
  /** Settles once nobody waits for the answer any more. */
  goneAway: Promise<void>
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  /** Sent as JSON. */
  body: unknown
}

/** What a stand-in says when it is well. */
export type Answering = (asked: Asked) => Answer | Promise<Answer>

/** What is the matter with a stand-in; null: nothing. */
export type Trouble = { slowMs: number } | { answers: Answer } | 'silent' | null

export const good = (body: unknown): Answer => ({ status: 200, body })

/** One made-up service on this computer alone. */
export class StandIn {
  trouble: Trouble = null
  private readonly server: Server

  /** `thinkMs`: how long it takes to answer. */
  constructor(
    private readonly answering: Answering,
    private readonly thinkMs: (asked: Asked) => number,
  ) {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy())
    })
  }

  /** Its address, once it listens. */
  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await askedOf(request, response)
    const { trouble } = this
    if (trouble === 'silent') return
    await pauseMs(this.thinkMs(asked) + (trouble && 'slowMs' in trouble ? trouble.slowMs : 0))
    send(response, trouble && 'answers' in trouble ? trouble.answers : await this.answering(asked))
  }
}

const pauseMs = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms).unref())

async function askedOf(request: IncomingMessage, response: ServerResponse): Promise<Asked> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
  const goneAway = new Promise<void>((done) => response.once('close', done))
  return { method: request.method ?? '', path: pathname, query: searchParams, token: (request.headers.authorization ?? '').replace(/^Bearer /i, ''), body, goneAway }
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
