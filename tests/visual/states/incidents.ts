import { aroundOf } from '../../../src/core/views/incident-around'
import { storyOf } from '../../../src/core/views/incident-steps'
import type { IncidentAround, IncidentCost, IncidentQuestion, IncidentStory } from '../../../src/shared/incidents'
import type { ChannelView, Incident, SentMessage } from '../../../src/shared/model'
import { incident } from '../../unit/renderer/fixtures'
import { ago, day, hour, minute } from './clock'

export const open: readonly Incident[] = [
  incident({
    id: 'stripe-1',
    title: 'Stripe (test): a permission is missing',
    message: 'Stripe can’t be read: the key lacks “Balance: read”.',
    hint: 'Add the permission to the key in Stripe’s dashboard.',
    code: 'permission_missing',
    openedAt: ago(2 * hour),
  }),
  incident({
    id: 'drive-1',
    identity: 'component-failing:drive',
    target: 'drive',
    component: 'drive',
    title: 'Google Drive: the credential is refused',
    message: 'Google refuses the sign-in: it was revoked.',
    hint: 'Sign in again; nothing else is lost.',
    code: 'auth_invalid',
    openedAt: ago(3 * hour),
    acknowledgedAt: ago(170 * minute),
  }),
  incident({
    id: 'disk-1',
    identity: 'disk-usage:/',
    rule: 'disk-usage',
    target: '/',
    component: 'disk_ok',
    severity: 'warning',
    title: '/ is 88 % full',
    message: '/ has 57 GB left of 476 GB.',
    hint: 'Free some space, or move logs elsewhere.',
    code: 'disk_usage',
    openedAt: ago(20 * minute),
    snooze: { from: { wallMs: ago(10 * minute), boot: 'one', sinceBootMs: 1 }, forMs: 4 * hour },
  }),
]

const ended = (id: string, title: string, openedAgo: number, lastedMs: number, more: Partial<Incident> = {}): Incident =>
  incident({ id, title, openedAt: ago(openedAgo), resolvedAt: ago(openedAgo - lastedMs), code: 'server_error', message: 'Notion answers 503.', component: 'notion', target: 'notion', ...more })

export const past: readonly Incident[] = [
  ended('notion-1', 'Notion: the provider has an outage', 26 * hour, 50 * minute, { escalatedAt: ago(25.5 * hour) }),
  ended('tick-1', 'EchoPilot’s scheduler is silent', 3 * day, 9 * minute, { severity: 'warning', rule: 'tick-gaps', code: 'tick_silent', component: 'scheduler_tick', target: 'echopilot' }),
  ended('latency-1', 'Google Drive is slow', 8 * day, 5 * hour, { severity: 'warning', rule: 'latency', code: null, component: 'drive', target: 'drive' }),
]

export const channels: readonly ChannelView[] = [
  { id: 'os', title: 'Desktop notification', wanted: true, waiting: 0, refusal: null },
  { id: 'telegram', title: 'Telegram', wanted: true, waiting: 1, refusal: null },
  { id: 'webhook', title: 'Webhook', wanted: false, waiting: 0, refusal: null },
  { id: 'mail', title: 'E-mail', wanted: true, waiting: 0, refusal: { at: ago(day), message: 'The mail server refuses the password.', hint: 'Enter it again.' } },
]

const sent = (id: number, channel: string, channelTitle: string, more: Partial<SentMessage>): SentMessage => ({
  id,
  channel,
  channelTitle,
  createdAt: ago(2 * hour),
  title: open[0]!.title,
  state: 'delivered',
  attempts: 1,
  receipt: null,
  problem: null,
  ...more,
})

export const messages: readonly SentMessage[] = [
  sent(1, 'os', 'Desktop notification', { receipt: 'shown' }),
  sent(2, 'telegram', 'Telegram', { state: 'waiting', attempts: 3, problem: 'Telegram asks for a wait of 30 s.' }),
  sent(3, 'mail', 'E-mail', { state: 'refused', problem: 'The mail server refuses the password.' }),
]

const known = (id: string): Incident => [...open, ...past].find((one) => one.id === id) ?? open[0]!

export const story = (id: string): IncidentStory => ({ incident: known(id), steps: storyOf(known(id), []), before: { days: 90, count: 3, medianMs: 20 * minute, lastAt: ago(9 * day) } })

/** Looks of five minutes; it slept for a while. */
export function around(id: string): IncidentAround {
  const span = aroundOf(known(id), ago(0))
  const at = Array.from({ length: 60 }, (_, i) => span.from + (i * (span.to - span.from)) / 60)
  const middle = at.map((time, i) => (time >= known(id).openedAt ? 1800 : 180) + (i % 5) * 20)
  const asleep = { from: span.from + 1, to: span.from + (span.to - span.from) / 10, kind: 'asleep' as const, gaps: 0, count: 1 }
  const bands = [{ from: asleep.to, to: known(id).openedAt, base: 'ok' as const, worst: 'ok' as const, counts: [20, 0, 0, 0] as [number, number, number, number] }]
  const notes = [{ id: 'n', at: asleep.to + minute, kind: 'deployment' as const, text: 'Deployed 2.4', source: 'api' as const }]
  return { ...span, at: ago(0), line: { unit: 'ms', at, low: middle, middle, high: middle }, bands, gaps: [asleep], notes }
}

export const cost: IncidentCost = { link: 'meanwhile', usd: '0.42', grade: 'computed', rows: [{ job: 'triage', attempts: 3, usd: '0.42' }] }

/** As the history would: what fits, newest first. */
export const matching = (incidents: readonly Incident[], { state, severity, component, text }: Pick<IncidentQuestion, 'state' | 'severity' | 'component' | 'text'>): Incident[] =>
  incidents.filter(
    (one) =>
      (state === null || state === undefined || (state === 'open') === (one.resolvedAt === null)) &&
      (!severity || one.severity === severity) &&
      (!component || one.component === component) &&
      `${one.title} ${one.message}`.toLowerCase().includes((text ?? '').toLowerCase()),
  )
