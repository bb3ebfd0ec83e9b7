import { readdirSync, statSync, type Dirent, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { LogSource } from './book'

const isLog = /\.(log|jsonl|ndjson|json)(\.\d+)?$/i
const mostDepth = 8

export interface FoundLog {
  path: string
  /** The console's own. */
  own: boolean
}

export interface Listing {
  logs: FoundLog[]
  /** Folders looked into: what is to be watched. */
  folders: string[]
  /** Folders that can't be looked into, with what the file system says. */
  refused: { path: string; error: NodeJS.ErrnoException }[]
}

/** Every log of the sources, each path once. */
export function listLogs(sources: readonly LogSource[]): Listing {
  const listing: Listing = { logs: [], folders: [], refused: [] }
  for (const source of sources) {
    if ('stream' in source) continue
    if ('file' in source) listing.logs.push({ path: source.file, own: false })
    else if (source.only) addNamed(listing, source.folder, source.only, source.own ?? false)
    else addFolder(listing, source.folder, new Set(), mostDepth)
  }
  const seen = new Set<string>()
  return { ...listing, logs: listing.logs.filter(({ path }) => !seen.has(path) && seen.add(path)) }
}

function addNamed(listing: Listing, folder: string, names: readonly string[], own: boolean): void {
  listing.folders.push(folder)
  // One that isn't there yet is nothing to speak of.
  listing.logs.push(...names.map((name) => ({ path: join(folder, name), own })).filter(({ path }) => statOf(path) !== null))
}

function addFolder(listing: Listing, folder: string, above: ReadonlySet<string>, depth: number): void {
  const stat = statOf(folder)
  const identity = stat && `${stat.dev}:${stat.ino}`
  // A link to a folder above it would go round for ever.
  if (identity && above.has(identity)) return
  const entries = entriesOf(listing, folder)
  if (!entries) return
  listing.folders.push(folder)
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    const kind = entry.isSymbolicLink() ? statOf(path) : entry
    if (kind?.isDirectory() && depth > 1) addFolder(listing, path, new Set([...above, ...(identity ? [identity] : [])]), depth - 1)
    else if (kind?.isFile() && isLog.test(entry.name)) listing.logs.push({ path, own: false })
  }
}

function entriesOf(listing: Listing, folder: string): Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    listing.refused.push({ path: folder, error: error as NodeJS.ErrnoException })
    return null
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
