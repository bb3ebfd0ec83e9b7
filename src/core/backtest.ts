import type { EngineEvent, Sample, Severity } from '../shared/model'
import type { Settings } from '../shared/settings'
import type { SpendingMoment } from './costs/spending-replay'
import { ingest, startState, type EngineRules } from './engine'
import { ForecastWatch } from './forecast/watch'
import type { Rule } from './plugin'
import { rules } from './registry'
import { targetFor } from './targets'

/** One look as the history keeps it. */
export type StoredLook = Pick<Sample, 'target' | 'at' | 'status' | 'code' | 'latencyMs' | 'value'>

/** One time the rule would have fired. Times are UTC epoch ms. */
export interface Firing {
  target: string
  severity: Severity
  title: string
  openedAt: number
  /** null: still open at the end of the span. */
  resolvedAt: number | null
}

/** Rules that can be tried on the past. */
export const replayable = (): readonly Rule[] => rules.filter(({ needsMore }) => !needsMore)

/** How many looks are judged before others may have their turn. */
const looksAtOnce = 20

/**
 * What a rule would have done on these looks, oldest first, under these settings. Nothing is known beforehand, as it wasn't then.
 * `pause` lets others have their turn, if it is time.
 */
export async function backtest(rule: Rule, looks: Iterable<StoredLook> | AsyncIterable<StoredLook>, settings: Settings, pause: () => Promise<void>): Promise<Firing[]> {
  const forecasts = new ForecastWatch()
  const trial = new Trial(rule, settings)
  let judged = 0
  for await (const look of looks) {
    if (++judged % looksAtOnce === 0) await pause()
    const sample = replayed(look, settings)
    if (!sample) continue
    if (rule.byForecasts) forecasts.take([sample], settings)
    trial.judge([sample], look.at, { forecasts: forecasts.views() })
  }
  return trial.firings()
}

/** The same for a rule about money, of how that stood hour by hour; a rule that is switched off is tried as if it weren't. */
export async function backtestSpending(rule: Rule, moments: Iterable<SpendingMoment> | AsyncIterable<SpendingMoment>, settings: Settings, pause: () => Promise<void>): Promise<Firing[]> {
  const trial = new Trial(rule, { ...settings, costs: { ...settings.costs, alertOnAnomalies: true, alertOnBurn: true } })
  for await (const { at, facts } of moments) {
    await pause()
    trial.judge([], at, { spending: facts })
  }
  return trial.firings()
}

/** One rule’s incidents as they would have come and gone. */
class Trial {
  private readonly open = new Map<string, Firing>()
  private readonly done: Firing[] = []
  private state = startState()

  constructor(private readonly rule: Rule, private readonly settings: Settings) {}

  judge(samples: readonly Sample[], at: number, known: Pick<EngineRules, 'forecasts' | 'spending'>): void {
    const change = ingest(this.state, samples, at, { settings: this.settings, rules: [this.rule], ...known })
    this.state = change.state
    for (const event of change.events) this.note(event)
  }

  private note({ type, at, incident }: EngineEvent): void {
    if (type === 'opened') this.open.set(incident.identity, { target: incident.target, severity: incident.severity, title: incident.title, openedAt: at, resolvedAt: null })
    const firing = this.open.get(incident.identity)
    if (!firing) return
    // A budget that was to be exceeded has been: it is called by what became of it.
    if (type === 'escalated' && incident.severity !== firing.severity) Object.assign(firing, { severity: incident.severity, title: incident.title } satisfies Partial<Firing>)
    if (type !== 'resolved') return
    this.done.push({ ...firing, resolvedAt: at })
    this.open.delete(incident.identity)
  }

  /** In the order in which they opened. */
  firings(): Firing[] {
    return [...this.done, ...this.open.values()].toSorted((a, b) => a.openedAt - b.openedAt)
  }
}

/** The look as it was, as far as it is kept; null for one at what isn't watched any more. */
function replayed(look: StoredLook, settings: Settings): Sample | null {
  const target = targetFor(look.target, settings)
  if (!target) return null
  const detail: Sample['detail'] = look.target === 'disk_ok' && look.value !== null ? { filesystems: [{ device: '', mount: '/', type: '', sizeBytes: 100, usedBytes: look.value, availableBytes: 100 - look.value }] } : {}
  return { ...look, kind: target.probe.kind, message: '', hint: null, figure: null, detail }
}
