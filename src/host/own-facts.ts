import { describeCredential } from '../core/credentials'
import { readSignIn } from '../core/google-sign-in'
import type { Clock } from '../core/io'
import type { CredentialEnd, OwnFacts } from '../core/own-facts'
import type { Channel, ChannelIo } from '../core/plugin'
import { missed, type Job } from '../core/schedule'
import type { Settings } from '../shared/settings'
import type { NdjsonLog } from './io/ndjson-log'
import type { Secrets } from './secrets'
import type { Store } from './store/store'

export interface OwnFactsPorts {
  clock: Clock
  settings(): Settings
  secrets: Pick<Secrets, 'get'>
  store: Pick<Store, 'runs' | 'outbox' | 'meta'>
  jobs: readonly Job[]
  logs: readonly Pick<NdjsonLog, 'problem'>[]
  channels: readonly Channel[]
  io: ChannelIo
}

/** How long a run may be overdue while the console could have made up for it, which it tries each minute. */
const madeUpWithinMs = 10 * 60_000

/** Gathers what the console knows of itself; judged by rules like anything else. */
export class OwnFactsSource {
  /** Since when each job's run has been seen to be overdue, monotonic ms: a wake or a clock that is set makes nobody late. */
  private readonly overdueSince = new Map<string, number>()

  constructor(private readonly ports: OwnFactsPorts) {}

  facts(): OwnFacts {
    return { credentials: this.credentials(), runs: [...this.overdue(), ...this.failed()], logProblem: this.logProblem(), refusals: this.refusals() }
  }

  private credentials(): CredentialEnd[] {
    const { secrets, settings } = this.ports
    const { enabled, credentialsFile } = settings().drive
    const value = secrets.get('googleSignIn')
    // A file goes before a sign-in, which then may end.
    if (!enabled || credentialsFile !== null || value === null) return []
    const { expiresAt } = describeCredential('googleSignIn', value)
    const since = readSignIn(value)?.signedInAt ?? null
    return expiresAt === null ? [] : [{ key: 'googleSignIn', title: 'The sign-in with Google', component: 'drive', expiresAt, since }]
  }

  private overdue(): OwnFacts['runs'] {
    const { jobs, store, clock } = this.ports
    const installedAt = Number(store.meta('installed_at') ?? clock.now())
    const due = missed(jobs, store.runs.lastDue(), installedAt, clock.now())
    const now = clock.monotonic()
    for (const { id } of jobs) if (!due.some(({ job }) => job.id === id)) this.overdueSince.delete(id)
    for (const { job } of due) if (!this.overdueSince.has(job.id)) this.overdueSince.set(job.id, now)
    return due
      .filter(({ job }) => now - this.overdueSince.get(job.id)! > madeUpWithinMs)
      .map(({ job, dueAt }) => ({ job: job.id, title: job.title, dueAt, outcome: 'missed' }))
  }

  private failed(): OwnFacts['runs'] {
    return this.ports.jobs.flatMap(({ id, title, recorded }) => {
      const last = recorded ? this.ports.store.runs.last(id) : null
      return last?.outcome === 'failed' && !this.overdueSince.has(id) ? [{ job: id, title, dueAt: last.dueAt, outcome: 'failed' as const }] : []
    })
  }

  private logProblem = (): string | null => this.ports.logs.map(({ problem }) => problem).find((problem) => problem !== null) ?? null

  private refusals(): OwnFacts['refusals'] {
    const { channels, settings, io, store } = this.ports
    return channels.flatMap((channel) => {
      const refusal = channel.wanted(settings(), io) ? store.outbox.refusal(channel.id) : null
      return refusal ? [{ channel: channel.id, title: channel.title, message: refusal.message, hint: refusal.hint }] : []
    })
  }
}
