import { statSync } from 'node:fs'
import { continues, copiedFrom, type Look, type Position } from '../../core/costs/positions'
import type { FoundLog, Listing } from './files'
import { problemOf, withLook } from './files-look'
import type { Piece } from './reading/read'
import { beginAnew, copyFacts, newFile, type KnownFile } from './files-known'
import type { FileStore } from './store-files'

/** A last line without an end is taken for one that won’t grow, after so long. */
const quietMs = 5000
/** A file that is gone is remembered so long: rotated ones come back under other names. */
const goneMs = 31 * 86_400_000

export interface PlannedPiece extends Piece {
  file: KnownFile
  /** As it was when it was looked at. */
  seen: Pick<Look, 'identity' | 'head'>
  /** Nothing was written to it for a while. */
  quiet: boolean
  bytes: number
}

/** Where a file was, and what was known of it then. */
interface Original {
  position: Position
  facts: KnownFile
}

/** Finds what there is to read. What is known of files is changed by it as far as they were renamed, begun anew, copied, gone. */
export class FilePlan {
  readonly pieces: PlannedPiece[] = []
  private readonly byIdentity: Map<string, KnownFile>
  private readonly byPath: Map<string, KnownFile>
  /** What was known when it began: a file may be a copy of what another one was. */
  private readonly before: Original[]
  /** As they are now, by path. */
  private readonly stats: Map<string, Stat>
  private readonly present: Set<string>
  private readonly taken = new Set<KnownFile>()

  constructor(
    private readonly files: FileStore,
    { logs, refused }: Listing,
    private readonly now: number,
  ) {
    this.byIdentity = new Map(files.all.map((file) => [file.identity, file]))
    this.byPath = new Map(files.all.map((file) => [file.path, file]))
    this.before = files.all.flatMap((file) => [file.position, ...(file.before ? [file.before] : [])].map((position) => ({ position, facts: { ...file } })))
    this.stats = new Map(logs.flatMap(({ path }) => statAt(path)))
    this.present = new Set([...this.stats.values()].map(({ identity }) => identity))
    for (const log of logs) if (!this.isUntouched(log)) this.look(log)
    for (const { path, error } of refused) this.tellProblem({ path, own: false }, error)
    for (const file of files.all) if (!this.taken.has(file) && !file.identity.startsWith('stream:')) this.tellGone(file)
  }

  /** Nothing has happened to most files since the last time: those needn’t be opened. */
  private isUntouched({ path }: FoundLog): boolean {
    const stat = this.stats.get(path)
    const known = stat && this.byIdentity.get(stat.identity)
    if (!known || known.path !== path || known.size !== stat.size || known.mtimeMs !== stat.mtimeMs || known.problem !== null || known.goneAt !== null) return false
    if (known.position.offset + known.torn < known.size || (known.torn > 0 && !known.tornTried)) return false
    this.taken.add(known)
    return true
  }

  private look(log: FoundLog): void {
    try {
      withLook(log.path, (look) => this.take(log, look))
    } catch (error) {
      this.tellProblem(log, error as NodeJS.ErrnoException)
    }
  }

  private take(log: FoundLog, look: Look): void {
    const known = this.byIdentity.get(look.identity)
    // The same file under two names, or in two sources, counts once.
    if (known && this.taken.has(known)) return
    const file = known && isSame(known, look) ? known : this.begin(log, look, known)
    this.taken.add(file)
    this.byIdentity.set(look.identity, file)
    this.plan(file, log, look)
  }

  /** A file of which nothing is known, or whose content is another now. */
  private begin(log: FoundLog, look: Look, known: KnownFile | undefined): KnownFile {
    const original = copiedFrom(this.before, look)
    const there = this.byPath.get(log.path)
    const replaced = there && (there === known || !this.present.has(there.identity)) ? there : null
    const file = replaced ?? newFile(log.path, log.own)
    if (replaced) beginAnew(replaced)
    if (original) {
      file.position = original.position
      copyFacts(file, original.facts)
    }
    return file
  }

  private plan(file: KnownFile, { path, own }: FoundLog, { identity, size, mtimeMs, head }: Look): void {
    const touched = file.size !== size || file.mtimeMs !== mtimeMs || file.identity !== identity
    const quiet = this.now - mtimeMs >= quietMs
    const isChanged = touched || file.path !== path || file.problem !== null || file.goneAt !== null
    Object.assign(file, { path, own, identity, size, mtimeMs, problem: null, goneAt: null })
    const { offset: from, nextLine: firstLine, context } = file.position
    const isToRead = touched || from + file.torn < size || (file.torn > 0 && quiet && !file.tornTried)
    if (from < size && isToRead) {
      this.pieces.push({ path, from, to: null, firstLine, context, file, seen: { identity, head }, quiet, bytes: size - from })
    }
    if (isChanged) this.files.keep(file)
  }

  private tellProblem({ path, own }: FoundLog, error: NodeJS.ErrnoException): void {
    const file = this.byPath.get(path) ?? newFile(path, own)
    this.taken.add(file)
    const problem = problemOf(error)
    if (file.problem === problem) return
    file.problem = problem
    this.files.keep(file)
  }

  private tellGone(file: KnownFile): void {
    if (file.goneAt === null) {
      const unread = file.size - file.position.offset - file.torn
      Object.assign(file, { goneAt: this.now, problem: unread > 0 ? `It is gone, and ${unread} bytes of it weren’t read.` : null })
      this.files.keep(file)
    } else if (file.goneAt < this.now - goneMs || file.identity === '') this.files.drop(file)
  }
}

/** One JSON document is read anew when anything about it has changed. */
const isSame = (known: KnownFile, look: Look): boolean =>
  (known.size === look.size && known.mtimeMs === look.mtimeMs) || (!known.position.whole && continues(known.position, look))

type Stat = Pick<Look, 'identity' | 'size' | 'mtimeMs'>

function statAt(path: string): [string, Stat][] {
  try {
    const { dev, ino, size, mtimeMs } = statSync(path)
    return [[path, { identity: `${dev}:${ino}`, size, mtimeMs }]]
  } catch {
    return []
  }
}
