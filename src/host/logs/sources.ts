import { statSync } from 'node:fs'
import { basename, relative } from 'node:path'
import type { LogSource, LogSources } from '../../shared/logs'
import { listLogs } from '../costs/files'
import { problemOf } from '../costs/files-look'

/** All logs of the console together. */
export const ownId = 'own'
const isLines = /\.(log|jsonl|ndjson)(\.\d+)?$/i

export interface LogFolders {
  /** The console’s own logs. */
  own: string
  /** The watched folder; null where there is none. */
  watched: string | null
}

/** What can be looked at, each group by name; the console’s own as a whole goes first. */
export function listSources({ own, watched }: LogFolders): LogSources {
  const ownFiles = filesIn(own, 'own').files
  const { files, refused } = watched === null || watched === own ? { files: [], refused: [] } : filesIn(watched, 'watched')
  const whole: LogSource = { id: ownId, title: '', of: 'own', bytes: sum(ownFiles), at: latest(ownFiles) }
  const [first] = refused
  return {
    // A folder within the other one: its logs are listed once.
    sources: [whole, ...ownFiles, ...files.filter(({ id }) => !ownFiles.some((file) => file.id === id))],
    problem: first ? `${first.path} can’t be listed. ${problemOf(first.error)}` : null,
  }
}

/** Paths of the files a source is made of; none for one that isn’t listed. */
export function pathsOf(source: string, { sources }: LogSources): string[] {
  if (source === ownId) return sources.filter(({ id, of }) => of === 'own' && id !== ownId).map(({ id }) => id)
  return sources.some(({ id }) => id === source) ? [source] : []
}

function filesIn(folder: string, of: LogSource['of']) {
  const { logs, refused } = listLogs([{ folder }])
  const files = logs
    .filter(({ path }) => isLines.test(path))
    .flatMap(({ path }): LogSource[] => {
      const stat = statSync(path, { throwIfNoEntry: false })
      return stat ? [{ id: path, title: relative(folder, path) || basename(path), of, bytes: stat.size, at: stat.mtimeMs }] : []
    })
  return { files, refused }
}

const sum = (files: readonly LogSource[]): number => files.reduce((all, { bytes }) => all + bytes, 0)
const latest = (files: readonly LogSource[]): number | null => (files.length === 0 ? null : Math.max(...files.map(({ at }) => at ?? 0)))
