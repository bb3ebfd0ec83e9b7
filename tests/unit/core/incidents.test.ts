import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incident as schema, type Incident } from '../../../src/shared/model'
import { ingest, startState } from '../../../src/core/engine'
import { acknowledge, markOf, renew, resolve, resume, snooze, stateOf, type IncidentState } from '../../../src/core/incidents'
import type { Moment } from '../../../src/core/moment'
import type { Finding } from '../../../src/core/plugin'
import { rules } from '../../../src/core/registry'
import { disk, engineRules, hour, incidentOf, minute, now, sampleOf, settingsWith } from './world'

const at = (ms: number, extra: Partial<Moment> = {}): Moment => ({ wallMs: now + ms, boot: 'a', sinceBootMs: ms, ...extra })
const open = incidentOf({ severity: 'warning' })
const finding = (extra: Partial<Finding> = {}): Finding => ({ target: 'notion', severity: 'warning', title: 't', message: 'm', hint: null, code: null, ...extra })
const after = (step: { incident: Incident } | null): Incident => step!.incident

describe('the states of an incident', () => {
  it.each<[string, Incident, IncidentState]>([
    ['begun', open, 'open'],
    ['seen', after(acknowledge(open, now)), 'acknowledged'],
    ['put off for an hour', after(snooze(open, at(0), hour)), 'snoozed'],
    ['put off until it ends', after(snooze(open, at(0), null)), 'snoozed'],
    ['put off, and taken back', after(resume(after(snooze(open, at(0), hour)))), 'open'],
    ['seen, and worse since', renew(after(acknowledge(open, now)), finding({ severity: 'fail' }), now).incident, 'open'],
    ['put off, and worse since', renew(after(snooze(open, at(0), null)), finding({ severity: 'fail' }), now).incident, 'open'],
    ['seen, and the same since', renew(after(acknowledge(open, now)), finding(), now).incident, 'acknowledged'],
    ['seen, then put off', after(snooze(after(acknowledge(open, now)), at(0), hour)), 'snoozed'],
    ['over', resolve(after(acknowledge(open, now)), now).incident, 'resolved'],
  ])('%s', (_name, incident, state) => {
    expect(stateOf(incident, at(minute))).toBe(state)
    expect(schema.parse(incident)).toEqual(incident)
  })

  it('a snooze is over on time, whatever is done to the clock', () => {
    const put = after(snooze(open, at(0), hour))
    expect(stateOf(put, at(hour - 1))).toBe('snoozed')
    expect(stateOf(put, at(hour))).toBe('open')
    expect(stateOf(put, at(minute, { wallMs: now + 48 * hour }))).toBe('snoozed')
    expect(stateOf(put, at(hour, { wallMs: now - 48 * hour }))).toBe('open')
    // After a restart of the computer only the wall clock is left.
    expect(stateOf(put, { wallMs: now + hour, boot: 'b', sinceBootMs: 5 })).toBe('open')
  })

  it('nothing is done to one that is over, nor twice', () => {
    const over = resolve(open, now).incident
    expect([acknowledge(over, now), snooze(over, at(0), null), resume(over), resume(open), acknowledge(after(acknowledge(open, now)), now)]).toEqual([null, null, null, null, null])
  })

  it('what becomes more urgent escalates, and stays as urgent as it was', () => {
    const told = after(acknowledge({ ...open, urgency: 1 }, now))
    const nearer = renew(told, finding({ urgency: 2 }), now + minute)
    expect(nearer).toMatchObject({ event: 'escalated', incident: { severity: 'warning', urgency: 2, escalatedAt: now + minute, acknowledgedAt: null } })
    expect(renew(nearer.incident, finding({ urgency: 2 }), now)).toMatchObject({ event: null })
    expect(renew(nearer.incident, finding({ urgency: 1 }), now)).toMatchObject({ event: null, incident: { urgency: 2 } })
    const failing = { ...nearer.incident, severity: 'fail' as const }
    expect(renew(failing, finding({ urgency: 3 }), now)).toMatchObject({ event: 'escalated', incident: { severity: 'fail', urgency: 3 } })
    // An incident of an older console knows of no urgency.
    expect(renew(open, finding({ urgency: 1 }), now).event).toBe('escalated')
    expect(renew(open, finding(), now).event).toBeNull()
  })

  it('severity only rises, and each rise is told once', () => {
    const severities = fc.array(fc.constantFrom<'warning' | 'fail'>('warning', 'fail'), { maxLength: 30 })
    fc.assert(
      fc.property(severities, (all) => {
        let incident = open
        let escalations = 0
        for (const severity of all) {
          const step = renew(incident, finding({ severity }), now)
          if (incident.severity === 'fail') expect(step.incident.severity).toBe('fail')
          if (step.event) escalations++
          incident = step.incident
        }
        expect(escalations).toBe(all.includes('fail') ? 1 : 0)
      }),
    )
  })
})

describe('a changed rule', () => {
  const full = [sampleOf('disk_ok', 'fail', { code: 'disk_usage', detail: { filesystems: [{ ...disk(91) }] } })]
  const limit = (percent: number) => engineRules(settingsWith({ disk: { warnAbovePercent: percent } }))

  it('does not inherit an old incident: the old one ends, and what is still wrong is new', () => {
    const first = ingest(startState(), full, now, limit(85))
    expect(first.events.map(({ type }) => type)).toEqual(['opened'])
    const second = ingest(first.state, full, now + minute, limit(80))
    expect(second.events.map(({ type, incident: { id } }) => [type, id])).toEqual([['resolved', `disk-usage:/@${now}`], ['opened', `disk-usage:/@${now + minute}`]])
  })

  it('ends what it doesn’t find any more, without the old rule’s hysteresis', () => {
    const first = ingest(startState(), full, now, limit(85))
    const second = ingest(first.state, full, now + minute, limit(92))
    expect(second.events.map(({ type }) => type)).toEqual(['resolved'])
    expect(second.state.open.size).toBe(0)
  })

  it('that judges as before inherits, also from a console that kept no mark', () => {
    const first = ingest(startState([incidentOf({ rule: 'disk-usage', target: '/', component: 'disk_ok', severity: 'warning' })]), full, now, limit(85))
    expect(first.events).toEqual([])
    expect(first.state.open.size).toBe(1)
  })

  it('is told from another by what it judges by', () => {
    const rule = rules.find(({ id }) => id === 'disk-usage')!
    expect(markOf(rule, settingsWith())).toBe(markOf(rule, settingsWith({ costs: { monthlyBudgetUsd: '5' } })))
    expect(markOf(rule, settingsWith())).not.toBe(markOf(rule, settingsWith({ disk: { warnAbovePercent: 86 } })))
  })
})
