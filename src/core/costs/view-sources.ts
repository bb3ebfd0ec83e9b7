import type { CostsView } from '../../shared/costs'
import { age, plural } from '../../shared/format'
import type { FileFacts } from './question'

type SourceView = CostsView['sources'][number]

export interface LogFacts {
  /** Those of the watched folder. */
  files: readonly FileFacts[]
  watched: string | null
  /** A pass over them is under way. */
  reading: boolean
}

const grouped = new Intl.NumberFormat('en-US')

/** "12 files, 48,210 calls, newest 2 min ago" */
export function logsSource({ files, watched, reading }: LogFacts, now: number): SourceView {
  const about = { id: 'logs' as const, title: 'Execution logs' }
  if (watched === null) return { ...about, state: 'off', words: 'No log folder is watched.', hint: 'Choose EchoPilot’s log folder in Settings › Watched logs.', at: null }
  const unread = files.filter(({ problem }) => problem !== null)
  const at = newestOf(files)
  const said = files.length === 0 ? `No logs in ${watched} yet.` : filesWords(files, at, now)
  if (unread.length > 0) return { ...about, state: 'problem', words: said, hint: `${plural(unread.length, 'file')} can’t be read: ${unread[0]!.problem}`, at }
  return { ...about, state: reading ? 'reading' : 'ok', words: said, hint: null, at }
}

/** What the console tells of itself: its CPU time, and what was handed in. */
export const ownSource = (files: readonly FileFacts[], now: number): SourceView => ({
  id: 'own',
  title: 'This console',
  state: 'ok',
  words: files.length === 0 ? 'No ticks yet.' : filesWords(files, newestOf(files), now),
  hint: null,
  at: newestOf(files),
})

function filesWords(files: readonly FileFacts[], newest: number | null, now: number): string {
  const calls = files.reduce((sum, file) => sum + file.calls, 0)
  const counted = `${plural(files.length, 'file')}, ${grouped.format(calls)} ${calls === 1 ? 'call' : 'calls'}`
  return newest === null ? counted : `${counted}, newest ${age(newest, now)}`
}

const newestOf = (files: readonly FileFacts[]): number | null => files.reduce<number | null>((newest, { lastAt }) => (lastAt !== null && (newest === null || lastAt > newest) ? lastAt : newest), null)
