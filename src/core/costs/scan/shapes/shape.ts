import type { BatchColumns } from '../columns'
import type { Recogniser } from '../recogniser'

/** Lines of a format, as far as they are of the usual make, read from their bytes. What it says must be what the format says. */
export interface Shape {
  /** Takes the line in; false when it wants a careful look: then nothing of it was taken. */
  take(fields: Recogniser, columns: BatchColumns, line: number): boolean
  /** As `take`, of a line that is like one it took: one with the same keys, kinds of values and words. */
  takeAlike(fields: Recogniser, columns: BatchColumns, line: number): boolean
}
