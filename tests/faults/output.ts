import { afterAll, beforeAll } from 'vitest'

/** What anything printed or warned of meanwhile. */
export const printed: string[] = []

const streams = [process.stdout, process.stderr] as const
const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

/** Keeps what goes to the console and the standard streams, for the whole file. */
export function keepOutput(): void {
  const before = { write: streams.map((stream) => stream.write), say: methods.map((method) => console[method]) }
  const warned = (warning: Error) => void printed.push(`${warning.name}: ${warning.message}`)
  beforeAll(() => {
    for (const method of methods) console[method] = (...said: unknown[]) => void printed.push(said.map(String).join(' '))
    for (const stream of streams) stream.write = ((text: string | Uint8Array) => printed.push(String(text)) > 0) as typeof stream.write
    process.on('warning', warned)
  })
  afterAll(() => {
    for (const [i, method] of methods.entries()) console[method] = before.say[i]!
    for (const [i, stream] of streams.entries()) stream.write = before.write[i]!
    process.off('warning', warned)
  })
}
