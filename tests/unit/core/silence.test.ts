import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../src/shared/model'
import type { Settings } from '../../../src/shared/settings'
import { silenceOf, type Mute } from '../../../src/core/silence'
import { hour, incidentOf, minute, now, settingsWith } from './world'

// `now` is a Monday, 10:00 UTC.
const moment = (ms = 0) => ({ wallMs: now + ms, boot: 'a', sinceBootMs: ms })
const silence = (incident: Partial<Incident>, alerts: Partial<Settings['alerts']> = {}, mute: Mute | null = null, at = moment()) =>
  silenceOf(incidentOf(incident), { alerts: settingsWith({ alerts }).alerts, mute, now: at })

const quiet = (from: string, to: string, failuresToo = true) => ({ quietHours: { from, to, zone: 'Etc/UTC', failuresToo } })
const work = (extra: object = {}) => ({ maintenance: [{ id: 'm', title: 'Moving', from: now - hour, to: now + hour, targets: [] as string[], ...extra }] })

describe('why nothing is said', () => {
  it.each<[string, ReturnType<typeof silence>, ReturnType<typeof silence>]>([
    ['nothing silences it', silence({}), null],
    ['it was seen', silence({ acknowledgedAt: now }), { why: 'acknowledged', endsInMs: null }],
    ['it was put off', silence({ snooze: { from: moment(-10 * minute), forMs: hour } }), { why: 'snoozed', endsInMs: 50 * minute }],
    ['it was put off until it ends', silence({ snooze: { from: moment(-10 * minute), forMs: null } }), { why: 'snoozed', endsInMs: null }],
    ['that is over', silence({ snooze: { from: moment(-hour), forMs: hour } }), null],
    ['all is muted', silence({}, {}, { from: moment(-hour), forMs: 4 * hour }), { why: 'muted', endsInMs: 3 * hour }],
    ['the mute is over', silence({}, {}, { from: moment(-4 * hour), forMs: 4 * hour }), null],
    ['planned work on everything', silence({}, work()), { why: 'maintenance', endsInMs: hour }],
    ['planned work on it', silence({ target: 'notion' }, work({ targets: ['notion'] })), { why: 'maintenance', endsInMs: hour }],
    ['planned work on what it is part of', silence({ target: '/', component: 'disk_ok' }, work({ targets: ['disk_ok'] })), { why: 'maintenance', endsInMs: hour }],
    ['planned work on something else', silence({ target: 'notion' }, work({ targets: ['stripe'] })), null],
    ['planned work that is over', silence({}, work({ to: now })), null],
    ['planned work to come', silence({}, work({ from: now + 1 })), null],
    ['quiet hours', silence({}, quiet('09:00', '11:30')), { why: 'quiet', endsInMs: 90 * minute }],
    ['quiet hours at another time', silence({}, quiet('22:00', '07:00')), null],
    ['quiet hours that let failures through', silence({ severity: 'fail' }, quiet('09:00', '11:30', false)), null],
    ['the same, for a warning', silence({ severity: 'warning' }, quiet('09:00', '11:30', false)), { why: 'quiet', endsInMs: 90 * minute }],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected)
  })
})
