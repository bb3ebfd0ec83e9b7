import { toWholeHours } from '../../core/costs/periods'
import { ownScheduler } from '../../core/history/tick-lanes'
import type { Clock } from '../../core/io'
import type { Target } from '../../core/targets'
import { aroundOf } from '../../core/views/incident-around'
import { incidentCost } from '../../core/views/incident-cost'
import { incidentFits } from '../../core/views/incident-filter'
import { incidentBefore, storyOf } from '../../core/views/incident-steps'
import { fault } from '../../shared/faults'
import type { IncidentAround, IncidentCost, IncidentPage, IncidentQuestion, IncidentStory } from '../../shared/incidents'
import type { Incident } from '../../shared/model'
import { err, ok, type Result } from '../../shared/result'
import type { History } from '../history/history'
import type { Spending } from '../spending/spending'
import type { IncidentRows } from '../store/incident-rows'
import type { Store } from '../store/store'

export interface DeskPorts {
  store: Store
  clock: Clock
  history: Pick<History, 'view' | 'line'>
  spending: Spending
  targets(): readonly Target[]
}

const dayMs = 86_400_000
/** How far back it is counted how often the same thing happened. */
const beforeDays = 90
/** Rows read at once, and in one answer: a search for what isn’t there gives others their turn, and comes again. */
const bite = 200
const mostLooked = 1000

/** Everything the window asks about incidents, open and long over. */
export class IncidentDesk {
  private readonly rows: IncidentRows

  constructor(private readonly ports: DeskPorts) {
    this.rows = ports.store.incidents
  }

  /** Newest first. A page may be short though more follow. */
  page({ limit, after, ...filter }: IncidentQuestion): IncidentPage {
    const fits = incidentFits(filter)
    // However long ago it opened: those are found by themselves.
    if (filter.state === 'open') return { rows: this.rows.open().filter(fits).toReversed().slice(0, limit), next: null }
    const rows: Incident[] = []
    let next = after
    for (let looked = 0; looked < mostLooked; looked += bite) {
      const some = this.rows.page(next, bite)
      for (const incident of some) {
        next = { openedAt: incident.openedAt, id: incident.id }
        if (fits(incident) && rows.push(incident) === limit) return { rows, next }
      }
      if (some.length < bite) return { rows, next: null }
    }
    return { rows, next }
  }

  find(id: string): Result<Incident> {
    const incident = this.rows.find(id)
    return incident ? ok(incident) : err(fault('invalid_input', 'That incident isn’t kept any more.', 'Choose another one from the list.'))
  }

  /** What became of it, and how often it was there before. */
  story(id: string): Result<IncidentStory> {
    return withValue(this.find(id), (incident) => ({
      incident,
      steps: storyOf(incident, this.rows.steps(id)),
      before: incidentBefore(this.rows.ofIdentity(incident.identity, incident.openedAt - beforeDays * dayMs, incident.openedAt), beforeDays),
    }))
  }

  /** Looks at its component, from some time before it to some time after. */
  async around(id: string, width: number): Promise<Result<IncidentAround>> {
    const found = this.find(id)
    if (!found.ok) return found
    const { component } = found.value
    const { history, clock } = this.ports
    const span = { ...aroundOf(found.value, clock.now()), width }
    const [view, line] = await Promise.all([history.view(span), history.line(component, span)])
    const bands = view.components.find(({ target }) => target === component)?.bands ?? []
    const gaps = view.ticks.find(({ id: lane }) => lane === ownScheduler)?.gaps ?? []
    return ok({ from: span.from, to: span.to, at: view.at, line, bands, gaps, notes: view.notes })
  }

  /** What failed while it was open, and what that cost. */
  async cost(id: string): Promise<Result<IncidentCost>> {
    const found = this.find(id)
    if (!found.ok) return found
    const incident = found.value
    const { spending, clock } = this.ports
    const span = { from: incident.openedAt, to: incident.resolvedAt ?? clock.now() }
    const [runs, callers] = await Promise.all([spending.ports.book.runs(span), this.callers(incident, span)])
    return ok(incidentCost(incident, { span, runs, callers, heals: spending.heals(), cpuUsdPerHour: spending.ports.settings().costs.cpuUsdPerHour }))
  }

  /** Jobs that called the provider it is about meanwhile; null where logs know no calls of such a one. */
  private async callers({ component }: Incident, span: { from: number; to: number }): Promise<ReadonlySet<string> | null> {
    const { spending, targets } = this.ports
    const provider = targets().find(({ id }) => id === component)?.probe.provider
    if (provider !== 'openai') return null
    const { zone } = spending.ports.settings().costs
    const { rows } = await spending.ports.book.ask(spending.question(toWholeHours(span, zone), ['job'], { provider }))
    return new Set(rows.flatMap(({ key }) => key.job || []))
  }
}

const withValue = <T, U>(found: Result<T>, make: (value: T) => U): Result<U> => (found.ok ? ok(make(found.value)) : found)
