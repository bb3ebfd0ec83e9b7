import { kindView } from '../../../src/core/form'
import { probes } from '../../../src/core/registry'
import { ok } from '../../../src/shared/result'
import { type Answers, failing, says, waiting } from './answers'
import * as costs from './costs'
import * as data from './data'
import * as fleet from './fleet'
import * as incidents from './incidents'
import * as logs from './logs'
import * as schedule from './schedule'
import * as settings from './settings'
import * as snapshots from './snapshots'
import * as timeline from './timeline'

/** A console that is set up and has been running for months. */
const full: Answers = {
  'snapshot.get': says(snapshots.full),
  'settings.get': says(settings.full),
  'checks.kinds': says(probes.filter(({ builtIn }) => !builtIn).map(kindView)),
  'jobs.history': says({ rows: [...schedule.runs], next: null }),
  'jobs.days': says(schedule.days),
  'incidents.list': (question) => ok({ rows: incidents.matching(incidents.past, question), next: null }),
  'incidents.story': ({ id }) => ok(incidents.story(id)),
  'incidents.around': ({ id }) => ok(incidents.around(id)),
  'incidents.cost': says(incidents.cost),
  'incidents.messages': says([...incidents.messages]),
  'channels.list': says([...incidents.channels]),
  'forecasts.list': says([]),
  'costs.view': (question) => ok(costs.full(question)),
  'costs.calls': says(costs.calls),
  'logs.sources': says(logs.sources),
  'logs.open': says(logs.opened),
  'logs.rows': ({ from, count }) => ok(logs.lines.slice(from, from + count)),
  'logs.line': ({ row }) => ok(logs.whole(row)),
  'logs.at': says({ row: 0, at: 0 }),
  'logs.close': says(undefined),
  'timeline.view': (question) => ok(timeline.full(question)),
  'timeline.spend': (question) => ok(timeline.spend(question)),
  'data.view': says(data.view),
  'about.view': says(data.diagnostics),
  'work.list': says([]),
  'fleet.view': says(fleet.full),
  'fleet.components': says([...fleet.components]),
  'demo.get': says(null),
  'timeline.line': ({ span }) => ok(timeline.line(span)),
}

const frame: Answers = { 'snapshot.get': says(snapshots.full), 'settings.get': says(settings.full), 'demo.get': says(null), 'work.list': says([]) }

/** Its first minute: nothing is set up, nothing has happened. */
const fresh: Answers = {
  ...full,
  'snapshot.get': says(snapshots.fresh),
  'settings.get': says(settings.fresh),
  'jobs.history': says({ rows: [], next: null }),
  'jobs.days': says([]),
  'fleet.view': says(fleet.off),
  'incidents.list': says({ rows: [], next: null }),
  'costs.view': says(costs.empty()),
  'logs.open': says(logs.empty),
  'logs.sources': says({ sources: logs.sources.sources.slice(0, 1), problem: null }),
  'timeline.view': (question) => ok(timeline.empty(question)),
  'timeline.spend': says(null),
}

export const states = {
  full,
  fresh,
  /** The frame has its figures, the page waits for its own. */
  loading: { ...waiting(full), ...frame },
  /** Not even the first snapshot has come. */
  starting: waiting(full),
  /** Whatever a page asks goes wrong. */
  failing: { ...failing(full), ...frame },
  /** Nothing comes any more. */
  stale: { ...full, 'snapshot.get': says(snapshots.stale) },
  offline: { ...full, 'snapshot.get': says(snapshots.offline) },
  unwell: {
    ...full,
    'snapshot.get': says(snapshots.unwell),
    'incidents.list': (question) => ok({ rows: incidents.matching([...incidents.open, ...incidents.past], question), next: null }),
  },
  probing: { ...full, 'snapshot.get': says(snapshots.probing) },
} satisfies Record<string, Answers>

export type StateName = keyof typeof states
