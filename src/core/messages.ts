import { utcTime } from '../shared/format'
import type { Brief, EngineEvent } from '../shared/model'
import { statusShape } from '../shared/status'
import type { Message } from './plugin'

/** A message about the same identity is sent at most once in this time, unless it got worse. */
export const cooldownMs = 30 * 60_000

/** When each identity was last told, UTC epoch ms. */
export type LastTold = ReadonlyMap<string, number>

export interface Telling {
  /** One summary of everything that changed; null when cooldown holds all of it back. */
  message: Message | null
  told: string[]
  held: string[]
}

const mark = (event: EngineEvent): string =>
  event.type === 'resolved' ? statusShape.ok : event.incident.severity === 'fail' ? statusShape.fail : statusShape.warning

/** What opens, worsens or resolves in one evaluation goes out as one message. */
export function tell(events: readonly EngineEvent[], lastTold: LastTold, now: number): Telling {
  const mayTell = (event: EngineEvent): boolean => {
    const before = lastTold.get(event.incident.identity)
    // An end is told to whoever heard of the beginning, and to nobody else.
    if (event.type === 'resolved') return before !== undefined && before >= event.incident.openedAt
    if (before === undefined || event.type === 'escalated') return true
    // The distance, not the difference: a clock set back neither ends a cooldown nor holds one for ever.
    return Math.abs(now - before) >= cooldownMs
  }
  const passing = events.filter(mayTell)
  const held = events.filter((event) => !mayTell(event)).map((event) => event.incident.identity)
  const told = passing.map((event) => event.incident.identity)
  return { message: passing.length > 0 ? summary(passing) : null, told, held }
}

/** Lines shown before the rest is only counted. */
const linesShown = 12

function summary(events: readonly EngineEvent[]): Message {
  const worst = events.some((event) => event.type !== 'resolved' && event.incident.severity === 'fail')
    ? 'fail'
    : events.some((event) => event.type !== 'resolved')
      ? 'warning'
      : 'info'
  const [first] = events
  const title =
    events.length === 1 && first ? `${mark(first)} ${headline(first)}` : `${statusShape[worst === 'info' ? 'ok' : worst]} ${events.length} changes`
  const lines =
    events.length === 1 && first
      ? [first.incident.message, first.type === 'resolved' ? null : first.incident.hint].filter((line) => line !== null)
      : events.slice(0, linesShown).map((event) => `${mark(event)} ${headline(event)}`)
  if (events.length > linesShown) lines.push(`and ${events.length - linesShown} more`)
  return {
    kind: 'alert',
    title,
    body: lines.join('\n'),
    severity: worst,
    incident: events.length === 1 && first ? first.incident.id : null,
  }
}

const headline = (event: EngineEvent): string =>
  event.type === 'resolved' ? `Resolved: ${event.incident.title}` : event.incident.title

/** A brief made up for after sleep says so, with the time it speaks of. */
export function briefMessage(brief: Brief, late = false): Message {
  const body = brief.sections.map(({ title, lines }) => `${title}\n${lines.map((line) => `· ${line}`).join('\n')}`).join('\n\n')
  return { kind: 'brief', title: `CEO Brief${late ? ` (late, as of ${utcTime(brief.at)} UTC)` : ''}: ${brief.headline}`, body, severity: 'info', incident: null }
}
