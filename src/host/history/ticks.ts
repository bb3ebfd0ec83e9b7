import { ownScheduler, tickLanes, type KeptGaps } from '../../core/history/tick-lanes'
import type { Heartbeat } from '../../core/io'
import type { TickGap } from '../../core/ticks'
import { timelineOf, type Presence, type Timeline } from '../../core/timeline'
import type { Band, TickLane } from '../../shared/timeline'
import type { HistoryRows } from '../store/history-rows'
import { schedulerId } from './tick-gaps'

export interface TickPorts {
  rows: HistoryRows
  /** When each scheduler was first seen. */
  since: Readonly<Record<string, { title: string; since: number }>>
  presence(): Presence
  heartbeats(): Promise<readonly Heartbeat[]>
}

export interface TickWishes {
  looks: readonly Band[]
  slotMs: number
  /** Whether each tick is wanted. */
  each: boolean
}

const ownTitle = 'The console’s scheduler'
/** What was read of logs holds ticks of so long. */
const dayMs = 86_400_000

/** Lanes of the schedulers: the console’s own, those that are watched, and those that once were. */
export async function ticksOf({ rows, since, presence, heartbeats }: TickPorts, { from, to }: { from: number; to: number }, { looks, slotMs, each }: TickWishes): Promise<TickLane[]> {
  const timeline = pastSince(from, presence(), rows)
  const laneOf = (id: string, gaps: readonly TickGap[]): KeptGaps => ({ id, title: id === ownScheduler ? ownTitle : (since[id]?.title ?? id), gaps, since: id === ownScheduler ? null : (since[id]?.since ?? null) })
  const beats = to > timeline.now - dayMs ? await heartbeats() : []
  const kept = new Map<string, KeptGaps>([[ownScheduler, { id: ownScheduler, title: ownTitle, since: null, gaps: [] }]])
  // Watched now, or then.
  for (const beat of beats) if (since[schedulerId(beat)]) kept.set(schedulerId(beat), laneOf(schedulerId(beat), []))
  for (const { id, gaps } of rows.tickGapsWithin(from, to)) kept.set(id, laneOf(id, gaps))
  const ticks = new Map(each ? beats.map((beat) => [schedulerId(beat), placed(beat, timeline).filter((at) => at >= from && at < to)] as const) : [])
  const stretches = timeline.stretches.filter((stretch) => stretch.to > from && stretch.from < to)
  return tickLanes({ kept: [...kept.values()], stretches, looks, ticks, slotMs })
}

/** The console holds its newest spans in memory; here all since `from` are needed, and that the network is away just now. */
function pastSince(from: number, present: Presence, rows: HistoryRows): Timeline {
  const going = present.spans.filter(({ kind, to }) => kind === 'away' && to === present.now)
  return timelineOf({ ...present, spans: [...rows.spansSince(from), ...going] })
}

const placed = ({ ticks, placed: isPlaced, fetched }: Heartbeat, { place }: Timeline): number[] => (isPlaced || fetched ? [...ticks] : place(ticks))
