import type { EngineEvent, Incident, Overall, Sample } from '../shared/model'
import type { Settings } from '../shared/settings'
import { worse } from '../shared/status'
import { judge, type ComponentState } from './judge'
import { blameOurselves } from './offline'
import type { Finding, Rule } from './plugin'

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
  isRemote(target: string): boolean
  titleOf(target: string): string
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
  const samples = blameOurselves(raw, rules.isRemote, newest)
  const components = new Map(state.components)
  for (const sample of samples) {
    components.set(sample.target, judge(components.get(sample.target), sample, rules.settings.probing))
  }
  const { open, events } = evaluate({ components, open: state.open }, at, rules)
  return { state: { components, open }, samples, events }
}

function evaluate(state: EngineState, at: number, { rules, settings, titleOf }: EngineRules) {
  const open = new Map<string, Incident>()
  const events: EngineEvent[] = []
  for (const rule of rules) {
    const openIncident = (target: string) => state.open.get(identityOf(rule.id, target))
    for (const finding of rule.evaluate({ now: at, settings, components: [...state.components.values()], openIncident, titleOf })) {
      // A target named twice in one evaluation is one incident.
      const before = open.get(identityOf(rule.id, finding.target)) ?? openIncident(finding.target)
      const { incident, event } = advance(before, rule.id, finding, at)
      open.set(incident.identity, incident)
      if (event) events.push({ type: event, at, incident })
    }
  }
  for (const [identity, incident] of state.open) {
    if (open.has(identity)) continue
    if (isOutOfSight(incident, state.components, rules)) {
      open.set(identity, incident)
      continue
    }
    events.push({ type: 'resolved', at, incident: { ...incident, resolvedAt: at } })
  }
  return { open, events }
}

/** Not seen since the start, or not to be seen now: that proves no recovery. */
function isOutOfSight({ rule: id, target }: Incident, components: EngineState['components'], rules: readonly Rule[]): boolean {
  const rule = rules.find((candidate) => candidate.id === id)
  if (!rule) return false
  const component = components.get(rule.componentOf(target))
  return component === undefined || component.judged === 'unknown'
}

export const identityOf = (rule: string, target: string): string => `${rule}:${target}`

function advance(
  before: Incident | undefined,
  rule: string,
  finding: Finding,
  at: number,
): { incident: Incident; event: 'opened' | 'escalated' | null } {
  const { target, severity, title, message, hint, code } = finding
  const identity = identityOf(rule, target)
  if (!before) {
    const incident = { id: `${identity}@${at}`, identity, rule, ...finding, openedAt: at, escalatedAt: null, resolvedAt: null }
    return { incident, event: 'opened' }
  }
  const escalated = before.severity === 'warning' && severity === 'fail'
  const incident = {
    ...before,
    severity: escalated ? severity : before.severity,
    title,
    message,
    hint,
    code,
    escalatedAt: escalated ? at : before.escalatedAt,
  }
  return { incident, event: escalated ? 'escalated' : null }
}

/** Any failing component fails the whole; a warning or an open incident warns; nothing looked at is unknown. */
export function overallOf(components: readonly { status: ComponentState['judged'] }[], openIncidents: number): Overall {
  let overall: Overall = 'unknown'
  for (const { status } of components) {
    if (status === 'fail' || status === 'warning' || status === 'ok') overall = worse(overall, status)
  }
  return openIncidents > 0 ? worse(overall, 'warning') : overall
}
