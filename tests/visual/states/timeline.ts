import type { Band, LookStatus, TimelineLine, TimelineQuestion, TimelineSpend, TimelineView } from '../../../src/shared/timeline'
import { viewOf } from '../../unit/renderer/timeline/views'
import { ago, day, hour, minute, now } from './clock'
import { open, past } from './incidents'
import { well } from './health'

const band = (fromAgo: number, toAgo: number, base: LookStatus = 'ok', worst: LookStatus = base): Band => ({ from: ago(fromAgo), to: ago(toAgo), base, worst, counts: [20, 0, worst === 'fail' ? 1 : 0, 0] })

const bands: readonly (readonly Band[])[] = [
  [band(23 * hour, 15 * hour), band(9 * hour, 0)],
  [band(23 * hour, 15 * hour, 'ok', 'fail'), band(9 * hour, 3 * hour), band(3 * hour, 0, 'fail')],
  [band(23 * hour, 15 * hour), band(9 * hour, 2 * hour), band(2 * hour, 0, 'fail')],
  [band(23 * hour, 0, 'ok', 'warning')],
  [band(23 * hour, 20 * minute), band(20 * minute, 0, 'warning')],
]

/** A day with one night's sleep, a real gap and a day's marks. */
export const full = ({ from, to, width }: TimelineQuestion): TimelineView =>
  viewOf({
    from,
    to,
    at: now,
    stepMs: Math.ceil((to - from) / width),
    firstAt: ago(90 * day),
    ticks: [
      {
        id: 'own',
        title: 'The console’s own scheduler',
        watched: [{ from: ago(30 * day), to: now }],
        gaps: [
          { from: ago(15 * hour), to: ago(9 * hour), kind: 'asleep', gaps: 0, count: 1 },
          { from: ago(20 * hour), to: ago(19 * hour), kind: 'console-off', gaps: 0, count: 1 },
        ],
        ticks: [],
      },
      { id: 'echopilot', title: 'EchoPilot’s scheduler', watched: [{ from: ago(9 * hour), to: now }], gaps: [{ from: ago(70 * minute), to: ago(50 * minute), kind: 'real', gaps: 17, count: 2 }], ticks: [] },
    ],
    components: bands.map((of, index) => ({ target: well[index]!.target, title: well[index]!.title, unit: well[index]!.unit, gone: false, bands: [...of] })),
    incidents: [...open, ...past].filter(({ openedAt }) => openedAt > from).map(({ id, title, severity, component, openedAt, resolvedAt }) => ({ id, title, severity, component, from: openedAt, to: resolvedAt, count: 1, together: [] })),
    runs: [{ id: 'brief', job: 'ceo-brief', title: 'CEO Brief', at: ago(74 * minute), finishedAt: ago(73 * minute), outcome: 'done', late: false, message: null, count: 1 }],
    notes: [
      { id: 'one', at: ago(5 * hour), kind: 'deployment', text: 'EchoPilot 2.4.0', source: 'api' },
      { id: 'two', at: ago(100 * minute), kind: 'note', text: 'Moved the logs to the new disk', source: 'window' },
    ],
  })

export const empty = ({ from, to }: TimelineQuestion): TimelineView => viewOf({ from, to, at: now, stepMs: minute, firstAt: null })

export const spend = ({ from, to }: TimelineQuestion): TimelineSpend => {
  const bars = Math.min(48, Math.floor((to - from) / hour))
  return { bars: Array.from({ length: bars }, (_, step) => ({ from: from + step * hour, to: from + (step + 1) * hour, usd: String((step % 7) / 10) })) }
}

export const line = ({ from, to }: TimelineQuestion): TimelineLine => {
  const at = Array.from({ length: 60 }, (_, step) => from + (step * (to - from)) / 60)
  const middle = at.map((_, step) => 200 + 40 * Math.sin(step / 4))
  return { unit: 'ms', at, low: middle.map((value) => value - 20), middle, high: middle.map((value) => value + 60) }
}
