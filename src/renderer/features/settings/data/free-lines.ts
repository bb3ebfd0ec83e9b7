import type { FreePlan } from '../../../../shared/data'
import { bytes } from '../../../../shared/format'
import { texts } from '../../../texts'

const words = texts.settings.data

/** What making room now does, a line each; none when it would do nothing. */
export function planLines({ fold, drop, files, emptyBytes, rawDays }: FreePlan): string[] {
  const lines = [
    fold > 0 && words.willFold(fold, rawDays),
    drop > 0 && words.willDrop(drop),
    files.length > 0 && words.willRemove(files.length, bytes(files.reduce((sum, file) => sum + file.bytes, 0))),
    emptyBytes > 0 && words.willShrink(bytes(emptyBytes)),
  ]
  return lines.filter((line) => line !== false)
}
