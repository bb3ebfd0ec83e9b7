import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lookAtFetched, type FetchedLog } from '../../../src/core/fetched-log'
import type { Heartbeat } from '../../../src/core/io'
import type { OwnFacts } from '../../../src/core/own-facts'
import type { Span } from '../../../src/core/presence'
import { targetFor } from '../../../src/core/targets'
import type { Presence } from '../../../src/core/timeline'
import { Judging } from '../../../src/host/judging'
import { openBook } from '../../../src/host/costs/open-book'
import { noBills } from '../../../src/host/spending/bills-port'
import { Spending } from '../../../src/host/spending/spending'
import { SpendingWatch } from '../../../src/host/spending/spending-watch'
import { Store } from '../../../src/host/store/store'
import type { Incident, Sample } from '../../../src/shared/model'
import type { Settings } from '../../../src/shared/settings'
import { table } from '../../unit/core/costs/calls'
import { disk, self, world, yes } from '../../unit/core/world'
import { handClock, sampleOf, settingsWith } from '../support'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

const from = Date.UTC(2026, 10, 9)
const to = from + 4 * day
const everyMs = 10 * minute

/** Days from the beginning, as in “during(1.2, 1.3)”. */
const during = (at: number, begin: number, end: number): boolean => at >= from + begin * day && at < from + end * day

const settings = settingsWith({
  costs: { monthlyBudgetUsd: '300' },
  checks: {
    list: [
      { id: 'shop', kind: 'tls-certificate', title: 'The shop', enabled: true, everySeconds: 300, watchValue: false, settings: { host: 'shop.example.com' } },
      { id: 'db', kind: 'tcp', title: 'The database', enabled: true, everySeconds: 300, watchValue: true, settings: { host: 'db.example.com', port: 5432 } },
    ],
  },
})

const momentOf = (wallMs: number) => ({ wallMs, boot: 'b', sinceBootMs: wallMs - from + day })
const away: Span = { kind: 'away', from: momentOf(from + 2 * day), to: momentOf(from + 2 * day + 10 * minute), sleptMs: 0 }
const presenceAt = (at: number): Presence => ({ now: momentOf(at), since: momentOf(from), spans: at >= away.to.wallMs ? [away] : [] })

/** A tick each minute, but for half an hour. */
const minutes = Array.from({ length: (to - from) / minute }, (_, i) => from + i * minute)
const ownTicks = minutes.filter((at) => !during(at, 1.2, 1.22))
const ownBeat = (at: number): Heartbeat => {
  const ticks = ownTicks.filter((tick) => tick <= at && tick > at - day)
  return { name: 'The console’s scheduler', source: 'own', path: null, lastTickAt: ticks.at(-1) ?? null, ticks, placed: true, problem: null }
}

/** A log that isn’t brought here any more after the network was away, for three hours. */
class FarLog {
  private log: FetchedLog | null = null

  beat(at: number): Heartbeat {
    const brought = during(at, 2, 2.13) ? from + 2 * day - everyMs : at
    this.log = lookAtFetched(this.log, String(brought), brought, momentOf(at))
    const ticks = minutes.filter((tick) => tick <= brought && tick > at - day)
    return { name: 'Far EchoPilot', source: 'log', path: 'far/scheduler.log', lastTickAt: brought, ticks, fetched: this.log, problem: null }
  }
}

/** `/data` fills, until somebody frees it. */
const diskAt = (at: number) => [disk(40), disk(during(at, 3.5, 4) ? 50 : 60 + (0.4 * (at - from)) / hour, { device: '/dev/vdb1', mount: '/data' })]

const ownFactsAt = (at: number): OwnFacts => ({
  credentials: [{ key: 'googleSignIn', title: 'The sign-in with Google', component: 'drive', expiresAt: from + 15.5 * day, since: from - 100 * day }],
  runs: [],
  logProblem: during(at, 1, 1.1) ? 'No space is left.' : null,
  refusals: during(at, 3, 3.2) ? [{ channel: 'telegram', title: 'Telegram', message: 'The chat is gone.', hint: null }] : [],
})

/** A little noise, the same in each run. */
const noise = (at: number): number => ((at / minute) * 7919) % 13

async function looksAt(at: number, far: FarLog, spending: Spending, before: Sample | undefined): Promise<Sample[]> {
  const validTo = from + (during(at, 3, 4) ? 90 : 9) * day
  const io = world({
    now: at, filesystems: diskAt(at), heartbeats: [ownBeat(at), far.beat(at)], presence: presenceAt(at), ...known(spending),
    certificate: yes({ subject: 'shop.example.com', issuer: 'An Authority', validFrom: from - 80 * day, validTo, names: ['shop.example.com'], problem: null }),
  })
  const probed = ['scheduler_tick', 'disk_ok', 'shop'].map(async (id): Promise<Sample> => {
    const { probe, config } = targetFor(id, settings)!
    return { ...(await probe.run(config, io, self({ target: id, before: id === 'scheduler_tick' ? (before ?? null) : null }))), target: id, kind: probe.kind, at, latencyMs: 3 }
  })
  return [
    ...(await Promise.all(probed)),
    sampleOf('notion', at, during(at, 0.5, 0.6) || during(at, 2.5, 2.505) ? { status: 'fail', code: 'server_error' } : { latencyMs: 80 + noise(at) }),
    // Refused, and yet another try may help: one such look is nothing certain.
    sampleOf('stripe', at, during(at, 0.71, 0.717) ? { status: 'fail', code: 'auth_invalid', retry: 'soon' } : { latencyMs: 60 + noise(at) }),
    sampleOf('drive', at, { latencyMs: (during(at, 3, 3.3) ? 1500 : 90) + noise(at) }),
    sampleOf('db', at, { kind: 'tcp', latencyMs: during(at, 3.1, 3.15) ? 900 : 20 + noise(at) }),
  ]
}

function known(spending: Spending) {
  const selfHeals = spending.heals()
  return selfHeals ? { selfHeals } : {}
}

const line = (event: string, at: number, fields: object): string => `${JSON.stringify({ ts: new Date(at).toISOString(), event, ...fields })}\n`
const call = (at: number): string => line('llm_call', at, { provider: 'openai', model: 'plain', usage: { prompt_tokens: 10 }, request_id: `r${at}`, job_id: 'triage', cost_usd: during(at, 2, 2.2) ? '20' : '0.2' })

/** What jobs log at a time: a call an hour, and of an afternoon some healing in vain. */
function logged(at: number): string {
  const healed = during(at, 1.5, 1.7) ? line('self_heal', at, { job_id: `job-${(at / everyMs) % 5}`, attempt: 1, outcome: 'failed' }) : ''
  return healed + (at % hour === 2 * everyMs ? call(at) : '')
}

export interface LivedDays {
  from: number
  to: number
  settings: Settings
  store: Store
  spending: Spending
  /** What the live console opened, oldest first. */
  incidents: Incident[]
  close(): Promise<void>
}

/** Four days of a console’s life in which everything goes wrong once. */
export async function livedDays(): Promise<LivedDays> {
  const clock = handClock(from)
  const folder = mkdtempSync(join(tmpdir(), 'echopilot-test-'))
  const log = join(folder, 'agent.jsonl')
  for (let at = from - 42 * day; at < from; at += hour) appendFileSync(log, call(at + 2 * everyMs))
  const { store } = await Store.open(join(folder, 'console.db'), from)
  const book = await openBook({ sources: [{ file: log }], prices: table, zone: settings.costs.zone, database: null, scripts: null, now: () => clock.now() })
  const spending = new Spending({ book, bills: noBills, prices: () => table, clock, settings: () => settings, watch: null, logs: folder })
  const money = new SpendingWatch(store.known)
  const bugs: string[] = []
  const judging = new Judging({ clock, settings: () => settings, store, own: () => ownFactsAt(clock.now()), readOnly: false, publish: () => {}, onBug: (where, error) => bugs.push(`${where}: ${String(error)}`) })
  const far = new FarLog()
  for (clock.at = from; clock.at < to; clock.advance(everyMs)) {
    const at = clock.now()
    appendFileSync(log, logged(at))
    await book.refresh()
    // Some minutes after the hour: what is still on its way when it is over belongs to it.
    if (at % hour === everyMs) judging.judgeSpending(await money.look(spending, at))
    judging.judge(await looksAt(at, far, spending, judging.state.components.get('scheduler_tick')?.sample))
  }
  judging.close()
  if (bugs.length > 0) throw new Error(bugs.join('\n'))
  const close = async (): Promise<void> => {
    await book.close()
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { from, to, settings, store, spending, incidents: store.incidents.newest(1000).toReversed(), close }
}
