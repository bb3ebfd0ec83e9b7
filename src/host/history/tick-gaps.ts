import { ownScheduler } from '../../core/history/tick-lanes'
import type { TickFigures, TickGap } from '../../core/ticks'
import type { Snapshot } from '../../shared/model'
import type { HistoryRows } from '../store/history-rows'
import type { Store } from '../store/store'

/** Gaps are placed anew at each look, by clocks that run a little apart: less than this is no difference. */
const jitterMs = 2000

export const schedulerId = ({ source, path, name }: Pick<TickFigures, 'source' | 'path' | 'name'>): string => (source === 'own' ? ownScheduler : (path ?? name))

const metaKey = 'schedulers'

/** Every scheduler that was ever seen ticking. */
export const watchedSince = (store: Store): Record<string, { title: string; since: number }> => JSON.parse(store.meta(metaKey) ?? '{}') as Record<string, { title: string; since: number }>

/** Keeps the gaps each look at the schedulers tells of: a look knows a day of them, the timeline shows years. */
export class TickGapKeeper {
  readonly name = 'tick gaps'
  private readonly kept = new Map<string, readonly TickGap[]>()
  private readonly rows: HistoryRows

  constructor(private readonly store: Store) {
    this.rows = store.history
  }

  take({ at, components }: Pick<Snapshot, 'at' | 'components'>): void {
    const found = components.find(({ target }) => target === 'scheduler_tick')?.detail['schedulers']
    if (!Array.isArray(found)) return
    const schedulers = (found as unknown as TickFigures[]).filter(({ lastTickAt }) => lastTickAt !== null)
    this.remember(schedulers, at)
    const news = schedulers.map((one) => ({ id: schedulerId(one), gaps: one.gaps ?? [] })).filter(({ id, gaps }) => !isSame(this.kept.get(id) ?? [], gaps))
    if (news.length === 0) return
    this.store.transaction(() => news.forEach((one) => this.rows.replaceTickGaps(one)))
    for (const { id, gaps } of news) this.kept.set(id, gaps)
  }

  /** Since when each is watched: before, nothing is known of it. */
  private remember(schedulers: readonly TickFigures[], at: number): void {
    const known = watchedSince(this.store)
    const added = schedulers.filter((one) => known[schedulerId(one)] === undefined)
    if (added.length === 0) return
    for (const one of added) known[schedulerId(one)] = { title: one.name, since: Math.min(at, ...one.gaps.map(({ from }) => from)) }
    this.store.setMeta(metaKey, JSON.stringify(known))
  }
}

const isSame = (a: readonly TickGap[], b: readonly TickGap[]): boolean =>
  a.length === b.length && a.every((gap, i) => gap.kind === b[i]!.kind && gap.gaps === b[i]!.gaps && Math.abs(gap.from - b[i]!.from) < jitterMs && Math.abs(gap.to - b[i]!.to) < jitterMs)
