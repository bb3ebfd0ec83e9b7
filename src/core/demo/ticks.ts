import type { Past } from './past'
import { minuteMs } from './past'

/** A tick as a scheduler writes it. */
export const tickLine = (at: number): string => `{"event":"tick","ts":"${new Date(at).toISOString()}"}\n`

/** Ticks of a scheduler on this computer since a moment, a minute apart, but for its silences. Oldest first. */
export function* ticksOf({ first, now, away, trouble }: Past, since = first): Generator<number> {
  const silences = [...away.filter(({ kind }) => kind === 'asleep' || kind === 'frozen'), ...trouble.filter(({ target }) => target === 'scheduler_tick')].toSorted((a, b) => a.from - b.from)
  let next = 0
  // Ends with the past, so that who goes on from there leaves no gap.
  for (let at = since + ((now - 1 - since) % minuteMs); at < now; at += minuteMs) {
    while (next < silences.length && silences[next]!.to <= at) next++
    if (silences[next] && at >= silences[next]!.from) continue
    yield at
  }
}
