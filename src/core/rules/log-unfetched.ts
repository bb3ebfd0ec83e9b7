import { duration } from '../../shared/format'
import type { Settings } from '../../shared/settings'
import { defineRule, type Finding } from '../plugin'
import { schedulersOf, type TickFigures } from '../ticks'

const minuteMs = 60_000

/** How many of its usual paces a log may stay away. */
const pacesPutUpWith = 2

/** A log from another computer that isn’t brought here any more: nothing is known of its scheduler, and nobody else would say so. */
export default defineRule({
  id: 'log-unfetched',
  title: 'Log no longer fetched',
  componentOf: () => 'scheduler_tick',
  judgesBy: ({ watch }) => watch,
  byKept: 'scheduler_tick',
  evaluate: ({ components, settings, now }) =>
    schedulersOf(components)
      .filter((scheduler) => isOverdue(scheduler, settings))
      .map((scheduler) => finding(scheduler, now)),
})

function isOverdue({ unfetched }: TickFigures, { watch }: Settings): boolean {
  if (!unfetched) return false
  return unfetched.forMs > Math.max(watch.fetchMinutes * minuteMs, pacesPutUpWith * unfetched.paceMs)
}

function finding({ source, name, path, unfetched }: TickFigures, now: number): Finding {
  const lastAt = unfetched?.lastAt ?? null
  return {
    target: source,
    severity: 'warning',
    title: `The log of ${name} isn’t fetched any more`,
    message: `Nothing has been fetched into ${path ?? 'its folder'} ${lastAt === null ? 'since the console started' : `for ${duration(now - lastAt)}`}. ${name} may be fine; the copying has stopped.`,
    hint: 'Check what copies the log here: its timer, its sign-in, and whether the other computer can be reached.',
    code: 'stale',
  }
}
