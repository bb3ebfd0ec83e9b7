import type { Sample, Severity } from '../shared/model'
import type { Settings } from '../shared/settings'
import { ingest, startState } from './engine'
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
  const open = new Map<string, Firing>()
  const done: Firing[] = []
  let state = startState()
  let judged = 0
  for await (const look of looks) {
    if (++judged % looksAtOnce === 0) await pause()
    const sample = replayed(look, settings)
    if (!sample) continue
    if (rule.byForecasts) forecasts.take([sample], settings)
    const change = ingest(state, [sample], look.at, { settings, rules: [rule], forecasts: forecasts.views() })
    state = change.state
    for (const { type, at, incident } of change.events) {
      if (type === 'opened') open.set(incident.identity, { target: incident.target, severity: incident.severity, title: incident.title, openedAt: at, resolvedAt: null })
      const firing = open.get(incident.identity)
      if (!firing) continue
      if (type === 'escalated') firing.severity = incident.severity
      if (type !== 'resolved') continue
      done.push({ ...firing, resolvedAt: at })
      open.delete(incident.identity)
    }
  }
  return [...done, ...open.values()].toSorted((a, b) => a.openedAt - b.openedAt)
}

/** The look as it was, as far as it is kept; null for one at what isn't watched any more. */
function replayed(look: StoredLook, settings: Settings): Sample | null {
  const target = targetFor(look.target, settings)
  if (!target) return null
  const detail: Sample['detail'] = look.target === 'disk_ok' && look.value !== null ? { filesystems: [{ device: '', mount: '/', type: '', sizeBytes: 100, usedBytes: look.value, availableBytes: 100 - look.value }] } : {}
  return { ...look, kind: target.probe.kind, message: '', hint: null, figure: null, detail }
}
