import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PriceTable } from '../core/costs/prices'
import type { LogSource } from '../host/costs/book'
import { cachePathFor, openBook, type BookScripts, type OpenBook } from '../host/costs/open-book'
import { systemClock } from '../host/io/clock'
import { builtScripts, sourcesOf } from '../host/spending/log-sources'
import { costDefaults } from '../shared/cost-defaults'
import { UsageError, type Invocation } from './options'

/** What settings say about costs. */
export interface CostBasis {
  cpuUsdPerHour: string
  zone: string
  priceOverlay: string | null
  watched: string | null
}

/** The settings, where there are any: reading them takes longer than most questions to a folder of logs. */
export async function costBasis({ paths, env, note }: Invocation): Promise<CostBasis> {
  const watched = env['ECHOPILOT_LOG_DIR']?.trim() || null
  if (!existsSync(paths.settings)) return { ...costDefaults, priceOverlay: null, watched }
  const { SettingsStore } = await import('../host/settings-store')
  const settings = SettingsStore.readOnly(paths.settings, env)
  for (const problem of settings.problems) note(problem)
  const { costs, watch } = settings.get()
  return { ...costs, watched: watch.logDir }
}

interface LogsAsked {
  sources: readonly LogSource[]
  /** By what the reading of them is kept; null: it isn’t. */
  keptAs: string | null
}

/** `--log-dir`: a folder, a file, or "-" for standard input; else the console's own logs and the watched folder. */
export function logsAskedFor({ values, noCache, paths }: Invocation, { watched }: CostBasis): LogsAsked {
  const place = values['log-dir']
  if (place === '-') return { sources: [{ stream: process.stdin, name: 'standard input' }], keptAs: null }
  const keptAs = (name: string): string | null => (noCache ? null : name)
  // Where there is no data folder yet, a question makes none.
  if (place === undefined) return { sources: sourcesOf(paths.logs, watched), keptAs: existsSync(paths.data) ? keptAs(join(paths.logs, watched ?? '')) : null }
  const found = statSync(place, { throwIfNoEntry: false })
  if (!found) throw new UsageError(`--log-dir ${place}: there is no such folder or file. Name one, or “-” for standard input.`)
  return { sources: [found.isDirectory() ? { folder: place } : { file: place }], keptAs: keptAs(place) }
}

export interface Reckoning {
  prices: PriceTable
  zone: string
}

/** Nobody is kept waiting by this thread: the book is on it, which is one thread less to start. */
function readersOnly(): BookScripts | null {
  const scripts = builtScripts()
  return scripts && { ...scripts, book: null }
}

/** Opens the book of the logs. Where its place can’t be used, everything is read for this question alone. */
export async function openLogs({ sources, keptAs }: LogsAsked, { prices, zone }: Reckoning, { paths, note }: Invocation): Promise<OpenBook> {
  const config = { sources, prices, zone }
  const inMemory = () => openBook({ ...config, isAskedMeanwhile: false, database: null, scripts: sources.some((source) => 'stream' in source) ? null : readersOnly() })
  if (keptAs === null) return inMemory()
  try {
    const database = cachePathFor(paths.data, keptAs, zone, systemClock.now())
    // What was read before makes this one short: threads would take longer to begin.
    return await openBook({ ...config, isAskedMeanwhile: false, database, scripts: existsSync(database) ? null : readersOnly() })
  } catch (error) {
    note(`What was read can’t be kept (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}); it is read anew each time.`)
    return inMemory()
  }
}
