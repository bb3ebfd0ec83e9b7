import type { BatchColumns } from '../columns'
import type { FieldScanner } from '../fields'

/** Lines of a format, as far as they are of the usual make, read from their bytes. What it says must be what the format says. */
export interface Shape {
  /** Takes the line in; false when it wants a careful look: then nothing of it was taken. */
  take(fields: FieldScanner, columns: BatchColumns, line: number): boolean
}
