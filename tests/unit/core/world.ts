import type { Fault } from '../../../src/shared/faults'
import type { CostSummary, Incident, Point, Reading, Sample, Status } from '../../../src/shared/model'
import { err, ok, type Result } from '../../../src/shared/result'
import { defaultSettings, type SecretKey, type SectionName, type Settings } from '../../../src/shared/settings'
import type { EngineRules } from '../../../src/core/engine'
import { identityOf } from '../../../src/core/incidents'
import type { Certificate, DrivePort, FileFacts, Filesystem, Heartbeat, HttpAnswer, HttpRequest, Io, NotionPort, OpenaiPort, RunningProcess, StripePort, TelegramPort } from '../../../src/core/io'
import type { ComponentState } from '../../../src/core/judge'
import { rules } from '../../../src/core/registry'
import type { SelfHealFigures } from '../../../src/core/self-heal'
import { alone, type Presence } from '../../../src/core/timeline'
import type { RuleContext } from '../../../src/core/plugin'
import type { Self } from '../../../src/core/plugin'
import { targetFor, type Target } from '../../../src/core/targets'
import type { Surroundings } from '../../../src/core/views/snapshot'

// The outside as plain values: what a probe asks for is handed in, what it doesn't need isn't there.

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** A Monday, 10:00 UTC. */
export const now = Date.UTC(2026, 10, 23, 10)
export const gigabyte = 1e9

type Patch = { [K in SectionName]?: Partial<Settings[K]> }

export function settingsWith(patch: Patch = {}): Settings {
  const settings = defaultSettings()
  const merged = Object.entries(patch).map(([name, values]) => [name, { ...settings[name as SectionName], ...values }])
  return { ...settings, ...Object.fromEntries(merged) }
}

export interface World {
  now: number
  secrets: Partial<Record<SecretKey, string>>
  me: Awaited<ReturnType<NotionPort['me']>>
  dataSource: Awaited<ReturnType<NotionPort['dataSource']>>
  about: Awaited<ReturnType<DrivePort['about']>>
  balance: Awaited<ReturnType<StripePort['balance']>>
  models: Awaited<ReturnType<OpenaiPort['models']>>
  costs: Awaited<ReturnType<OpenaiPort['costs']>>
  bot: Awaited<ReturnType<TelegramPort['me']>>
  /** By the request, since one look may ask for several pages. */
  http(request: HttpRequest): Result<HttpAnswer>
  certificate: Result<Certificate>
  connect: Result<void>
  resolve: Result<string[]>
  processes: Result<RunningProcess[]>
  file: Result<FileFacts>
  filesystems: Filesystem[]
  heartbeats: Heartbeat[]
  presence: Presence
  selfHeals: SelfHealFigures
}

/** An Io of values. `asked` records each question with the credential it carried. */
export function world(values: Partial<World> = {}): Io & { asked: string[] } {
  const asked: string[] = []
  const answer = <K extends keyof World>(name: K, ...by: string[]): Promise<World[K]> => {
    asked.push([name, ...by].join(' '))
    const value = values[name]
    return value === undefined ? Promise.reject(new Error(`nobody should ask for ${name} here`)) : Promise.resolve(value as World[K])
  }
  return {
    asked,
    clock: { now: () => values.now ?? now, monotonic: () => values.now ?? now },
    secret: (name) => values.secrets?.[name] ?? null,
    notion: { me: (token) => answer('me', token), dataSource: (token, id) => answer('dataSource', token, id) },
    drive: { about: (credential) => answer('about', 'file' in credential ? credential.file : credential.signIn) },
    stripe: { balance: (key) => answer('balance', key) },
    openai: { models: (key) => answer('models', key), costs: (key) => answer('costs', key) },
    telegram: { me: (token) => answer('bot', token) },
    http: async (request) => (await answer('http', request.method, request.url, ...Object.values(request.headers)))(request),
    certificate: ({ host, port, serverName }) => answer('certificate', `${host}:${port}`, serverName),
    connect: ({ host, port }) => answer('connect', `${host}:${port}`),
    resolve: ({ name, type, server }) => answer('resolve', name, type, ...(server === null ? [] : [server])),
    processes: () => answer('processes'),
    file: (path) => answer('file', path),
    filesystems: () => answer('filesystems'),
    heartbeats: () => answer('heartbeats'),
    presence: () => values.presence ?? alone(values.now ?? now),
    selfHeals: () => values.selfHeals ?? null,
  }
}

export const yes = ok
export const no = (code: Fault['code'], extra: Partial<Fault> = {}) => err<Fault>({ code, message: `it said ${code}`, hint: 'do this', ...extra })

export function reading(status: Status, extra: Partial<Reading> = {}): Reading {
  const code = status === 'fail' ? 'transport' : status === 'warning' ? 'live_key' : status === 'unknown' ? 'could_not_look' : status === 'off' ? 'not_configured' : null
  return { status, code, message: status === 'ok' ? '' : `${status}!`, hint: null, figure: null, value: null, detail: {}, ...extra }
}

export function sampleOf(target: string, status: Status, extra: Partial<Sample> = {}): Sample {
  return { ...reading(status), target, kind: target, at: now, latencyMs: status === 'off' ? null : 85, ...extra }
}

export function componentOf(target: string, judged: Status, extra: Partial<Sample> = {}, history: Point[] = []): ComponentState {
  const sample = sampleOf(target, judged, extra)
  return { target, kind: target, judged, since: sample.at, sample, failRuns: 0, goodRuns: 0, unwell: false, history }
}

export const engineRules = (settings = settingsWith()): EngineRules => ({ settings, rules })

/** What a rule is handed beside its own values. */
export const ruleContext = (settings = settingsWith()): Omit<RuleContext, 'components' | 'openIncident'> => ({
  now,
  settings,
  forecasts: [],
  spending: null,
  own: null,
  titleOf: (id) => targetFor(id, settings)?.title ?? id,
})

/** A target of default settings. */
export const targetNamed = (id: string, settings = settingsWith()): Target => {
  const found = targetFor(id, settings)
  if (!found) throw new Error(`there is no target ${id}`)
  return found
}
export const isRemote = (id: string): boolean => targetFor(id, settingsWith())?.reach === 'remote'

/** What a web server answers; a body that isn't text goes as JSON. */
export function page(status: number, body: unknown = '', extra: Partial<HttpAnswer> = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers: {}, text, json: typeof body === 'string' ? undefined : body, url: 'https://shop.example.com/health', ...extra }
}

/** What a probe knows of its target, in a first look that nobody asked for. */
export const self = (extra: Partial<Self> = {}): Self => ({ target: 't', title: 'T', secret: () => null, before: null, byHand: false, ...extra })

export function incidentOf(extra: Partial<Incident> = {}): Incident {
  const rule = extra.rule ?? 'component-failing'
  const target = extra.target ?? 'notion'
  const openedAt = extra.openedAt ?? now - hour
  const identity = identityOf(rule, target)
  return {
    id: `${identity}@${openedAt}`,
    identity,
    rule,
    target,
    component: rule === 'disk-usage' ? 'disk_ok' : target,
    mark: '',
    severity: 'fail',
    title: 'Notion: the provider has an outage',
    message: 'Notion has an outage (HTTP 503).',
    hint: 'Looks again by itself.',
    code: 'server_error',
    openedAt,
    escalatedAt: null,
    acknowledgedAt: null,
    snooze: null,
    resolvedAt: null,
    ...extra,
  }
}

/** A filesystem `used` percent full as df counts it, with 5 % kept by the system. */
export function disk(used: number, extra: Partial<Filesystem> = {}): Filesystem {
  const sizeBytes = 500 * gigabyte
  const usable = 0.95 * sizeBytes
  const usedBytes = Math.round((usable * used) / 100)
  return { device: '/dev/vda1', mount: '/', type: 'ext4', sizeBytes, usedBytes, availableBytes: usable - usedBytes, ...extra }
}

/** A scheduler whose last tick is `ageMs` old, having ticked each minute for `count` minutes before. */
export function beat(ageMs: number, extra: Partial<Heartbeat> = {}, count = 5): Heartbeat {
  const lastTickAt = now - ageMs
  const ticks = Array.from({ length: count }, (_, i) => lastTickAt - (count - 1 - i) * minute)
  return { name: 'EchoPilot’s scheduler', source: 'log', path: 'logs/scheduler.log', lastTickAt, ticks, problem: null, ...extra }
}

export function costsOf(extra: Partial<CostSummary> = {}): CostSummary {
  const breakdown = (totalUsd: string) => ({ totalUsd, lowUsd: totalUsd, highUsd: totalUsd, cpuUsd: '0.00', cpuHours: 0, llmUsd: totalUsd, stripeUsd: '0.00', financeUsd: '0.00', grade: 'computed' as const })
  return {
    at: now,
    today: breakdown('1.25'),
    week: breakdown('4.17'),
    lastWeek: breakdown('29.90'),
    lastWeekSoFar: breakdown('4.00'),
    month: breakdown('102.50'),
    sources: [],
    unpriced: [],
    badLines: 0,
    ...extra,
  }
}

/** What a snapshot shows beside the engine's state. */
export const around: Surroundings = {
  startedAt: now - hour,
  setUp: { settings: settingsWith(), hasSecret: () => false },
  run: null,
  costs: null,
  jobs: [],
  notes: [],
  brief: null,
  mutedUntil: null,
  api: { url: 'http://127.0.0.1:5000', port: 5000, wantedPort: 5000 },
}
