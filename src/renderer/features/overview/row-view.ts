import { catalogue } from '../../../shared/faults'
import { latency } from '../../../shared/format'
import type { ComponentView, RunProgress } from '../../../shared/model'
import { texts } from '../../texts'

/** What a component's row says. */
export interface RowView {
  looking: boolean
  /** It warns or fails: message and next step are spelled out below. */
  problem: boolean
  /** The figure worth a glance; where there is none, what kind of problem it is. */
  finding: string
  /** What happened, on a line of its own. */
  message: string | null
  /** What to do next. */
  hint: string | null
  latency: string | null
}

/** How long looking at this computer took is nobody's worry, unless that is what was measured. */
const tellsLatency = ({ reach, unit, status }: ComponentView): boolean => (reach === 'remote' || unit === 'ms') && status !== 'off' && status !== 'unknown'

export function rowView(component: ComponentView, run: RunProgress | null, switchedOff = false): RowView {
  const looking = run?.targets[component.target] === 'looking'
  const problem = component.status === 'warning' || component.status === 'fail'
  return {
    looking,
    problem,
    finding: finding(component, problem, switchedOff),
    message: problem ? component.message || null : null,
    hint: problem ? component.hint : null,
    latency: component.latencyMs !== null && tellsLatency(component) ? latency(component.latencyMs) : null,
  }
}

function finding(component: ComponentView, problem: boolean, switchedOff: boolean): string {
  if (component.status === 'off' && switchedOff) return texts.health.switchedOff
  if (component.status === 'off') return component.message || texts.status.off
  if (component.checkedAt === null) return texts.health.never
  // Nothing is wrong with it as far as anyone knows: one line says why nobody could look.
  if (component.status === 'unknown') return component.message || texts.status.unknown
  if (problem) return component.figure ?? (component.code ? catalogue[component.code].title : '')
  return component.figure ?? component.message
}

/** How far a run has come: "3 of 5". */
export function runCount(run: RunProgress): { done: number; all: number } {
  const states = Object.values(run.targets)
  return { done: states.filter((state) => state === 'done').length, all: states.length }
}
