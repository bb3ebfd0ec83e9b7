import { texts } from '../texts'
import type { Choice } from './Choices'
import { untilTime } from './time'

/** For how long people put something off, in hours. */
const hours = [1, 4, 8]
const hourMs = 3_600_000

/** "1 h  until 14:30", … */
export const spanChoices = (now: number, pick: (forMs: number) => void): Choice[] =>
  hours.map((count) => ({ label: texts.hours(count), aside: texts.untilTime(untilTime(now + count * hourMs, now)), pick: () => pick(count * hourMs) }))
