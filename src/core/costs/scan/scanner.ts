import type { Format } from '../../plugin'
import type { Codec } from './careful'
import type { BatchColumns } from './columns'
import { WantedPaths } from './keys'
import { Recogniser } from './recogniser'
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
  private readonly fields: Recogniser
  /** Of each format; null where it has none. */
  private readonly shapes: (Shape | null)[]

  constructor(
    formats: readonly Format[],
    codec: Codec,
    private readonly columns: BatchColumns,
    desk: Desk,
  ) {
    if (formats.length > 31) throw new RangeError('a line’s marks are kept in 31 bits, one a format')
    const paths = new WantedPaths()
    let always = 0
    this.shapes = formats.map(({ id, marks }, index) => {
      const bit = 1 << index
      for (const path of marks ?? []) paths.mark(path, bit)
      if (!marks) always |= bit
      const Made = shapes[id]
      return Made ? new Made(paths, codec) : null
    })
    this.fields = new Recogniser(desk, paths.keys(codec.encode), paths.count, always)
  }

  /** Where the line end of the line beginning at `from` is, once the line was taken; -1: it has to be read carefully. */
  lineEnd(from: number, line: number): number {
    const { fields } = this
    const known = fields.recognisedEnd(from)
    if (known !== -1) return this.take(line) ? known : -1
    const end = fields.fieldsEnd(from)
    if (end === -1 || !this.take(line)) return -1
    fields.learn(from, end)
    return end
  }

  private take(line: number): boolean {
    const { fields, columns } = this
    const { marks } = fields
    if (marks === 0) {
      columns.foreign++
      return true
    }
    // The first format that may claim the line; a shape that takes it claims it.
    const shape = this.shapes[31 - Math.clz32(marks & -marks)]
    if (!shape) return false
    return fields.likeness === null ? shape.take(fields, columns, line) : shape.takeAlike(fields, columns, line)
  }
}
