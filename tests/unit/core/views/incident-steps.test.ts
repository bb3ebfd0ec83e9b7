import { describe, expect, it } from 'vitest'
import { incidentBefore, stepOf, storyOf } from '../../../../src/core/views/incident-steps'
import type { IncidentStep } from '../../../../src/shared/incidents'
import { incident } from '../../renderer/fixtures'

const snooze = { from: { wallMs: 40, boot: 'b', sinceBootMs: 4 }, forMs: 60_000 }

describe('a step', () => {
  it.each([
    [{ type: 'opened' as const, at: 1, incident: incident({ severity: 'warning', openedAt: 1 }) }, { type: 'opened', at: 1, severity: 'warning' }],
    [{ type: 'escalated' as const, at: 2, incident: incident() }, { type: 'escalated', at: 2, severity: 'fail' }],
    [{ type: 'acknowledged' as const, at: 3, incident: incident(), by: 'telegram' as const }, { type: 'acknowledged', at: 3, by: 'telegram' }],
    [{ type: 'acknowledged' as const, at: 33, incident: incident({ acknowledgedAt: 30 }), by: 'window' as const }, { type: 'acknowledged', at: 30, by: 'window' }],
    [{ type: 'snoozed' as const, at: 44, incident: incident({ snooze }), by: 'window' as const }, { type: 'snoozed', at: 40, by: 'window', forMs: 60_000 }],
    [{ type: 'resumed' as const, at: 5, incident: incident() }, { type: 'resumed', at: 5, by: null }],
    [{ type: 'resolved' as const, at: 6, incident: incident({ resolvedAt: 6 }) }, { type: 'resolved', at: 6, severity: 'fail' }],
  ])('is made of an event, at the moment its incident knows: %#', (event, step) => {
    expect(stepOf(event)).toEqual(step)
  })
})

describe('the story of an incident', () => {
  it('is what the incident itself knows where nothing was kept', () => {
    const one = incident({ openedAt: 10, escalatedAt: 20, acknowledgedAt: 30, snooze, resolvedAt: 50 })
    expect(storyOf(one, [])).toEqual([
      { type: 'opened', at: 10, severity: 'warning' },
      { type: 'escalated', at: 20, severity: 'fail' },
      { type: 'acknowledged', at: 30, by: null },
      { type: 'snoozed', at: 40, by: null, forMs: 60_000 },
      { type: 'resolved', at: 50, severity: 'fail' },
    ])
  })
  it('tells each step once, and keeps what the incident has forgotten', () => {
    const kept: IncidentStep[] = [
      { type: 'opened', at: 10, severity: 'fail' },
      { type: 'held', at: 10, why: 'cooldown', untilAt: 90 },
      { type: 'acknowledged', at: 30, by: 'telegram' },
      { type: 'resumed', at: 35, by: 'window' },
      { type: 'resolved', at: 50, severity: 'fail' },
    ]
    expect(storyOf(incident({ openedAt: 10, resolvedAt: 50 }), kept)).toEqual(kept)
  })
  it('adds what a full disk has swallowed, in its place', () => {
    const story = storyOf(incident({ openedAt: 10, acknowledgedAt: 30, resolvedAt: 50 }), [{ type: 'opened', at: 11, severity: 'fail' }])
    expect(story.map(({ type, at }) => [type, at])).toEqual([['opened', 11], ['acknowledged', 30], ['resolved', 50]])
  })
})

describe('what was there before', () => {
  const lasting = (openedAt: number, ms: number | null) => ({ openedAt, resolvedAt: ms === null ? null : openedAt + ms })
  it.each([
    ['nothing', [], { count: 0, medianMs: null, lastAt: null }],
    ['one', [lasting(5, 100)], { count: 1, medianMs: 100, lastAt: 5 }],
    ['the middle of three', [lasting(9, 100), lasting(5, 900), lasting(7, 200)], { count: 3, medianMs: 200, lastAt: 9 }],
    ['between the middle two of four', [lasting(1, 100), lasting(2, 900), lasting(3, 200), lasting(4, 300)], { count: 4, medianMs: 250, lastAt: 4 }],
    ['one that never ended counts, and has no length', [lasting(1, 100), lasting(2, null)], { count: 2, medianMs: 100, lastAt: 2 }],
  ])('%s', (_case, earlier, expected) => {
    expect(incidentBefore(earlier, 90)).toEqual({ days: 90, ...expected })
  })
})
