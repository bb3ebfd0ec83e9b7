import { longDay } from '../../parts/time'
import { texts } from '../../texts'

const dayMs = 86_400_000

/** "Today", "Yesterday", "Sat 21 Nov", by this computer’s calendar; with the year where it is another one. */
export function dayName(at: number, now: number): string {
  const day = longDay(at)
  if (day === longDay(now)) return texts.incidents.today
  if (day === longDay(dayBefore(now))) return texts.incidents.yesterday
  const year = ` ${new Date(now).getFullYear()}`
  return day.endsWith(year) ? day.slice(0, -year.length) : day
}

/** Noon, so that a day of 23 or 25 hours is one day too. */
const dayBefore = (now: number): number => new Date(now).setHours(12, 0, 0, 0) - dayMs
