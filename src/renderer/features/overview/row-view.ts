import { catalogue } from '../../../shared/faults'
import { latency, percent, plural } from '../../../shared/format'
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

/** Looked at on this computer: how long that took is nobody's worry. */
const localTargets: readonly string[] = ['scheduler_tick', 'disk_ok'] satisfies ComponentView['target'][]

export function rowView(component: ComponentView, run: RunProgress | null): RowView {
  const looking = run?.targets[component.target] === 'looking'
  const problem = component.status === 'warning' || component.status === 'fail'
  const local = localTargets.includes(component.target)
  return {
    looking,
    problem,
    finding: finding(component, problem),
    message: problem ? component.message || null : null,
    hint: problem ? component.hint : null,
    latency: local || component.latencyMs === null || component.status === 'off' || component.status === 'unknown' ? null : latency(component.latencyMs),
  }
}

function finding(component: ComponentView, problem: boolean): string {
  if (component.status === 'off') return component.message || texts.status.off
  if (component.checkedAt === null) return texts.health.never
  // Nothing is wrong with it as far as anyone knows: one line says why nobody could look.
  if (component.status === 'unknown') return component.message || texts.status.unknown
  if (problem) return component.figure ?? (component.code ? catalogue[component.code].title : '')
  return component.figure ?? component.message
}

/** A value of the sparkline, in the unit of its target. */
export function valueText(target: string, value: number): string {
  if (target === 'scheduler_tick') return plural(value, 'gap')
  return target === 'disk_ok' ? percent(value) : latency(value)
}

/** Where the scale of a target's sparkline ends, if it has an end. */
export const scaleTop = (target: string): number | undefined => (target === 'disk_ok' ? 100 : undefined)

/** How far a run has come: "3 of 5". */
export function runCount(run: RunProgress): { done: number; all: number } {
  const states = Object.values(run.targets)
  return { done: states.filter((state) => state === 'done').length, all: states.length }
}
