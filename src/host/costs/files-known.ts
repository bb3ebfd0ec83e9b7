import { beginning, type Position } from '../../core/costs/positions'
import type { FileFacts } from '../../core/costs/question'
import type { Batch, BadLine } from '../../core/costs/batch'
import type { FileContext } from '../../core/plugin'

/** A stretch of a file, with what is needed to read it alone. */
export interface FilePart {
  from: number
  to: number
  firstLine: number
  context: FileContext
  firstAt: number | null
  lastAt: number | null
}

/** Stretches shorter than this are put together. */
const partBytes = 4 * 1024 * 1024

/** A log file as it is kept. */
export interface KnownFile {
  path: string
  /** Device and inode. */
  identity: string
  own: boolean
  position: Position
  /** Where it was before it was begun anew: that content may turn up elsewhere, copied before it was cut off. */
  before: Position | null
  /** It was read before and was begun anew: lines known already are no second telling. */
  again: boolean
  /** At the last look. */
  size: number
  mtimeMs: number
  /** Bytes after the last line's end, and whether they were tried as a line. */
  torn: number
  tornTried: boolean
  lines: number
  calls: number
  foreign: number
  formats: string[]
  firstAt: number | null
  lastAt: number | null
  bad: number
  badLines: BadLine[]
  /** In their order, without a gap. */
  parts: FilePart[]
  problem: string | null
  /** Since when it isn't there, UTC epoch ms; null while it is. */
  goneAt: number | null
}

const keptBad = 100

export const newFile = (path: string, own: boolean): KnownFile => ({
  path, own, identity: '', position: beginning(), before: null, again: false, size: 0, mtimeMs: 0, torn: 0, tornTried: false,
  ...noFacts(), problem: null, goneAt: null,
})

const noFacts = () => ({ lines: 0, calls: 0, foreign: 0, formats: [] as string[], firstAt: null, lastAt: null, bad: 0, badLines: [] as BadLine[], parts: [] as FilePart[] })

/** What was read of it before counts no more for what it says of itself. */
export function beginAnew(file: KnownFile): void {
  Object.assign(file, { before: file.position.offset > 0 ? file.position : file.before, position: beginning(), again: true, ...noFacts() })
}

const earlier = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))
const later = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b))

/** What a batch says of the file that it reaches on from `before`. */
export function addFacts(file: KnownFile, before: Pick<Position, 'offset' | 'nextLine' | 'context'>, { calls, lines, bytes, foreign, bad, badCount, formats, firstAt, lastAt }: Batch): void {
  file.lines += lines
  file.calls += calls.count
  file.foreign += foreign
  file.bad += badCount
  file.badLines = [...file.badLines, ...bad].slice(0, keptBad)
  file.formats = [...new Set([...file.formats, ...formats])].toSorted()
  file.firstAt = earlier(file.firstAt, firstAt)
  file.lastAt = later(file.lastAt, lastAt)
  if (bytes > 0) addPart(file, { from: before.offset, to: before.offset + bytes, firstLine: before.nextLine, context: before.context, firstAt, lastAt })
}

function addPart({ parts }: KnownFile, part: FilePart): void {
  const last = parts.at(-1)
  if (!last || last.to - last.from >= partBytes) parts.push(part)
  else parts[parts.length - 1] = { ...last, to: part.to, firstAt: earlier(last.firstAt, part.firstAt), lastAt: later(last.lastAt, part.lastAt) }
}

/** What was read of the one was read of the other. */
export function copyFacts(to: KnownFile, { lines, calls, foreign, formats, firstAt, lastAt, bad, badLines, parts }: KnownFile): void {
  Object.assign(to, { lines, calls, foreign, formats, firstAt, lastAt, bad, badLines, parts: [...parts] })
}

const whys: Record<BadLine['why'], string> = {
  'not-json': 'not JSON',
  'too-long': 'longer than 4 MiB',
  'not-utf8': 'not UTF-8',
  'no-time': 'without a time that can be read',
  'no-model': 'without a model',
  'no-usage': 'without token counts',
  'bad-amount': 'with an amount no call can have',
}

export const factsOf = (file: KnownFile): FileFacts => ({
  path: file.path,
  sizeBytes: file.size,
  readBytes: file.position.offset,
  lines: file.lines,
  calls: file.calls,
  formats: file.formats,
  firstAt: file.firstAt,
  lastAt: file.lastAt,
  bad: file.bad,
  badLines: file.badLines.map(({ line, why }) => ({ line, why: whys[why] })),
  problem: file.problem,
})
