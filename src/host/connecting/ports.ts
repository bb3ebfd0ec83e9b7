import type { Clock } from '../../core/io'
import type { Reading } from '../../shared/model'
import type { SecretName } from '../../shared/settings'
import type { Console } from '../console'
import type { CallRules } from '../providers/call'
import type { Secrets } from '../secrets'
import type { SettingsStore } from '../settings-store'

export interface ConnectingPorts {
  console: Console
  settings: SettingsStore
  secrets: Secrets
  clock: Clock
  /** Rules for one call, with a deadline from now on. */
  ask(spanMs?: number): CallRules
  /** The console ends. */
  ended: AbortSignal
  openInBrowser: ((url: string) => Promise<void>) | null
  originMap: ReadonlyMap<string, string>
  /** Whatever else reads the bot's messages stands back meanwhile. */
  whilePairing?<T>(work: () => Promise<T>): Promise<T>
}

/** What connecting came to; `reading` is what the provider said, null where it wasn't asked. */
export interface Connected {
  stored: boolean
  reading: Reading | null
}

/** A credential with what it found when it was tried out. */
export interface Tried {
  secret: SecretName
  value: string
  reading: Reading | null
  /** Consent to a plain file where there is no keychain. */
  allowPlainFile: boolean
}
