import { describe, expect, it } from 'vitest'
import { aboutIncident, spanWords } from '../../../src/renderer/features/incidents/about'
import { reaches } from '../../../src/renderer/features/incidents/chart-span'
import { deliveryOf, subjectOf } from '../../../src/renderer/features/incidents/deliveries'
import { heldBack, type Silencing } from '../../../src/renderer/features/incidents/held-back'
import { merged } from '../../../src/renderer/features/incidents/incident-list'
import { incidentText } from '../../../src/renderer/features/incidents/incident-text'
import { timelineOf } from '../../../src/renderer/features/incidents/timeline'
import { mostUrgent, snoozedUntil, stateOf, stateWords } from '../../../src/renderer/parts/incident-state'
import { receiptWords } from '../../../src/renderer/parts/receipt'
import { spanChoices } from '../../../src/renderer/parts/spans'
import type { ChannelView, SentMessage } from '../../../src/shared/model'
import { incident } from './fixtures'

// 22:14:05 on Monday, in Auckland.
const now = Date.UTC(2026, 10, 23, 9, 14, 5)
const minute = 60_000
const hour = 60 * minute

const snooze = (atMs: number, forMs: number | null) => ({ from: { wallMs: atMs, boot: 'b', sinceBootMs: 5 }, forMs })
const snoozed = (forMs: number | null, ago = minute) => incident({ openedAt: now - hour, snooze: snooze(now - ago, forMs) })

const sent = (more: Partial<SentMessage> = {}): SentMessage => ({
  id: 1,
  channel: 'telegram',
  channelTitle: 'Telegram',
  createdAt: now,
  title: '❌ Stripe',
  state: 'delivered',
  attempts: 1,
  receipt: '12',
  problem: null,
  ...more,
})

describe('the state of an incident', () => {
  it.each([
    ['open', incident(), 'open'],
    ['acknowledged', incident({ acknowledgedAt: now }), 'acknowledged'],
    ['snoozed', snoozed(hour), 'snoozed until 23:13'],
    ['snoozed', snoozed(8 * hour), 'snoozed until Tue 06:13'],
    ['snoozed', snoozed(null), 'snoozed until it ends'],
    ['open', snoozed(hour, 2 * hour), 'open'],
    ['resolved', incident({ ...snoozed(null), resolvedAt: now }), 'resolved'],
    ['resolved', incident({ acknowledgedAt: 5, resolvedAt: now }), 'resolved'],
  ] as const)('%s', (state, one, words) => {
    expect(stateOf(one, now)).toBe(state)
    expect(stateWords(one, now)).toBe(words)
  })
  it('is open again at the very end of a snooze', () => {
    const one = snoozed(hour)
    const until = snoozedUntil(one)!
    expect(until).toBe(now - minute + hour)
    expect([stateOf(one, until - 1), stateOf(one, until)]).toEqual(['snoozed', 'open'])
  })
})

describe('the list of incidents', () => {
  it('has what nobody has dealt with first, then failing, then the newest; the past ones as recorded', () => {
    const open = [
      incident({ id: 'seen', acknowledgedAt: 3, openedAt: 10 }),
      incident({ id: 'w', severity: 'warning', openedAt: 9 }),
      incident({ id: 'f', openedAt: 2 }),
      incident({ id: 'newer-f', openedAt: 4 }),
    ]
    const recorded = [...open, incident({ id: 'old', resolvedAt: 4, openedAt: 1 }), incident({ id: 'newer', resolvedAt: 8, openedAt: 7 }), incident({ id: 'gone' })]
    const { current, past } = merged(open, recorded, 20)
    expect(current.map((one) => one.id)).toEqual(['newer-f', 'f', 'w', 'seen'])
    expect(past.map((one) => one.id)).toEqual(['newer', 'old'])
  })
  it('brings back what was snoozed once that is over', () => {
    const list = [incident({ id: 'w', severity: 'warning' }), incident({ ...snoozed(hour), id: 'back' })]
    expect(list.toSorted(mostUrgent(now)).map(({ id }) => id)).toEqual(['w', 'back'])
    expect(list.toSorted(mostUrgent(now + hour)).map(({ id }) => id)).toEqual(['back', 'w'])
  })
  it.each([
    [incident({ title: 'Stripe: refused', openedAt: now - hour }), 'Stripe', 'open · failing'],
    [incident({ title: '/data is nearly full', severity: 'warning', acknowledgedAt: now }), 'Disk', 'acknowledged · warning · Disk'],
    [incident({ title: 'Slow', openedAt: now - hour, resolvedAt: now - 48 * minute }), 'Shop', 'resolved · lasted 12 min · Shop'],
  ])('says of each what has been done about it: %#', (one, component, words) => {
    expect(aboutIncident(one, component, now)).toBe(words)
  })
  it('never counts backwards, whatever the clock does', () => {
    expect(spanWords({ openedAt: now + hour, resolvedAt: null }, now)).toBe('for 1 s')
  })
})

describe('the timeline', () => {
  const lines = (one: Parameters<typeof timelineOf>[0], at = now) => timelineOf(one, at).map((row) => [row.at, row.what, row.mark])
  it('begins as what it was', () => {
    expect(lines(incident({ openedAt: 5 }))).toEqual([[5, 'Opened as failing', 'fail']])
    expect(lines(incident({ openedAt: 5, escalatedAt: 9 }))).toEqual([
      [5, 'Opened as a warning', 'warning'],
      [9, 'Escalated to failing', 'fail'],
    ])
  })
  it('has what was done in its order, and how it ended', () => {
    expect(lines(incident({ openedAt: now - hour, acknowledgedAt: now - 50 * minute, resolvedAt: now }))).toEqual([
      [now - hour, 'Opened as failing', 'fail'],
      [now - 50 * minute, 'Acknowledged', 'acknowledged'],
      [now, 'Resolved after 1 h', 'ok'],
    ])
  })
  it('says when a snooze was over, and nothing of one that outlasted it', () => {
    expect(lines(snoozed(4 * hour)).at(-1)).toEqual([now - minute, 'Snoozed for 4 h', 'snoozed'])
    expect(lines(snoozed(null)).at(-1)?.[1]).toBe('Snoozed until it ends')
    expect(lines(snoozed(30 * minute, 40 * minute)).at(-1)).toEqual([now - 10 * minute, 'The snooze was over', 'off'])
    expect(lines({ ...snoozed(30 * minute, 40 * minute), resolvedAt: now - 20 * minute }).map((row) => row[1])).toEqual(['Opened as failing', 'Snoozed for 30 min', 'Resolved after 40 min'])
  })
})

describe('looks around an incident', () => {
  const history = [{ at: 100, status: 'ok' as const, value: 1 }]
  it.each([
    [history, null, true],
    [history, 100, true],
    [history, 99, false],
    [[], null, false],
  ])('%#', (points, resolvedAt, expected) => {
    expect(reaches(points, { resolvedAt })).toBe(expected)
  })
})

describe('how a message fares', () => {
  const refusal = { at: 1, message: 'The bot was blocked.', hint: null }
  it.each([
    [sent(), null, { mark: 'ok', word: 'delivered', more: 'receipt 12' }],
    [sent({ receipt: 'shown' }), null, { mark: 'ok', word: 'delivered', more: 'shown' }],
    [sent({ receipt: null }), null, { mark: 'ok', word: 'delivered', more: null }],
    [sent(), refusal, { mark: 'ok', word: 'delivered', more: 'receipt 12' }],
    [sent({ state: 'waiting', attempts: 0 }), null, { mark: 'off', word: 'waits to be sent', more: null }],
    [sent({ state: 'waiting', attempts: 1, problem: 'No answer.' }), null, { mark: 'warning', word: 'waits after 1 try', more: 'No answer.' }],
    [sent({ state: 'waiting', attempts: 3, problem: 'No answer.' }), null, { mark: 'warning', word: 'waits after 3 tries', more: 'No answer.' }],
    [sent({ state: 'waiting', attempts: 0 }), refusal, { mark: 'warning', word: 'waits until the channel is set up anew', more: 'The bot was blocked.' }],
    [sent({ state: 'refused', problem: 'Too long.' }), null, { mark: 'fail', word: 'refused', more: 'Too long.' }],
  ])('%#', (message, channel, expected) => {
    expect(deliveryOf(message, channel)).toEqual(expected)
  })
  it.each([
    ['shown', 'shown'],
    ['handed over', 'handed over'],
    ['HTTP 204', 'HTTP 204'],
    ['4711', 'receipt 4711'],
    ['<1.2@example.com>', 'receipt <1.2@example.com>'],
  ])('calls “%s” “%s”', (receipt, words) => {
    expect(receiptWords(receipt)).toBe(words)
  })
  it('repeats a message’s heading only where it isn’t the incident’s', () => {
    expect(subjectOf({ title: '❌ Stripe' }, { title: 'Stripe' })).toBeNull()
    expect(subjectOf({ title: '⚠️ Stripe' }, { title: 'Stripe' })).toBeNull()
    expect(subjectOf({ title: '✅ Resolved: Stripe' }, { title: 'Stripe' })).toBe('Resolved: Stripe')
    expect(subjectOf({ title: '⚠️ /data is full' }, { title: '/data is full' })).toBeNull()
    expect(subjectOf({ title: '3 of 5' }, { title: 'Disk' })).toBe('3 of 5')
  })
})

describe('why nothing is sent', () => {
  const nothing: Silencing = { alerts: { quietHours: null, maintenance: [] }, mutedUntil: null }
  const planned = (from: number, to: number, targets: string[] = []) => ({ ...nothing, alerts: { quietHours: null, maintenance: [{ id: 'm', title: 'Move', from, to, targets }] } })
  const night = (from: string, to: string, failuresToo = true) => ({ ...nothing, alerts: { maintenance: [], quietHours: { from, to, zone: 'Europe/Berlin', failuresToo } } })
  const warning = incident({ severity: 'warning' })
  it.each([
    ['nothing is in the way', incident(), nothing, null],
    ['it is over', incident({ resolvedAt: 5 }), { ...nothing, mutedUntil: now + hour }, null],
    ['acknowledged', incident({ acknowledgedAt: 5 }), nothing, 'Nothing more is sent until it ends or gets worse.'],
    ['snoozed', snoozed(hour), nothing, 'Nothing is sent until 23:13, unless it ends or gets worse.'],
    ['muted', incident(), { ...nothing, mutedUntil: now + hour }, 'All messages are muted until 23:14.'],
    ['muted before', incident(), { ...nothing, mutedUntil: now }, null],
    ['maintenance of everything', incident(), planned(now, now + hour), 'Maintenance “Move”: nothing is sent about it until 23:14.'],
    ['maintenance of its component', incident({ target: '/data', component: 'disk_ok' }), planned(now, now + hour, ['disk_ok']), 'Maintenance “Move”: nothing is sent about it until 23:14.'],
    ['maintenance of another', incident(), planned(now, now + hour, ['notion']), null],
    ['maintenance over', incident(), planned(now - hour, now), null],
    ['maintenance to come', incident(), planned(now + 1, now + hour), null],
    // It is 10:14 in Berlin.
    ['quiet by day', incident(), night('10:00', '11:00'), 'Quiet hours: nothing is sent about it until 11:00 (Europe/Berlin).'],
    ['quiet over night', incident(), night('22:00', '10:15'), 'Quiet hours: nothing is sent about it until 10:15 (Europe/Berlin).'],
    ['the night is over', incident(), night('22:00', '10:14'), null],
    ['failures get through', incident(), night('10:00', '11:00', false), null],
    ['warnings don’t', warning, night('10:00', '11:00', false), 'Quiet hours: nothing is sent about it until 11:00 (Europe/Berlin).'],
  ])('%s', (_case, one, silencing, words) => {
    expect(heldBack(one, silencing, now)).toBe(words)
  })
})

describe('for how long', () => {
  it('offers what people choose, with the time it comes to', () => {
    const picked: number[] = []
    const choices = spanChoices(now, (forMs) => picked.push(forMs))
    expect(choices.map(({ label, aside }) => `${label} ${aside}`)).toEqual(['1 h until 23:14', '4 h until Tue 02:14', '8 h until Tue 06:14'])
    for (const choice of choices) choice.pick()
    expect(picked).toEqual([hour, 4 * hour, 8 * hour])
  })
})

describe('an incident as text', () => {
  const one = incident({ id: 'i', title: 'Stripe: refused', message: 'Stripe refuses the key.', hint: 'Replace it.', code: 'auth_invalid', openedAt: now - hour, acknowledgedAt: now })
  const around = { component: 'Stripe', messages: [sent(), sent({ state: 'waiting', attempts: 2, problem: 'No answer.', channel: 'email', channelTitle: 'E-mail' })], channels: [] as ChannelView[] }
  it('says everything there is to say', () => {
    expect(incidentText(one, around, now)).toBe(`Stripe: refused (failing, acknowledged)
Stripe refuses the key.
Next: Replace it.

Component: Stripe
Rule: component-failing
Cause: The credential is refused (auth_invalid)
Incident: i

2026-11-23 08:14:05 UTC  Opened as failing
2026-11-23 09:14:05 UTC  Acknowledged

Messages:
2026-11-23 09:14:05 UTC  Telegram: delivered (receipt 12)
2026-11-23 09:14:05 UTC  E-mail: waits after 2 tries (No answer.)
`)
  })
  it('leaves out what there isn’t', () => {
    const bare = incidentText(incident({ title: 'T', openedAt: now }), { component: 'Shop', messages: [], channels: [] }, now)
    expect(bare).toBe('T (failing, open)\n\nComponent: Shop\nRule: component-failing\nIncident: one\n\n2026-11-23 09:14:05 UTC  Opened as failing\n')
  })
})
