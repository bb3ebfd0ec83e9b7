import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'
import { Store } from '../../../src/host/store/store'
import type { Orders, Step } from './sender'

const root = join(import.meta.dirname, '../../..')
const token = '123456789:kill-test-kill-test-kill-test'
const chatId = '4711'

/** The sender as one file, so that a hundred of them start quickly. It lies in the checkout, where its packages are found. */
export async function bundleSender(): Promise<string> {
  const outDir = join(root, 'test-results', `sender-${process.pid}`)
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'sender.ts'), outDir, emptyOutDir: true, target: 'node20', rollupOptions: { output: { entryFileNames: 'sender.mjs' } } },
  })
  return join(outDir, 'sender.mjs')
}

/** Telegram, as far as it matters here: it counts what it took, and now and then it takes nothing. */
export async function countingTelegram(refusesEvery: number) {
  const taken = new Map<string, number>()
  let asked = 0
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked++
      const answer = (status: number, value: object) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(value))
      }
      if (asked % refusesEvery === 0) return answer(429, { ok: false, error_code: 429, description: 'Too Many Requests: retry after 0.02', parameters: { retry_after: 0.02 } })
      if (asked % refusesEvery === 3) return answer(503, { ok: false, error_code: 503, description: 'Service Unavailable', parameters: { retry_after: 0.02 } })
      const { text } = JSON.parse(body) as { text: string }
      const title = /<b>(.*?)<\/b>/.exec(text)?.[1] ?? text
      taken.set(title, (taken.get(title) ?? 0) + 1)
      answer(200, { ok: true, result: { message_id: asked, date: 1, chat: { id: 4711, type: 'private' }, text } })
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { taken, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) }
}

export interface Toll {
  acknowledged: number
  lost: string[]
  /** Messages that came more than twice. */
  tooOften: string[]
  duplicates: number
  integrity: string
}

/** So many lives of a sender, each killed as `stepOf` says; then one that ends in peace. */
export async function kill(sender: string, path: string, runs: number, stepOf: (run: number) => Step, afterMs: (run: number) => number): Promise<Toll> {
  const telegram = await countingTelegram(7)
  const acknowledged: string[] = []
  for (let run = 0; run <= runs; run++) {
    const titles = run === runs ? [] : [0, 1, 2].map((i) => `alert ${run}.${i}`)
    const orders: Orders = { path, url: telegram.url, token, chatId, step: run === runs ? 'never' : stepOf(run), afterMs: afterMs(run), titles }
    const child = spawn(process.execPath, [sender, JSON.stringify(orders)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    // Random ones may have ended before they were killed.
    if (code !== 0 && signal !== 'SIGKILL') throw new Error(`a sender ended with ${code}`)
    if (run === runs && code !== 0) throw new Error('the last sender did not end in peace')
    // The last line may be torn.
    acknowledged.push(...out.split('\n').slice(0, -1))
  }
  await telegram.close()
  const { store } = await Store.open(path, 1000)
  const integrity = store.check()
  store.close()
  const { taken } = telegram
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((title) => !taken.has(title)),
    tooOften: [...taken].filter(([, times]) => times > 2).map(([title, times]) => `${title}: ${times}`),
    duplicates: [...taken.values()].filter((times) => times === 2).length,
    integrity,
  }
}
