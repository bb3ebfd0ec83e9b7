import { z } from 'zod'

/** What a series usually is at each time of day, and whether knowing that predicts it better than its level does. */
export const profileSchema = z.object({
  means: z.array(z.number()).length(96),
  rows: z.array(z.number()).length(96),
  profileError: z.number(),
  levelError: z.number(),
  judged: z.number(),
})
export type DailyProfile = z.infer<typeof profileSchema>

const SLOTS = 96
const DAY_MS = 864e5
/** A slot speaks after this many rows, and its mean is of about the last so many. */
const ROWS_BEFORE = 2
const MEMORY = 7
/** The errors compared are those of about three days; the comparison counts after two. */
const ERROR_DAYS = 3
const JUDGED_DAYS = 2

export const newProfile = (): DailyProfile => ({
  means: Array<number>(SLOTS).fill(0),
  rows: Array<number>(SLOTS).fill(0),
  profileError: 0,
  levelError: 0,
  judged: 0,
})

/** The slot of a stamp where a day has `rowsPerDay` rows: never finer than the rows are. */
function slotOf(at: number, rowsPerDay: number): number {
  const slots = Math.max(1, Math.min(SLOTS, Math.round(rowsPerDay)))
  return Math.floor(((((at % DAY_MS) + DAY_MS) % DAY_MS) / DAY_MS) * slots) % slots
}

/** What this time of day usually shows; null before it was seen often enough. */
export function usualAt(profile: DailyProfile, at: number, rowsPerDay: number): number | null {
  const slot = slotOf(at, rowsPerDay)
  return profile.rows[slot]! >= ROWS_BEFORE ? profile.means[slot]! : null
}

/** True where the profile has lately been at least as near as the level. */
export const hasProved = (profile: DailyProfile, rowsPerDay: number): boolean =>
  profile.judged > JUDGED_DAYS * rowsPerDay && profile.profileError < profile.levelError

/** Learns a row, `level` being the slow level that the profile competes with. */
export function learnProfile(profile: DailyProfile, at: number, value: number, level: number, rowsPerDay: number): void {
  const usual = usualAt(profile, at, rowsPerDay)
  if (usual !== null) compare(profile, Math.abs(value - usual), Math.abs(value - level), rowsPerDay)
  const slot = slotOf(at, rowsPerDay)
  profile.rows[slot] = Math.min(MEMORY, profile.rows[slot]! + 1)
  profile.means[slot]! += (value - profile.means[slot]!) / profile.rows[slot]!
}

function compare(profile: DailyProfile, profileMiss: number, levelMiss: number, rowsPerDay: number): void {
  const pace = Math.max(1 / (profile.judged + 1), 1 / (ERROR_DAYS * rowsPerDay))
  profile.profileError += pace * (capped(profileMiss, profile.profileError) - profile.profileError)
  profile.levelError += pace * (capped(levelMiss, profile.levelError) - profile.levelError)
  profile.judged++
}

/** One outlier says nothing of either: a miss counts as at most six usual ones. */
const capped = (miss: number, usual: number): number => (usual > 0 ? Math.min(miss, 6 * usual) : miss)
