import { describe, expect, it } from 'vitest'
import { aboutChannel, channelState } from '../../../src/renderer/features/settings/alerts/channel-row'
import { mailDraft, mailFaults, mailServer, withSecurity } from '../../../src/renderer/features/settings/alerts/mail-draft'
import { checked, type Draft, idFor, localInput, momentOf, newDraft } from '../../../src/renderer/features/settings/alerts/maintenance-draft'
import { aboutWindow, sorted, windowState } from '../../../src/renderer/features/settings/alerts/maintenance-rows'
import { isOvernight, isZone, readClock, usualHours } from '../../../src/renderer/features/settings/alerts/quiet-hours'
import { webhookFault } from '../../../src/renderer/features/settings/alerts/webhook-fault'
import type { ChannelView } from '../../../src/shared/model'
import { type SecretState, sections, type SettingsView, defaultSettings } from '../../../src/shared/settings'

// 22:14:05 on Monday, in Auckland.
const now = Date.UTC(2026, 10, 23, 9, 14, 5)
const hour = 3_600_000

const channel = (more: Partial<ChannelView> = {}): ChannelView => ({ id: 'telegram', title: 'Telegram', wanted: true, waiting: 0, refusal: null, ...more })
const refusal = { at: now - hour, message: 'The bot was blocked.', hint: null }
const secret = (more: Partial<SecretState> = {}): SecretState => ({ present: true, from: 'keychain', ending: null, storedAt: null, kind: null, scope: null, expiresAt: null, warning: null, ...more })
const smtp = { host: 'smtp.example.com', port: 465, security: 'tls', user: 'ops', from: 'console@example.com', to: 'you@example.com' } as const

describe('a channel’s row', () => {
  const settings = defaultSettings()
  const view = {
    settings: { ...settings, alerts: { ...settings.alerts, telegramChatId: '123456789', smtp } },
    secrets: { webhookUrl: secret({ from: 'environment' }) } as unknown as SettingsView['secrets'],
  }
  it.each([
    [channel(), { status: 'ok', word: 'set up' }, 'set up · to chat 123456789'],
    [channel({ waiting: 1 }), { status: 'ok', word: 'set up' }, 'set up · to chat 123456789 · 1 message waits'],
    [channel({ refusal, waiting: 2 }), { status: 'fail', word: 'refused' }, 'refused 1 h ago · to chat 123456789 · 2 messages wait'],
    [channel({ wanted: false, refusal, waiting: 2 }), { status: 'off', word: 'not set up' }, 'not set up · reaches you anywhere'],
    [channel({ id: 'email' }), { status: 'ok', word: 'set up' }, 'set up · to you@example.com by smtp.example.com'],
    [channel({ id: 'webhook' }), { status: 'ok', word: 'set up' }, 'set up · stored · from ECHOPILOT_WEBHOOK_URL'],
    [channel({ id: 'of-tomorrow' }), { status: 'ok', word: 'set up' }, 'set up'],
  ])('%#', (one, state, about) => {
    expect(channelState(one)).toEqual(state)
    expect(aboutChannel(one, view, now)).toBe(about)
  })
  it('tells a switch from a desktop without notifications', () => {
    const desktop = channel({ id: 'os-notification', wanted: false })
    const off = { ...view, settings: { ...view.settings, alerts: { ...view.settings.alerts, osNotifications: false } } }
    expect(aboutChannel(desktop, off, now)).toBe('switched off')
    expect(aboutChannel(desktop, view, now)).toBe('not set up · this desktop has none')
  })
})

describe('quiet hours', () => {
  it.each([
    ['22:00', '22:00'],
    [' 7:30 ', '07:30'],
    ['22', '22:00'],
    ['7.05', '07:05'],
    ['0:00', '00:00'],
    ['24:00', null],
    ['22:60', null],
    ['10 pm', null],
    ['1:2', null],
    ['', null],
  ])('“%s” is %s', (text, time) => {
    expect(readClock(text)).toBe(time)
  })
  it('begin as the settings take them', () => {
    const hours = usualHours('Europe/Berlin')
    expect(sections.alerts.parse({ quietHours: hours }).quietHours).toEqual(hours)
    expect(isOvernight(hours)).toBe(true)
    expect(isOvernight({ from: '12:00', to: '13:00' })).toBe(false)
  })
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Berlin', false],
    ['Mars/Olympus', false],
    ['', false],
  ])('%s is a zone: %s', (zone, is) => {
    expect(isZone(zone)).toBe(is)
  })
})

describe('maintenance being announced', () => {
  const draft = (more: Partial<Draft> = {}): Draft => ({ title: 'Move', from: '2026-11-24T08:00', to: '2026-11-24T10:00', everything: true, targets: ['stripe'], ...more })
  const faultsOf = (more: Partial<Draft>) => {
    const answer = checked(draft(more), now)
    return 'faults' in answer ? answer.faults : null
  }
  it('begins at the next quarter, for an hour, about everything', () => {
    expect(newDraft(now)).toEqual({ title: '', from: '2026-11-23T22:15', to: '2026-11-23T23:15', everything: true, targets: [] })
    expect(newDraft(Date.UTC(2026, 10, 23, 9, 15)).from).toBe('2026-11-23T22:15')
  })
  it('is in local time, there and back', () => {
    const at = Date.UTC(2026, 10, 23, 19, 0)
    expect(localInput(at)).toBe('2026-11-24T08:00')
    expect(momentOf(localInput(at))).toBe(at)
    expect(['', '2026-11-24', 'tomorrow', '2026-99-99T10:00'].map(momentOf)).toEqual([null, null, null, null])
  })
  it('becomes a window as the settings take it', () => {
    const answer = checked(draft({ title: ' Move ' }), now)
    expect(answer).toEqual({ window: { title: 'Move', from: Date.UTC(2026, 10, 23, 19, 0), to: Date.UTC(2026, 10, 23, 21, 0), targets: [] } })
    const window = { id: idFor(now, []), ...('window' in answer ? answer.window : {}) }
    expect(sections.alerts.parse({ maintenance: [window] }).maintenance).toEqual([window])
    expect(checked(draft({ everything: false }), now)).toMatchObject({ window: { targets: ['stripe'] } })
  })
  it.each([
    [{ title: '  ' }, { title: 'This is needed.' }],
    [{ title: 'x'.repeat(81) }, { title: 'At most 80 characters.' }],
    [{ title: 'x'.repeat(80) }, null],
    [{ from: '' }, { from: 'Write a date and a time.' }],
    [{ to: '' }, { to: 'Write a date and a time.' }],
    [{ to: '2026-11-24T08:00' }, { to: 'It must end after it begins.' }],
    [{ to: '2026-11-24T08:01' }, null],
    [{ from: '2026-11-23T20:00', to: '2026-11-23T22:14' }, { to: 'That is over already.' }],
    [{ from: '2026-11-23T20:00', to: '2026-11-23T22:15' }, null],
    [{ everything: false, targets: [] }, { targets: 'Choose at least one, or Everything.' }],
    [{ title: '', from: '', everything: false, targets: [] }, { title: 'This is needed.', from: 'Write a date and a time.', targets: 'Choose at least one, or Everything.' }],
  ])('%j: %j', (more, faults) => {
    expect(faultsOf(more)).toEqual(faults)
  })
  it('has an id of its own', () => {
    expect(idFor(now, [])).toBe('maintenance-202611230914')
    expect(idFor(now, ['maintenance-202611230914', 'maintenance-202611230914-2'])).toBe('maintenance-202611230914-3')
  })
})

describe('the list of maintenance', () => {
  const window = (id: string, from: number, to: number, targets: string[] = []) => ({ id, title: id, from: now + from * hour, to: now + to * hour, targets })
  it('has what runs first, then what comes next, then what is over, the latest first', () => {
    const list = [window('long-over', -9, -8), window('later', 5, 6), window('over', -3, 0), window('runs', -1, 1), window('next', 1, 2)]
    expect(sorted(list, now).map(({ id }) => id)).toEqual(['runs', 'next', 'later', 'over', 'long-over'])
    expect(sorted(list, now).map((one) => windowState(one, now))).toEqual(['running', 'planned', 'planned', 'over', 'over'])
  })
  it.each([
    [window('a', -1, 1), 'running until 23:14 · Everything'],
    [window('a', 1, 3, ['stripe', 'gone']), 'begins in 1 h · 23:14 – Tue 01:14 · Stripe, gone'],
    [window('a', -3, -2), 'over · 19:14 – 20:14 · Everything'],
  ])('%#', (one, words) => {
    expect(aboutWindow(one, (target) => (target === 'stripe' ? 'Stripe' : target), now)).toBe(words)
  })
})

describe('a webhook’s address', () => {
  it.each([
    ['https://hooks.example.com/services/T0/B0/x', null],
    ['http://127.0.0.1:8080/hook', null],
    ['', 'This is needed.'],
    ['hooks.example.com/x', 'Write an address such as https://hooks.example.com/….'],
    ['javascript:alert(1)', 'Write an address such as https://hooks.example.com/….'],
    ['not an address', 'Write an address such as https://hooks.example.com/….'],
  ])('“%s”: %s', (address, fault) => {
    expect(webhookFault(address)).toBe(fault)
  })
})

describe('a mail server being set up', () => {
  it('goes through its form unchanged', () => {
    expect(mailServer(mailDraft(smtp))).toEqual(smtp)
    expect(mailServer(mailDraft({ ...smtp, user: null }))).toEqual({ ...smtp, user: null })
    expect(mailFaults(mailDraft(smtp))).toEqual({})
  })
  it('needs what nobody can guess', () => {
    expect(mailFaults(mailDraft(null))).toEqual({ host: 'This is needed.', from: 'This is needed.', to: 'This is needed.' })
  })
  it.each([
    ['host', ['smtp.example.com', '127.0.0.1', 'mail_1'], ['smtp example', 'smtp/', 'smtp@x']],
    ['port', ['1', '25', '65535'], ['', 'smtp', '0', '65536', '-1', '1.5']],
    ['from', ['a@b', 'a.b+c@example.com'], ['a', 'a@', '@b', 'a b@c', 'a@b, c@d', 'Ada <a@b>']],
    ['to', ['a@b'], ['a', 'a@b;c@d']],
  ] as const)('takes and refuses the same %s as the settings do', (field, right, wrong) => {
    const taken = (text: string) => [Object.keys(mailFaults({ ...mailDraft(smtp), [field]: text })), sections.alerts.safeParse({ smtp: mailServer({ ...mailDraft(smtp), [field]: text }) }).success]
    for (const text of right) expect([text, ...taken(text)]).toEqual([text, [], true])
    for (const text of wrong) expect([text, ...taken(text)]).toEqual([text, [field], false])
  })
  it('moves to the usual port of an encryption, and leaves a chosen one alone', () => {
    expect(withSecurity(mailDraft(null), 'tls')).toMatchObject({ security: 'tls', port: '465' })
    expect(withSecurity(withSecurity(mailDraft(null), 'tls'), 'starttls').port).toBe('587')
    expect(withSecurity({ ...mailDraft(smtp), port: '2525' }, 'none')).toMatchObject({ security: 'none', port: '2525' })
  })
})
