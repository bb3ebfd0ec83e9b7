import { useState } from 'react'
import { useConsole } from '../../store'
import type { TimelineEvent } from './events'
import { eventIdIn } from './focus'

/** The page was opened for something: it is chosen once it is known. */
export function useAskedEvent(events: readonly TimelineEvent[], onFound: (event: TimelineEvent) => void): void {
  const [asked, setAsked] = useState(() => eventIdIn(useConsole.getState().focus))
  const found = events.find(({ id }) => id === asked)
  if (!found) return
  setAsked(null)
  onFound(found)
}
