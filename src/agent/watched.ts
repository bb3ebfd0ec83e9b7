import type { Going } from '../host/data/meter'
import { percent } from '../shared/format'

/** Does long work under the eyes of somebody at a terminal: they see how far it is, and Ctrl-C ends it in order. */
export async function watched<T>(work: (going: Going) => Promise<T>): Promise<T> {
  const ended = new AbortController()
  const interrupt = () => ended.abort()
  process.once('SIGINT', interrupt)
  const { stderr } = process
  const show = (line: string) => void (stderr.isTTY && stderr.write(`\r\u001B[K${line}`))
  try {
    return await work({ signal: ended.signal, progress: (part, detail) => show(part === null ? detail : `${detail} (${percent(100 * part)})`) })
  } finally {
    show('')
    process.off('SIGINT', interrupt)
  }
}
