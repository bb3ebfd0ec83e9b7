import type { SpendingFacts } from '../core/costs/spending-facts'
import { forget, ingest, startState, type Change, type EngineState } from '../core/engine'
import { ForecastWatch } from '../core/forecast/watch'
import type { Clock } from '../core/io'
import type { OwnFacts } from '../core/own-facts'
import { rules } from '../core/registry'
import type { ActedIn, EngineEvent, ForecastView, Incident, Sample } from '../shared/model'
import type { Settings } from '../shared/settings'
import type { Store } from './store/store'

export interface JudgingPorts {
  clock: Clock
  settings(): Settings
  store: Store | null
  /** What the console knows of itself; null where nobody gathers it. */
  own(): OwnFacts | null
  /** History is read, and nothing is added to it. */
  readOnly: boolean
  /** Edges, each one matters. */
  publish(events: EngineEvent[]): void
  onBug(where: string, error: unknown): void
}

/** What arrives within this time is judged together. */
const togetherMs = 20
const keepForecastsEveryMs = 10 * 60_000

/** Keeps the one state: hands samples to core, and what follows to the history and to whoever waits for edges. */
export class Judging {
  state: EngineState
  private readonly forecasts: ForecastWatch
  private spending: SpendingFacts | null = null
  private forecastsKeptAt = 0
  private readonly arrived: Sample[] = []
  private timer: NodeJS.Timeout | undefined
  private ended = false

  constructor(private readonly ports: JudgingPorts) {
    const { store } = ports
    this.state = startState(store?.incidents.open(), store?.known.components())
    this.forecasts = new ForecastWatch(store?.known.forecasts() ?? {})
  }

  /** Hundreds of results at once are judged and written together, not one by one. */
  soon(sample: Sample, done: () => void): void {
    this.arrived.push(sample)
    this.timer ??= setTimeout(() => {
      this.all()
      done()
    }, togetherMs)
  }

  /** Judges what has arrived. */
  all(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.arrived.length > 0) this.judge(this.arrived.splice(0))
  }

  judge(samples: readonly Sample[]): void {
    if (this.ended) return
    const events = this.take(samples)
    if (events.length > 0) this.ports.publish(events)
  }

  /** How money stands now; what follows from it is found at once. */
  judgeSpending(spending: SpendingFacts | null): void {
    this.spending = spending
    this.judge([])
  }

  forecastViews(): ForecastView[] {
    return this.forecasts.views()
  }

  /** What somebody does to an open incident: a step of core/incidents. False when there is no such incident, or nothing to do. */
  act(id: string, step: (incident: Incident) => { incident: Incident; event: EngineEvent['type'] | null } | null, by: ActedIn): boolean {
    const before = [...this.state.open.values()].find((incident) => incident.id === id)
    const done = before ? step(before) : null
    if (!done) return false
    this.state = { ...this.state, open: new Map(this.state.open).set(done.incident.identity, done.incident) }
    this.write((store) => store.incidents.save(done.incident))
    if (done.event) this.ports.publish([{ type: done.event, at: this.ports.clock.now(), incident: done.incident, by }])
    return true
  }

  /** What isn't looked at any more, or is looked at otherwise: its incidents end with it. */
  forget(target: string): void {
    const { state, gone } = forget(this.state, (candidate) => candidate === target)
    this.state = state
    this.forecasts.forget(target)
    const at = this.ports.clock.now()
    const ended = gone.map((incident) => ({ type: 'resolved' as const, at, incident: { ...incident, resolvedAt: at } }))
    this.write((store) => {
      for (const { incident } of ended) store.incidents.save(incident)
      store.known.dropComponent(target)
    })
    if (ended.length > 0) this.ports.publish(ended)
  }

  close(): void {
    this.ended = true
    clearTimeout(this.timer)
  }

  private take(samples: readonly Sample[]): EngineEvent[] {
    const { settings, clock, onBug } = this.ports
    const [now, own] = [clock.now(), this.own()]
    let change: Change
    try {
      this.forecasts.take(samples, settings())
      change = ingest(this.state, samples, now, { settings: settings(), rules, forecasts: this.forecasts.views(), spending: this.spending, own })
    } catch (error) {
      // A rule's bug must not cost the other targets of this run their events.
      onBug('engine', error)
      return []
    }
    this.state = change.state
    this.write((store) => {
      store.samples.add(change.samples.filter((sample) => sample.status !== 'off'))
      store.grounds.keep(change.samples, own, now)
      for (const { incident } of change.events) store.incidents.save(incident)
      store.known.saveComponents(change.samples.flatMap(({ target }) => change.state.components.get(target) ?? []))
      this.keepForecasts(store)
    })
    return change.events
  }

  /** What can’t be gathered, as from a database that can’t be read, costs the looks nothing. */
  private own(): OwnFacts | null {
    try {
      return this.ports.own()
    } catch (error) {
      this.ports.onBug('own facts', error)
      return null
    }
  }

  /** What forecasters know goes to the database now and then: what is lost with a crash is learned again in minutes. */
  private keepForecasts(store: Store): void {
    const now = this.ports.clock.monotonic()
    if (now - this.forecastsKeptAt < keepForecastsEveryMs) return
    this.forecastsKeptAt = now
    store.known.saveForecasts(this.forecasts.save())
  }

  private write(work: (store: Store) => void): void {
    const store = this.ports.readOnly ? null : this.ports.store
    try {
      store?.transaction(() => work(store))
    } catch (error) {
      // A full disk must not stop the watching: judging goes on from memory.
      this.ports.onBug('history', error)
    }
  }
}
