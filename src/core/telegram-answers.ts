import type { BudgetView } from '../shared/costs'
import { age, duration, plural, usd, utcTime } from '../shared/format'
import type { ComponentView, CostSummary, Incident, Snapshot } from '../shared/model'
import { statusShape, statusWord } from '../shared/status'
import { commands, tooLateAfterMs } from './telegram-commands'

/** Telegram takes this many characters. */
const limit = 4096

/** What the bot says to each command: plain text within Telegram's limit, states by shape and word. */
export function statusAnswer(snapshot: Snapshot, now: number): string {
  const { overall, headline, components, incidents, mutedUntil } = snapshot
  const shown = components.filter(({ status }) => status !== 'off')
  const off = components.filter(({ status }) => status === 'off').map(({ title }) => title)
  return fitting([
    `${statusShape[overall]} ${headline}`,
    ...(mutedUntil === null ? [] : [`All messages are muted until ${utcTime(mutedUntil)} UTC.`]),
    ...(incidents.length === 0 ? [] : ['', `${plural(incidents.length, 'open incident')}:`, ...incidents.map((incident) => incidentLine(incident, now))]),
    '',
    ...shown.map((component) => componentLine(component, now)),
    ...(off.length === 0 ? [] : [`${statusShape.off} Not set up: ${off.join(', ')}`]),
  ])
}

function componentLine({ title, status, message, figure, checkedAt }: ComponentView, now: number): string {
  const seen = checkedAt === null ? '' : ` (${age(checkedAt, now)})`
  const said = status === 'ok' ? (figure ? `, ${figure}` : '') : ''
  return `${statusShape[status]} ${title}: ${statusWord[status]}${said}${seen}${status !== 'ok' && message !== '' ? `. ${message}` : ''}`
}

function incidentLine({ severity, title, openedAt, acknowledgedAt, snooze }: Incident, now: number): string {
  const sleeps = snooze && (snooze.forMs === null || now < snooze.from.wallMs + snooze.forMs)
  const done = acknowledgedAt === null ? (sleeps ? ', snoozed' : '') : ', acknowledged'
  return `${statusShape[severity]} ${title}, for ${duration(now - openedAt)}${done}`
}

export function costsAnswer(costs: CostSummary | null, budgets: readonly Pick<BudgetView, 'title' | 'words'>[] = []): string {
  if (!costs) return 'No costs have been added up yet.'
  const { today, week, lastWeek, lastWeekSoFar, month, unpriced } = costs
  const soFar = lastWeekSoFar ? `${usd(lastWeekSoFar.totalUsd)} by now, ` : ''
  const parts = [`models ${usd(month.llmUsd)}`, `CPU ${usd(month.cpuUsd)}`, ...(month.stripeUsd === null ? [] : [`Stripe fees ${usd(month.stripeUsd)}`]), ...(Number(month.financeUsd) === 0 ? [] : [`other ${usd(month.financeUsd)}`])]
  return fitting([
    `Today ${usd(today.totalUsd)}`,
    `This week ${usd(week.totalUsd)} (last week ${soFar}${usd(lastWeek.totalUsd)} in all)`,
    `This month ${usd(month.totalUsd)}: ${parts.join(', ')}`,
    ...budgets.map(({ title, words }) => `${title}: ${words}`),
    ...(unpriced.length === 0 ? [] : ['', 'Without a known price, so not in these sums:', ...unpriced.map(({ model, calls }) => `${model}: ${plural(calls, 'call')}`)]),
  ])
}

export const helpAnswer = (): string => [...commands.map(({ command, description }) => `/${command}  ${description}`), '', 'As an answer to an alert, /ack and /snooze are about that one alone.'].join('\n')

export const unknownAnswer = (word: string): string => `There is no /${word}. /help says what there is.`

export const spanAnswer = (word: string): string => `Say for how long, from a minute to a week, such as /${word} 4h.`

export const lateAnswer = (count: number): string =>
  `${count === 1 ? 'This came' : `${plural(count, 'command')} came`} more than ${duration(tooLateAfterMs)} late: the console was off or out of reach. Nothing was done; say it again if it still holds.`

/** What became of the incidents somebody acknowledged (`forMs` null) or snoozed. */
export function actAnswer(done: readonly Incident[], forMs: number | null): string {
  if (done.length === 0) return 'There is nothing to do: no such incident is open.'
  const did = forMs === null ? 'Acknowledged' : `Snoozed for ${duration(forMs)}`
  return fitting(done.length === 1 ? [`${did}: ${done[0]!.title}`] : [`${did}:`, ...done.map(({ severity, title }) => `${statusShape[severity]} ${title}`)])
}

export const mutedAnswer = (until: number | null): string => (until === null ? 'Messages come again.' : `No messages until ${utcTime(until)} UTC. The console goes on watching; /mute off ends this.`)

/** As many lines as fit, and how many don't. */
function fitting(lines: readonly string[]): string {
  const kept: string[] = []
  let length = 0
  for (const [i, line] of lines.entries()) {
    const text = line.length > 400 ? `${line.slice(0, 399).replace(/[\uD800-\uDBFF]$/, '')}…` : line
    const more = lines.length - i
    if (length + text.length + 1 > limit - 40 && (more > 1 || length + text.length > limit)) return [...kept, `and ${plural(more, 'more line')}`].join('\n')
    kept.push(text)
    length += text.length + 1
  }
  return kept.join('\n')
}
