import type { EngineEvent, Sample, Severity } from '../shared/model'
import type { Settings } from '../shared/settings'
import type { SpendingMoment } from './costs/spending-replay'
import { ingest, startState, type EngineRules } from './engine'
import { ForecastWatch } from './forecast/watch'
import type { Rule } from './plugin'
import type { HealReplay } from './replay/heal-replay'
import { Recollection, type PastEntry } from './replay/recollection'

/** One time the rule would have fired. Times are UTC epoch ms. */
export interface Firing {
  target: string
  severity: Severity
  title: string
  openedAt: number
  /** null: still open at the end of the span. */
  resolvedAt: number | null
}

export interface BacktestWorld {
  settings: Settings
  /** What needed healing; null for rules that don’t judge by that. */
  heals: HealReplay | null
  /** Lets others have their turn, if it is time; null while it isn’t. */
  pause(): Promise<void> | null
}

/** What a rule would have done on this past, oldest first, under these settings. Nothing is known beforehand, as it wasn't then. */
export async function backtest(rule: Rule, past: Iterable<PastEntry> | AsyncIterable<PastEntry>, { settings, heals, pause }: BacktestWorld): Promise<Firing[]> {
  const forecasts = new ForecastWatch()
  const known = new Recollection(settings, heals)
  const trial = new Trial(rule, settings)
  for await (const entry of past) {
    // One look of a forecaster may be as dear as a thousand of others.
    const turn = pause()
    if (turn) await turn
    const samples = known.take(entry)
    if (!samples) continue
    if (rule.byForecasts) forecasts.take(samples, settings)
    trial.judge(samples, entry.at, { forecasts: forecasts.views(), own: known.own })
  }
  return trial.firings()
}

/** The same for a rule about money, of how that stood hour by hour; a rule that is switched off is tried as if it weren't. */
export async function backtestSpending(rule: Rule, moments: Iterable<SpendingMoment> | AsyncIterable<SpendingMoment>, { settings, pause }: Pick<BacktestWorld, 'settings' | 'pause'>): Promise<Firing[]> {
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

  judge(samples: readonly Sample[], at: number, known: Pick<EngineRules, 'forecasts' | 'spending' | 'own'>): void {
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
