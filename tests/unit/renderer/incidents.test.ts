import { describe, expect, it } from 'vitest'
import { aboutIncident, spanWords } from '../../../src/renderer/features/incidents/about'
import { deliveryOf, subjectOf } from '../../../src/renderer/features/incidents/deliveries'
import { heldBack, type Silencing } from '../../../src/renderer/features/incidents/held-back'
import { incidentText } from '../../../src/renderer/features/incidents/incident-text'
import { listItems, neighbour } from '../../../src/renderer/features/incidents/list-items'
import { beforeWords, costWords } from '../../../src/renderer/features/incidents/past-words'
import { stepRows } from '../../../src/renderer/features/incidents/steps'
import { listCommand } from '../../../src/renderer/features/incidents/use-list-keys'
import { componentChoices, filterWith, isFiltered, noFilter } from '../../../src/renderer/features/incidents/filter'
import { mostUrgent, snoozedUntil, stateOf, stateWords } from '../../../src/renderer/parts/incident-state'
import { receiptWords } from '../../../src/renderer/parts/receipt'
import { spanChoices } from '../../../src/renderer/parts/spans'
import type { IncidentStep } from '../../../src/shared/incidents'
import type { SentMessage } from '../../../src/shared/model'
import { component as componentOf, incident } from './fixtures'

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
  const day = 24 * hour
  const titles = (list: ReturnType<typeof listItems>) => list.map((item) => (item.kind === 'heading' ? `${item.title}: ${item.count}` : item.id))
  const open = [
    incident({ id: 'seen', acknowledgedAt: 3, openedAt: 10 }),
    incident({ id: 'w', severity: 'warning', openedAt: 9 }),
    incident({ id: 'f', openedAt: 2 }),
    incident({ id: 'newer-f', openedAt: 4 }),
  ]
  const past = [now - minute, now - hour, now - 23 * hour, now - 5 * day, now - 400 * day].map((openedAt, i) => incident({ id: `past-${i}`, openedAt, resolvedAt: openedAt + 1 }))
  it('has what nobody has dealt with first, then failing, then the newest; the past ones by day', () => {
    expect(titles(listItems({ open, past, more: false }, now, 'Open'))).toEqual(['Open: 4', 'newer-f', 'f', 'w', 'seen', 'Today: 2', 'past-0', 'past-1', 'Yesterday: 1', 'past-2', 'Wed 18 Nov: 1', 'past-3', 'Sun 19 Oct 2025: 1', 'past-4'])
  })
  it('doesn’t count a day of which more follows', () => {
    expect(titles(listItems({ open: [], past: past.slice(0, 3), more: true }, now, 'Open'))).toEqual(['Today: 2', 'past-0', 'past-1', 'Yesterday: null', 'past-2'])
    expect(listItems({ open: [], past: [], more: true }, now, 'Open')).toEqual([])
  })
  it.each([
    ['newer-f', 1, 'f'],
    ['seen', 1, 'past-0'],
    ['past-0', -1, 'seen'],
    ['newer-f', -1, null],
    ['past-4', 1, null],
    [null, 1, 'newer-f'],
    [null, -1, 'past-4'],
    ['gone', 1, 'newer-f'],
  ] as const)('from %s goes %d to %s', (id, step, next) => {
    expect(neighbour(listItems({ open, past, more: false }, now, 'Open'), id, step)).toBe(next)
  })
  it.each([
    ['j', false, 'next'],
    ['k', false, 'before'],
    ['/', false, 'search'],
    ['ArrowDown', true, 'next'],
    ['ArrowUp', true, 'before'],
    ['ArrowDown', false, null],
    ['x', true, null],
  ] as const)('hears %s, in the list: %s', (key, inList, command) => {
    expect(listCommand(key, inList)).toBe(command)
  })
  it('knows whether anything is looked for', () => {
    expect([noFilter, { ...noFilter, text: ' ' }, filterWith(noFilter, 'open'), { ...noFilter, text: 'x' }, { ...noFilter, severity: 'fail' as const }].map(isFiltered)).toEqual([false, false, true, true, true])
    expect(filterWith(filterWith(noFilter, 'open'), 'all')).toEqual(noFilter)
  })
  it('offers what is looked at, and what incidents were about', () => {
    const choices = componentChoices([componentOf()], [incident(), incident({ component: 'old-shop' })], 'chosen')
    expect([...choices]).toEqual([['stripe', 'Stripe'], ['old-shop', 'old-shop'], ['chosen', 'chosen']])
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

describe('what happened', () => {
  const steps: IncidentStep[] = [
    { type: 'opened', at: now - hour, severity: 'warning' },
    { type: 'held', at: now - hour, why: 'cooldown', untilAt: now - 40 * minute },
    { type: 'escalated', at: now - 50 * minute, severity: 'fail' },
    { type: 'acknowledged', at: now - 45 * minute, by: 'telegram' },
    { type: 'resumed', at: now - 44 * minute, by: 'window' },
    { type: 'snoozed', at: now - 40 * minute, by: null, forMs: 30 * minute },
    { type: 'resolved', at: now, severity: 'fail' },
  ]
  it('is told in its order, with who did it and what was held back', () => {
    expect(stepRows(steps, { openedAt: now - hour, end: now }).map(({ at, what, mark }) => [(now - at) / minute, what, mark])).toEqual([
      [60, 'Opened as a warning', 'warning'],
      [60, 'Message held back until 21:34: one was sent less than 30 min before', 'off'],
      [50, 'Escalated to failing', 'fail'],
      [45, 'Acknowledged in Telegram', 'acknowledged'],
      [44, 'Taken back in this window', 'off'],
      [40, 'Snoozed for 30 min', 'snoozed'],
      [10, 'The snooze was over', 'off'],
      [0, 'Resolved after 1 h', 'ok'],
    ])
  })
  it.each([
    ['it goes on', [], now, false],
    ['it was over by itself', [], now + 2 * hour, true],
    ['something else was done before', [{ type: 'resumed', at: now + minute, by: 'window' }], now + 2 * hour, false],
    ['it ended before', [{ type: 'resolved', at: now + minute, severity: 'fail' }], now + minute, false],
  ] as [string, IncidentStep[], number, boolean][])('says when a snooze was over: %s', (_case, after, end, isOver) => {
    const rows = stepRows([{ type: 'snoozed', at: now, by: 'window', forMs: hour }, ...after], { openedAt: now, end })
    expect(rows.some(({ what }) => what === 'The snooze was over')).toBe(isOver)
  })
  it.each([
    [{ type: 'snoozed', at: 5, by: 'window', forMs: null }, 'Snoozed until it ends in this window'],
    [{ type: 'escalated', at: 5, severity: 'warning' }, 'Became more urgent'],
    [{ type: 'held', at: now, why: 'quiet', untilAt: now + 10 * hour }, 'Message held back until Tue 08:14: quiet hours'],
    [{ type: 'held', at: now, why: 'muted', untilAt: null }, 'Message held back: messages were muted'],
  ] as [IncidentStep, string][])('%#', (step, words) => {
    expect(stepRows([step], { openedAt: 5, end: now })[0]!.what).toBe(words)
  })
})

describe('its past', () => {
  it.each([
    [{ days: 90, count: 0, medianMs: null, lastAt: null }, 'The first of its kind in 90 days.'],
    [{ days: 90, count: 1, medianMs: null, lastAt: 5 }, '1 time in the 90 days before.'],
    [{ days: 90, count: 3, medianMs: 20 * minute, lastAt: 5 }, '3 times in the 90 days before; half of them were over within 20 min.'],
  ])('is told in a sentence: %#', (before, words) => {
    expect(beforeWords(before)).toBe(words)
  })
  const row = { job: 'triage', attempts: 2, usd: '0.06' }
  it.each([
    [{ link: 'direct', usd: '0.06', grade: 'computed', rows: [row] }, '$0.06 went into 2 failed attempts of what it is about.'],
    [{ link: 'meanwhile', usd: '0.06', grade: 'computed', rows: [row, { ...row, attempts: 1 }] }, '3 runs of jobs failed meanwhile and cost $0.06. Whether this was the cause isn’t known.'],
    [{ link: 'none', usd: '0.00', grade: 'reported', rows: [] }, 'Jobs ran meanwhile and none failed, as far as the logs tell.'],
    [{ link: 'unknown', usd: '0.00', grade: 'reported', rows: [] }, 'The logs tell of no job at that time, so nothing is known of what it cost.'],
  ] as const)('says what it cost, or why that isn’t known: %#', (cost, words) => {
    expect(costWords({ ...cost, rows: [...cost.rows] })).toBe(words)
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
  const story = { incident: one, before: { days: 90, count: 0, medianMs: null, lastAt: null }, steps: [{ type: 'opened' as const, at: now - hour, severity: 'fail' as const }, { type: 'acknowledged' as const, at: now, by: 'window' as const }] }
  const around = {
    component: 'Stripe',
    messages: [sent(), sent({ state: 'waiting', attempts: 2, problem: 'No answer.', channel: 'email', channelTitle: 'E-mail' })],
    channels: [],
    story,
    notes: [{ id: 'n', at: now - 2 * hour, kind: 'deployment' as const, text: 'Deployed 2.4', source: 'api' as const }],
    cost: { link: 'none' as const, usd: '0.00', grade: 'reported' as const, rows: [] },
  }
  it('says everything there is to say, by both clocks', () => {
    expect(incidentText(one, around, now, 'Europe/Berlin')).toBe(`# Stripe: refused
failing, acknowledged
Stripe refuses the key.
Next: Replace it.

- Open for: 1 h
- Component: Stripe
- Rule: component-failing
- Cause: The credential is refused (auth_invalid)
- Before: The first of its kind in 90 days.
- Cost of failure: Jobs ran meanwhile and none failed, as far as the logs tell.
- Incident: i

## What happened
- 2026-11-23 09:14:05 (Europe/Berlin), 08:14:05 UTC: Opened as failing
- 2026-11-23 10:14:05 (Europe/Berlin), 09:14:05 UTC: Acknowledged in this window

## Messages
- 2026-11-23 10:14:05 (Europe/Berlin), 09:14:05 UTC: Telegram: delivered (receipt 12)
- 2026-11-23 10:14:05 (Europe/Berlin), 09:14:05 UTC: E-mail: waits after 2 tries (No answer.)

## Notes
- 2026-11-23 08:14:05 (Europe/Berlin), 07:14:05 UTC: Deployment: Deployed 2.4
`)
  })
  it('leaves out what there isn’t', () => {
    const bare = incidentText(incident({ title: 'T', openedAt: now - hour, resolvedAt: now }), { component: 'Shop', messages: [], channels: [], story: null, notes: [], cost: null }, now, 'UTC')
    expect(bare).toBe('# T\nfailing, resolved\n\n- Lasted: 1 h\n- Component: Shop\n- Rule: component-failing\n- Incident: one\n')
  })
  it.each([
    ['UTC', '2026-11-23 09:14:05 UTC'],
    ['Pacific/Auckland', '2026-11-23 22:14:05 (Pacific/Auckland), 09:14:05 UTC'],
    ['Pacific/Honolulu', '2026-11-22 23:14:05 (Pacific/Honolulu), 2026-11-23 09:14:05 UTC'],
  ])('names the day of UTC where it is another one: %s', (zone, words) => {
    expect(incidentText(one, { ...around, messages: [sent()], notes: [], cost: null, story: null }, now, zone)).toContain(`- ${words}: Telegram`)
  })
})
