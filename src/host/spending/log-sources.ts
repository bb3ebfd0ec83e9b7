import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LogSource } from '../costs/book'
import type { BookScripts } from '../costs/open-book'
import { eventLogs } from './event-log'

/** The console’s own: its CPU time, that of watched programs, and what was handed in. What is set aside comes first: it is older. */
const ownNames = ['scheduler.log.1', 'scheduler.log', 'process-cpu.log.1', 'process-cpu.log', ...eventLogs]

/** What costs are read from: the console’s own logs, and the watched folder. */
export const sourcesOf = (logs: string, watched: string | null): LogSource[] => [{ folder: logs, only: ownNames, own: true }, ...(watched ? [{ folder: watched }] : [])]

/** The scripts of the book’s threads: they lie beside the built index.js and cli.js; null where this runs from its sources. */
export function builtScripts(): BookScripts | null {
  const here = dirname(fileURLToPath(import.meta.url))
  const folder = [here, dirname(here)].find((candidate) => existsSync(join(candidate, 'cost-book.js')))
  return folder === undefined ? null : { book: join(folder, 'cost-book.js'), reader: join(folder, 'cost-reader.js') }
}
