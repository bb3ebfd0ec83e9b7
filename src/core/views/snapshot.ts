import { plural } from '../../shared/format'
import type { Brief, ComponentView, CostSummary, Incident, JobView, Note, Overall, RunProgress, Snapshot } from '../../shared/model'
import type { EngineState } from '../engine'
import { overallOf } from '../engine'
import { isRefusal } from '../../shared/refusals'
import { statusWord } from '../../shared/status'
import { targetsOf } from '../targets'
import { networkNote } from './network'
import { checklist, type SetUp } from './checklist'
import { componentView } from './component'

export interface Surroundings {
  startedAt: number
  setUp: SetUp
  run: RunProgress | null
  costs: CostSummary | null
  jobs: JobView[]
  notes: Note[]
  brief: Brief | null
  mutedUntil: number | null
  api: Snapshot['api']
}

/** The one state, as tray, window and command line show it. Pure: they can't disagree. */
export function snapshotOf(state: EngineState, around: Surroundings, now: number): Snapshot {
  const components = targetsOf(around.setUp.settings).map((target) => componentView(target, state.components.get(target.id), now))
  const network = networkNote(components)
  const incidents = [...state.open.values()].toSorted(worstThenNewest)
  const overall = overallOf(components, incidents.length)
  return {
    at: now,
    startedAt: around.startedAt,
    overall,
    headline: headlineOf(overall, components, incidents),
    components,
    run: around.run,
    incidents,
    costs: around.costs,
    jobs: around.jobs,
    checklist: checklist(around.setUp, components),
    notes: network ? [network, ...around.notes] : around.notes,
    brief: around.brief,
    mutedUntil: around.mutedUntil,
    api: around.api,
  }
}

/** The message with the component's name in front, unless it speaks of itself already. */
export function sentenceOf({ title, message, status }: Pick<ComponentView, 'title' | 'message' | 'status'>): string {
  if (message === '') return `${title}: ${statusWord[status]}`
  return message.includes(title) ? message : `${title}: ${message}`
}

const worstThenNewest = (a: Incident, b: Incident): number =>
  a.severity === b.severity ? b.openedAt - a.openedAt : a.severity === 'fail' ? -1 : 1

/** The one sentence on top: the worst thing first, in words. */
export function headlineOf(overall: Overall, components: readonly ComponentView[], incidents: readonly Incident[]): string {
  const failing = components.filter((component) => component.status === 'fail')
  const warning = components.filter((component) => component.status === 'warning')
  const [first] = failing.length > 0 ? failing : warning
  if (first) {
    const others = failing.length + warning.length - 1
    const also = others > 0 ? ` (and ${others} more)` : ''
    return `${sentenceOf(first)}${also}`
  }
  // A channel’s refusal has a note of its own.
  const others = incidents.filter((incident) => !isRefusal(incident))
  const [worst, ...more] = others.length > 0 ? others : incidents
  if (worst) return `${worst.title}${more.length > 0 ? ` (and ${more.length} more)` : ''}`
  const lost = components.filter((component) => component.status === 'unknown' && component.checkedAt !== null)
  if (overall === 'unknown') return lost[0]?.message ?? 'Nothing has been looked at yet.'
  const well = components.filter((component) => component.status === 'ok').length
  if (lost.length > 0) return `${plural(well, 'component')} well, ${lost.length} can’t be judged: ${lost[0]!.message}`
  return `All well: ${plural(well, 'component')} watched.`
}
