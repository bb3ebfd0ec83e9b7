import { duration } from '../../../shared/format'
import type { IncidentStep } from '../../../shared/incidents'
import type { Status } from '../../../shared/model'
import type { IncidentState } from '../../parts/incident-state'
import { lasted, untilTime } from '../../parts/time'
import { texts } from '../../texts'

export interface StepRow {
  at: number
  what: string
  /** The shape before it. */
  mark: Status | Extract<IncidentState, 'acknowledged' | 'snoozed'>
}

const words = texts.incidents

/** What became of an incident, in words, oldest first. `openedAt` is where it begins, `end` now or when it was over. */
export function stepRows(steps: readonly IncidentStep[], { openedAt, end }: { openedAt: number; end: number }): StepRow[] {
  return steps.flatMap((step, place) => {
    const row = { at: step.at, ...saying(step, openedAt) }
    const over = step.type === 'snoozed' && step.forMs !== null ? step.at + step.forMs : null
    const next = steps[place + 1]?.at ?? end
    // A snooze that lasted until something else was done wasn’t over by itself.
    return over !== null && over <= Math.min(next, end) ? [row, { at: over, what: words.snoozeOver, mark: 'off' as const }] : [row]
  })
}

function saying(step: IncidentStep, openedAt: number): Omit<StepRow, 'at'> {
  switch (step.type) {
    case 'opened':
      return { what: words.openedAs[step.severity], mark: step.severity }
    case 'escalated':
      return { what: step.severity === 'fail' ? words.escalated : words.moreUrgent, mark: step.severity }
    case 'acknowledged':
      return { what: words.bySomebody(words.acknowledged, step.by), mark: 'acknowledged' }
    case 'snoozed':
      return { what: words.bySomebody(step.forMs === null ? words.snoozedToTheEnd : words.snoozedFor(duration(step.forMs)), step.by), mark: 'snoozed' }
    case 'resumed':
      return { what: words.bySomebody(words.takenBack, step.by), mark: 'off' }
    case 'held':
      return { what: words.held(step.why, step.untilAt === null ? null : untilTime(step.untilAt, step.at)), mark: 'off' }
    case 'resolved':
      return { what: words.resolvedAfter(lasted(openedAt, step.at)), mark: 'ok' }
  }
}
