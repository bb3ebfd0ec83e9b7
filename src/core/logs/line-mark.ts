import type { LogMark } from '../../shared/logs'
import { textOf, type Fields } from '../costs/log-fields'

const levels: readonly (readonly [RegExp, LogMark])[] = [
  [/^(error|err|fatal|crit|critical|alert|emerg|panic|fail|failed|failing)/i, 'fail'],
  [/^(warn|warning)/i, 'warning'],
]
const failedEvents = /(^|_)(failed|failure|error|bug|refused|crashed)$/
const warningEvents = /(^|_)(gap|retry|late|opened|escalated|postponed|self_heal)$|^not_told_yet$/
/** Numbers of levels as pino and bunyan write them. */
const failLevel = 50
const warningLevel = 40

/** Whether a line tells of something bad, by what logs usually say it with; null: nothing to mark. */
export function markOf(fields: Fields): LogMark | null {
  const { level, ok } = fields
  if (typeof level === 'number') return level >= failLevel ? 'fail' : level >= warningLevel ? 'warning' : null
  for (const name of ['level', 'severity', 'status', 'outcome']) {
    const word = textOf(fields, name)
    const found = word === null ? undefined : levels.find(([pattern]) => pattern.test(word))
    if (found) return found[1]
  }
  if (ok === false) return 'fail'
  return eventMark(textOf(fields, 'event', 'type') ?? '')
}

const eventMark = (event: string): LogMark | null => (failedEvents.test(event) ? 'fail' : warningEvents.test(event) ? 'warning' : null)
