import { renameSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { redact } from '../../core/redact'
import { tableHead, tableLine, type TableCell, type TableRow } from '../../core/data/table'
import type { ExportForm } from '../../shared/data'
import { err, ok, type Result } from '../../shared/result'
import { dropIfThere, faultOf } from './disk'
import { cancelled, throwIfCancelled, type Going } from './meter'

export interface TableFile {
  file: string
  as: ExportForm
  columns: readonly string[]
  /** What no line may hold. */
  secrets: readonly string[]
}

/** Rows, with how much of the span they reach to, 0–1. */
export interface Rows {
  rows: readonly TableRow[]
  part: number
}

/** Writes rows as they come; the file gets its name at the end, and whatever ends it before leaves nothing. How many rows there were. */
export async function writeTable({ file, as, columns, secrets }: TableFile, pages: AsyncIterable<Rows> | Iterable<Rows>, going: Going): Promise<Result<number>> {
  const unfinished = join(dirname(file), `.${basename(file)}.part`)
  // Cell by cell: in a line what is taken out could reach into the next cell.
  const clean = (cell: TableCell): TableCell => (typeof cell === 'string' ? redact(cell, secrets) : cell)
  let handle: FileHandle | null = null
  let count = 0
  try {
    // What a killed one left; never a link that somebody laid there.
    dropIfThere(unfinished)
    handle = await open(unfinished, 'wx', 0o600)
    await handle.write(tableHead(columns, as))
    for await (const { rows, part } of pages) {
      throwIfCancelled(going)
      await handle.write(rows.map((row) => tableLine(columns, row.map(clean), as)).join(''))
      count += rows.length
      going.progress(part, `${count.toLocaleString('en-US')} rows`)
    }
    await handle.sync()
    await handle.close()
    renameSync(unfinished, file)
    return ok(count)
  } catch (error) {
    await handle?.close().catch(() => {})
    dropIfThere(unfinished)
    return err(going.signal.aborted ? cancelled() : faultOf(error, dirname(file)))
  }
}
