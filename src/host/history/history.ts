import { bandsOf, type Cell } from '../../core/history/bands'
import type { Span } from '../../core/costs/periods'
import { hourMs, hourOf, type Look } from '../../core/history/hours'
import { lineOf } from '../../core/history/line'
import { incidentSpans, runMarks } from '../../core/history/marks'
import { showsTicks, stepFor } from '../../core/history/resolution'
import type { Clock, Heartbeat } from '../../core/io'
import type { Target } from '../../core/targets'
import type { Presence } from '../../core/timeline'
import { jobs } from '../../core/schedule'
import type { ComponentLane, TimelineLine, TimelineQuestion, TimelineSpend, TimelineView } from '../../shared/timeline'
import type { FirstLooks, HistoryRows, HourRow } from '../store/history-rows'
import type { Store } from '../store/store'
import type { Notes } from './notes'
import { watchedSince } from './tick-gaps'
import { ticksOf } from './ticks'

export interface HistoryPorts {
  store: Store
  clock: Clock
  targets(): readonly Target[]
  presence(): Presence
  /** Ticks that logs still hold: of the last day. */
  heartbeats(): Promise<readonly Heartbeat[]>
  notes: Notes
  spend(question: TimelineQuestion): Promise<TimelineSpend>
}

/** Marks closer together than this many pixels are one. */
const markPixels = 4
const incidentsRead = 5000
/** Of a target nobody looks at any more it isn’t known how often somebody did. */
const usualEveryMs = 300_000
/** What is read at once: some milliseconds’ worth, after which others have their turn. */
const bandSliceMs = 7 * 86_400_000
const lineSliceMs = 3 * 86_400_000

/** The past, at the resolution a window can show. */
export class History {
  private readonly rows: HistoryRows

  constructor(private readonly ports: HistoryPorts) {
    this.rows = ports.store.history
  }

  /** Lanes ready to be drawn. Read in slices, so that nothing else waits long. */
  async view({ from, to, width }: TimelineQuestion): Promise<TimelineView> {
    const { clock, notes } = this.ports
    const now = clock.now()
    const spanMs = to - from
    const stepMs = stepFor(spanMs, width)
    const slotMs = (spanMs / width) * markPixels
    const first = this.rows.targets()
    const components = await this.componentLanes({ from, to }, stepMs, first, now)
    const looks = components.find(({ target }) => target === 'scheduler_tick')?.bands ?? []
    const ticks = await ticksOf({ ...this.ports, rows: this.rows, since: watchedSince(this.ports.store) }, { from, to }, { looks, slotMs, each: showsTicks(spanMs, width) })
    const titleOf = (job: string): string => jobs.find(({ id }) => id === job)?.title ?? job
    return {
      from,
      to,
      at: now,
      stepMs,
      firstAt: first.size > 0 ? Math.min(...[...first.values()].map(({ at }) => at)) : null,
      ticks,
      components: components.filter(({ target }) => target !== 'scheduler_tick'),
      incidents: incidentSpans(this.rows.incidentsWithin(from, to, incidentsRead), slotMs, now),
      runs: runMarks(this.rows.runsWithin(from, to), slotMs, titleOf),
      notes: notes.within(from, to),
    }
  }

  /** What one target measured. */
  async line(target: string, { from, to, width }: TimelineQuestion): Promise<TimelineLine> {
    const unit = this.ports.targets().find(({ id }) => id === target)?.unit ?? 'ms'
    const looks: Look[] = []
    const hours: HourRow[] = []
    for (const slice of slices({ from, to: Math.min(to, this.ports.clock.now() + hourMs) }, lineSliceMs)) {
      hours.push(...this.rows.hours(target, slice.from, slice.to))
      looks.push(...this.rows.looks(target, slice.from, slice.to, Number.MAX_SAFE_INTEGER))
      await othersTurn()
    }
    return lineOf({ hours, looks }, unit, stepFor(to - from, width))
  }

  spend(question: TimelineQuestion): Promise<TimelineSpend> {
    return this.ports.spend(question)
  }

  /** One for each target with a past: those that are looked at, in their order; then those that once were. */
  private async componentLanes(span: Span, stepMs: number, first: ReadonlyMap<string, FirstLooks>, now: number): Promise<ComponentLane[]> {
    const current = this.ports.targets().filter(({ id }) => first.has(id))
    const gone = [...first.keys()].filter((id) => !current.some((target) => target.id === id))
    const known = [...current.map(({ id, title, unit, everyMs }) => ({ id, title, unit, everyMs, gone: false })), ...gone.map((id) => ({ id, title: id, unit: 'ms' as const, everyMs: usualEveryMs, gone: true }))]
    const lanes: ComponentLane[] = []
    for (const { id, title, unit, everyMs, gone: isGone } of known) {
      const cells = await this.cells(id, { from: span.from - 3 * everyMs, to: Math.min(span.to, now + hourMs) }, first.get(id)!, stepMs)
      const bands = bandsOf(cells, { everyMs: Math.max(everyMs, stepMs), until: now })
      if (!isGone || bands.length > 0) lanes.push({ target: id, title, unit, gone: isGone, bands })
    }
    return lanes
  }

  private async cells(target: string, { from, to }: Span, { at, rawAt }: FirstLooks, stepMs: number): Promise<Cell[]> {
    const cells = at < rawAt ? this.rows.hourCells(target, from - hourMs, Math.min(to, rawAt), stepMs) : []
    for (const slice of slices({ from: Math.max(from, rawAt), to }, bandSliceMs)) {
      cells.push(...this.rows.rawCells(target, slice.from, slice.to, stepMs))
      await othersTurn()
    }
    return cells
  }
}

/** Whole slices of time, so that no hour is cut in two. */
function slices({ from, to }: Span, sliceMs: number): Span[] {
  const cuts = [from]
  for (let cut = hourOf(from) + sliceMs; cut < to; cut += sliceMs) cuts.push(cut)
  return from < to ? cuts.map((cut, index) => ({ from: cut, to: cuts[index + 1] ?? to })) : []
}

const othersTurn = (): Promise<void> => new Promise((next) => setImmediate(next))
