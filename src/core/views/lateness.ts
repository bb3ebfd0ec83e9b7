import type { Stretch } from '../presence'
import type { Lateness } from '../../shared/schedule'

const causes = { asleep: 'asleep', off: 'console-off', frozen: 'frozen', away: null, clock: 'clock-set' } as const

/** A timer fires a little before or after a stretch that held it up: clocks are read one after the other. */
const slackMs = 90_000

/**
 * Why a job didn’t run when it was due: what the console was in at that moment. Of several, what lasted longest is what somebody
 * remembers. A network that was away holds no job up.
 */
export function latenessOf(dueAt: number, stretches: readonly Stretch[]): Lateness {
  const there = stretches.filter(({ kind, from, to }) => causes[kind] !== null && from <= dueAt + slackMs && dueAt < to)
  const [longest] = there.toSorted((a, b) => b.to - b.from - (a.to - a.from))
  const cause = longest && causes[longest.kind]
  return cause ? { cause, untilAt: longest.to } : { cause: 'unknown', untilAt: null }
}
