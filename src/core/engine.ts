import type { EngineEvent, ForecastView, Incident, Sample } from '../shared/model'
import type { Settings } from '../shared/settings'
import { ownComponent } from '../shared/refusals'
import { spendingComponent, type SpendingFacts } from './costs/spending-facts'
import { judge, type ComponentState } from './judge'
import { blameOurselves } from './offline'
import type { OwnFacts } from './own-facts'
import { targetFor } from './targets'
import { identityOf, markOf, open as begin, renew, resolve } from './incidents'
import type { Rule } from './plugin'

/** The one truth. Tray, window and messages are projections of it. */
export interface EngineState {
  components: ReadonlyMap<string, ComponentState>
  /** Open incidents by identity. */
  open: ReadonlyMap<string, Incident>
}

/** The state to begin with: empty, or what an earlier run left. */
export const startState = (open: readonly Incident[] = [], components: readonly ComponentState[] = []): EngineState => ({
  components: new Map(components.map((component) => [component.target, component])),
  open: new Map(open.map((incident) => [incident.identity, incident])),
})

export interface EngineRules {
  settings: Settings
  rules: readonly Rule[]
  /** As of the samples that are taken in. */
  forecasts?: readonly ForecastView[]
  /** As they were last added up; null before that. */
  spending?: SpendingFacts | null
  /** As of now; null where nobody has gathered them. */
  own?: OwnFacts | null
}

/**
 * The state without what is no longer watched, or is watched otherwise than before: what was found then says nothing of
 * it now. `gone` are the incidents that end with it.
 */
export function forget(state: EngineState, isGone: (target: string) => boolean): { state: EngineState; gone: Incident[] } {
  const components = new Map([...state.components].filter(([target]) => !isGone(target)))
  if (components.size === state.components.size) return { state, gone: [] }
  const gone = [...state.open.values()].filter(({ component }) => state.components.has(component) && !components.has(component))
  const open = new Map([...state.open].filter(([, incident]) => !gone.includes(incident)))
  return { state: { components, open }, gone }
}

export interface Change {
  state: EngineState
  /** The samples as judged (an offline run is rewritten), for history. */
  samples: Sample[]
  /** Edges only; each one matters. */
  events: EngineEvent[]
}

/** Pure: same state, samples and rules in, same change out. `at` is UTC epoch ms. */
export function ingest(state: EngineState, raw: readonly Sample[], at: number, rules: EngineRules): Change {
  const newest = [...state.components.values()].map((component) => component.sample)
  const samples = blameOurselves(raw, (target) => targetFor(target, rules.settings)?.reach === 'remote', newest)
  const components = new Map(state.components)
  for (const sample of samples) {
    components.set(sample.target, judge(components.get(sample.target), sample, rules.settings.probing))
  }
  const { open, events } = evaluate({ components, open: state.open }, at, rules)
  return { state: { components, open }, samples, events }
}

function evaluate(state: EngineState, at: number, { rules, settings, forecasts = [], spending = null, own = null }: EngineRules) {
  const titleOf = (target: string) => targetFor(target, settings)?.title ?? target
  const open = new Map<string, Incident>()
  const events: EngineEvent[] = []
  for (const rule of rules) {
    const mark = markOf(rule, settings)
    // A changed rule does not inherit: what was found by other measures ends, and what is found now is new.
    const openIncident = (target: string) => {
      const incident = state.open.get(identityOf(rule.id, target))
      return incident && isJudgedBy(incident, mark) ? incident : undefined
    }
    for (const finding of rule.evaluate({ now: at, settings, components: [...state.components.values()], forecasts, spending, own, openIncident, titleOf })) {
      // A target named twice in one evaluation is one incident.
      const before = open.get(identityOf(rule.id, finding.target)) ?? openIncident(finding.target)
      const { incident, event } = before ? renew(before, finding, at) : begin(rule, finding, mark, at)
      open.set(incident.identity, incident)
      if (event) events.push({ type: event, at, incident })
    }
  }
  const ended: EngineEvent[] = []
  for (const [identity, incident] of state.open) {
    const now = open.get(identity)
    if (now?.id === incident.id) continue
    if (!now && isOutOfSight(incident, state.components, { rules, settings, spending, own })) {
      open.set(identity, incident)
      continue
    }
    ended.push({ type: 'resolved', at, incident: resolve(incident, at).incident })
  }
  return { open, events: [...ended, ...events] }
}

/** An incident of a console that kept no mark goes on. */
const isJudgedBy = (incident: Pick<Incident, 'mark'>, mark: string): boolean => incident.mark === mark || incident.mark === ''

/** Not seen since the start, or not to be seen now: that proves no recovery. One whose rule is another by now is over. */
function isOutOfSight({ rule: id, component: on, mark }: Incident, components: EngineState['components'], { rules, settings, spending, own }: EngineRules): boolean {
  const rule = rules.find((candidate) => candidate.id === id)
  if (!rule || !isJudgedBy({ mark }, markOf(rule, settings))) return false
  if (on === spendingComponent) return !spending
  if (on === ownComponent) return !own
  const component = components.get(on)
  return component === undefined || component.judged === 'unknown'
}

