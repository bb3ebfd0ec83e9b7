import type { Brief, CostSummary, Incident, JobView, Note, RunProgress, Snapshot } from '../../shared/model'
import type { EngineState } from '../engine'
import { targetsOf } from '../targets'
import { networkNote } from './network'
import { checklist, type SetUp } from './checklist'
import { componentView } from './component'
import { headlineOf, overallOf } from './overall'

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

const worstThenNewest = (a: Incident, b: Incident): number =>
  a.severity === b.severity ? b.openedAt - a.openedAt : a.severity === 'fail' ? -1 : 1
