import type { SecretKey } from '../shared/settings'
import type { Result } from '../shared/result'
import type { FetchedLog } from './fetched-log'
import type { SelfHealFigures } from './self-heal'
import type { Presence } from './timeline'

/**
 * Everything outside core, as core sees it. The host implements it with real clients, files and clocks;
 * a test hands in values. Every promise settles within the look's deadline, and never rejects for a reason
 * the target caused: such failures are values from the catalogue.
 */
export interface Io {
  clock: Clock
  secret(name: SecretKey): string | null
  notion: NotionPort
  drive: DrivePort
  stripe: StripePort
  openai: OpenaiPort
  telegram: TelegramPort
  /** One request to an address of the user's own. Any status is an answer; a fault means that none came. */
  http(request: HttpRequest): Promise<Result<HttpAnswer>>
  /** The certificate a server shows, also one that isn't valid. */
  certificate(address: { host: string; port: number; serverName: string }): Promise<Result<Certificate>>
  /** Opens a connection and closes it again. */
  connect(address: { host: string; port: number }): Promise<Result<void>>
  /** Records of a name; by the system's resolver when `server` is null. */
  resolve(question: { name: string; type: DnsType; server: string | null }): Promise<Result<string[]>>
  processes(): Promise<Result<RunningProcess[]>>
  /** What lies at a path; for a folder, the file in it that changed last. */
  file(path: string): Promise<Result<FileFacts>>
  filesystems(): Promise<Filesystem[]>
  heartbeats(): Promise<Heartbeat[]>
  /** Where the console was lately: awake, asleep, off. */
  presence(): Presence
  /** What jobs of the watched logs needed healing; null until the logs have been read once. */
  selfHeals(): SelfHealFigures | null
}

export interface Clock {
  /** UTC epoch ms; may jump. For stamps only. */
  now(): number
  /** ms since some fixed moment; never jumps. For durations. */
  monotonic(): number
}

export interface NotionPort {
  me(token: string): Promise<Result<{ name: string; workspace: string | null }>>
  dataSource(token: string, id: string): Promise<Result<{ title: string }>>
}

/** Path of a credentials file, or what a sign-in left (JSON of core/google-sign-in.ts). */
export type DriveCredential = { file: string } | { signIn: string }

export interface DrivePort {
  /** `limitBytes` is null for accounts without a limit; `expiresAt` for sign-ins that don't end. */
  about(credential: DriveCredential): Promise<Result<DriveAccount>>
}

export interface DriveAccount {
  account: string
  usedBytes: number
  limitBytes: number | null
  /** What the sign-in may do, as Google's token endpoint named it; null when it said nothing. */
  scope: string | null
  expiresAt: number | null
}

export interface OpenaiPort {
  models(key: string): Promise<Result<{ count: number }>>
  /** Whether an admin key may read what is billed. */
  costs(adminKey: string): Promise<Result<void>>
}

export interface TelegramPort {
  /** Whose token it is: the bot's user name. */
  me(token: string): Promise<Result<{ name: string }>>
}

export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST'
  url: string
  headers: Readonly<Record<string, string>>
  followRedirects: boolean
}

export interface HttpAnswer {
  status: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** At most 1 MiB; longer answers are a fault. */
  text: string
  /** Parsed, whatever the content type says; undefined when it isn't JSON. */
  json: unknown
  /** Where it came from in the end, after redirects. */
  url: string
}

export interface Certificate {
  subject: string
  issuer: string
  validFrom: number
  validTo: number
  /** Names it is for. */
  names: string[]
  /** Why it isn't trusted for this server, as TLS says it (CERT_HAS_EXPIRED, …); null when it is. */
  problem: string | null
}

export const dnsTypes = ['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'NS'] as const
export type DnsType = (typeof dnsTypes)[number]

export interface RunningProcess {
  pid: number
  name: string
  /** With its arguments. */
  command: string
  cpuPercent: number
  memoryBytes: number
  startedAt: number | null
}

export interface FileFacts {
  path: string
  sizeBytes: number
  changedAt: number
  /** Another one means another file under the same name. */
  identity: string
}

export interface StripePort {
  balance(key: string): Promise<Result<{ livemode: boolean }>>
}

/** One mounted filesystem as the system reports it; sizes in bytes. */
export interface Filesystem {
  device: string
  mount: string
  type: string
  sizeBytes: number
  usedBytes: number
  availableBytes: number
}

/** One watched scheduler. */
export interface Heartbeat {
  name: string
  /** `own`: the console's scheduler; `log`: a scheduler.log of a watched folder. */
  source: 'own' | 'log'
  path: string | null
  /** Newest tick, UTC epoch ms as stamped; null when there is none. */
  lastTickAt: number | null
  /** Ticks as stamped, in the order they were written; those of the last 24 h at least, or what the log’s tail holds. */
  ticks: number[]
  /** The ticks’ stamps are by the clock as it is set now. */
  placed?: boolean
  /** For each tick: whether anything was done since the one before. */
  worked?: boolean[]
  /** When the log was last written to. */
  changedAt?: number
  /** Of a log that is fetched from another computer: what was seen of it. */
  fetched?: FetchedLog
  /** Why it couldn't be read, in words; null when it could. */
  problem: string | null
}
