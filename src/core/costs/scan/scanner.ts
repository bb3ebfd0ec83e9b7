import type { Format } from '../../plugin'
import type { Codec } from './careful'
import type { BatchColumns } from './columns'
import { FieldScanner } from './fields'
import { WantedPaths } from './keys'
import { ClaudeCodeShape } from './shapes/claude-code'
import { ExecutionLogShape } from './shapes/execution-log'
import type { Shape } from './shapes/shape'
import type { Desk } from './desk'

/** Formats of which the usual lines are read from their bytes. */
const shapes: Readonly<Record<string, new (paths: WantedPaths, codec: Codec) => Shape>> = { 'claude-code': ClaudeCodeShape, 'execution-log': ExecutionLogShape }

/**
 * Reads the lines it is sure of, from their bytes and without making a value of them: lines that no format can claim, and usual ones of
 * the formats it has a shape for. All others it leaves to the careful reader, which says what every line means.
 */
export class LineScanner {
  private readonly fields: FieldScanner
  /** By the bit of their format. */
  private readonly shapes = new Map<number, Shape>()

  constructor(
    formats: readonly Format[],
    codec: Codec,
    private readonly columns: BatchColumns,
    desk: Desk,
  ) {
    if (formats.length > 31) throw new RangeError('a line’s marks are kept in 31 bits, one a format')
    const paths = new WantedPaths()
    let always = 0
    formats.forEach(({ id, marks }, index) => {
      const bit = 1 << index
      for (const path of marks ?? []) paths.mark(path, bit)
      if (!marks) always |= bit
      const Made = shapes[id]
      if (Made) this.shapes.set(bit, new Made(paths, codec))
    })
    this.fields = new FieldScanner(desk, paths.keys(codec.encode), paths.count, always)
  }

  /** Where the line end of the line beginning at `from` is, once the line was taken; -1: it has to be read carefully. */
  lineEnd(from: number, line: number): number {
    const { fields } = this
    const end = fields.fieldsEnd(from)
    if (end === -1) return -1
    if (fields.marks === 0) {
      this.columns.foreign++
      return end
    }
    // The first format that may claim the line; a shape that takes it claims it.
    const shape = this.shapes.get(fields.marks & -fields.marks)
    return shape?.take(fields, this.columns, line) ? end : -1
  }
}
