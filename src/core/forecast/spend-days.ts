/** A whole day, counted since the epoch, and what it cost, USD. */
export interface SpentDay {
  day: number
  usd: number
}

/** A quarter of a year tells how spend grows. */
export const memoryDays = 92

/** Puts a day with those before it, oldest first; when the clock was set back what lies ahead is dropped. */
export const withDay = (days: readonly SpentDay[], latest: SpentDay): SpentDay[] => [...days.filter(({ day }) => day < latest.day && day > latest.day - memoryDays), latest]

/** Counted from Thursday, as the epoch began on one. */
export const weekdayOf = (day: number): number => ((day % 7) + 7) % 7
export const daysOfWeek = [0, 1, 2, 3, 4, 5, 6]
export const weekendDays = [2, 3]
export const isWeekendDay = (day: number): boolean => weekendDays.includes(weekdayOf(day))

/** No kind of day is taken for cheaper than a twentieth of the mean day. */
const leastShare = 0.05

export const meanOf = (days: readonly SpentDay[]): number => days.reduce((sum, { usd }) => sum + usd / days.length, 0)

/** What a day of that kind, weekday or weekend, cost in the mean; of a kind not seen, what any day did. USD. */
export function usualByKind(days: readonly SpentDay[]): (day: number) => number {
  const all = meanOf(days)
  const [weekday, weekend] = [false, true].map((kind) => {
    const own = days.filter(({ day }) => isWeekendDay(day) === kind)
    return own.length > 0 ? Math.max(leastShare * all, meanOf(own)) : all
  })
  return (day) => (isWeekendDay(day) ? weekend! : weekday!)
}
