import { plural, utcTime } from '../shared/format'
import type { Brief } from '../shared/model'
import { statusShape } from '../shared/status'
import type { Message } from './plugin'
import { heldBackWords, type Item } from './telling'

const mark = ({ type, incident }: Item): string => (type === 'resolved' ? statusShape.ok : incident.severity === 'fail' ? statusShape.fail : statusShape.warning)

const headline = ({ type, incident }: Item): string => (type === 'resolved' ? `Resolved: ${incident.title}` : incident.title)

/** Lines shown before the rest is only counted. */
const linesShown = 12

/** What is due at one moment, as one message: one incident in full, several as a line each, the worst first. */
export function alertMessage(items: readonly Item[]): Message {
  const [first] = items
  const alone = items.length === 1 && first ? first : null
  return {
    kind: 'alert',
    title: alone ? `${mark(alone)} ${headline(alone)}` : `${worstMark(items)} ${plural(items.length, 'change')}`,
    body: (alone ? whole(alone) : lines(items)).join('\n'),
    severity: worst(items),
    incident: alone ? alone.incident.id : null,
    about: items.map(({ type, incident, follows }) => ({ type, incident: type === 'opened' ? incident.id : (follows ?? incident.id) })),
  }
}

const whole = (item: Item): string[] => {
  const { type, incident, heldBack } = item
  return [incident.message, type === 'resolved' ? null : incident.hint, heldBackWords(heldBack)].filter((line) => line !== null)
}

function lines(items: readonly Item[]): string[] {
  const shown = items.slice(0, linesShown).map((item) => `${mark(item)} ${headline(item)}`)
  const heldBack = items.reduce((sum, item) => sum + item.heldBack, 0)
  return [...shown, items.length > linesShown ? `and ${items.length - linesShown} more` : null, heldBackWords(heldBack)].filter((line) => line !== null)
}

function worst(items: readonly Item[]): Message['severity'] {
  const begun = items.filter(({ type }) => type !== 'resolved')
  if (begun.some(({ incident }) => incident.severity === 'fail')) return 'fail'
  return begun.length > 0 ? 'warning' : 'info'
}

const worstMark = (items: readonly Item[]): string => {
  const severity = worst(items)
  return statusShape[severity === 'info' ? 'ok' : severity]
}

/** A brief made up for after sleep says so, with the time it speaks of. */
export function briefMessage(brief: Brief, late = false): Message {
  const body = brief.sections.map(({ title, lines: said }) => `${title}\n${said.map((line) => `· ${line}`).join('\n')}`).join('\n\n')
  return { kind: 'brief', title: `CEO Brief${late ? ` (late, as of ${utcTime(brief.at)} UTC)` : ''}: ${brief.headline}`, body, severity: 'info', incident: null, about: [] }
}

/** What the other channels say when nothing can be sent by one any more. */
export const refusalMessage = (channel: string, reason: string, hint: string | null): Message => ({
  kind: 'alert',
  title: `${statusShape.fail} Messages stopped: ${channel}`,
  body: [reason, hint, 'What is meant for it is kept.'].filter(Boolean).join('\n'),
  severity: 'fail',
  incident: null,
  about: [],
})
