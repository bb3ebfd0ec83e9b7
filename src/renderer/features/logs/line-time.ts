import { clockTime, dayTime } from '../../../shared/moments'

const dayMs = 86_400_000

/** "09:14:05.123" within the last day, "22 Nov, 09:14:05" before; local. Made by hand beyond the second: rows are many and change often. */
export function lineTimeWords(at: number | null, now: number): string {
  if (at === null) return ''
  const clock = clockTime(at)
  if (Math.abs(now - at) < dayMs) return `${clock}.${String(((at % 1000) + 1000) % 1000).padStart(3, '0')}`
  return `${dayTime(at).split(',')[0]} ${clock}`
}
