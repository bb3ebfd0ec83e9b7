import type { SecretName } from '../shared/settings'
import type { Result } from '../shared/result'

/**
 * Everything outside core, as core sees it. The host implements it with real clients, files and clocks;
 * a test hands in values. Every promise settles within the look's deadline, and never rejects for a reason
 * the target caused: such failures are values from the catalogue.
 */
export interface Io {
  clock: Clock
  secret(name: SecretName): string | null
  notion: NotionPort
  drive: DrivePort
  stripe: StripePort
  filesystems(): Promise<Filesystem[]>
  heartbeats(): Promise<Heartbeat[]>
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

export interface DrivePort {
  /** `limitBytes` is null for accounts without a limit. */
  about(credentialsFile: string): Promise<Result<{ account: string; usedBytes: number; limitBytes: number | null }>>
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
  /** Newest tick, UTC epoch ms; null when there is none. */
  lastTickAt: number | null
  /** Ticks of the last 24 h, oldest first, UTC epoch ms. */
  ticks: number[]
  /** Why it couldn't be read, in words; null when it could. */
  problem: string | null
}
