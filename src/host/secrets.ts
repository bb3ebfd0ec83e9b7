import { secretNames, secretVariables, type SecretName, type SettingsView } from '../shared/settings'
import type { Result } from '../shared/result'

/** Where secrets are kept when they don't come from the environment: the keychain in the app, nowhere in the agent. */
export interface Vault {
  available: boolean
  name: string
  get(secret: SecretName): string | null
  keptIn(secret: SecretName): 'keychain' | 'file' | null
  set(secret: SecretName, value: string, allowPlainFile: boolean): Result<void>
  remove(secret: SecretName): Result<void>
  /** What the user has to know, such as secrets that can't be decrypted any more. */
  problem: string | null
}

/** All secrets of this run. The environment wins, so that a headless run is wholly decided by it. */
export class Secrets {
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    readonly vault: Vault | null,
  ) {}

  get(secret: SecretName): string | null {
    return this.fromEnvironment(secret) ?? this.vault?.get(secret) ?? null
  }

  fromEnvironment(secret: SecretName): string | null {
    return this.env[secretVariables[secret]]?.trim() || null
  }

  /** For redaction only. */
  all(): string[] {
    return secretNames.map((secret) => this.get(secret)).filter((value) => value !== null)
  }

  states(): SettingsView['secrets'] {
    return Object.fromEntries(
      secretNames.map((secret) => {
        const value = this.get(secret)
        const from = this.fromEnvironment(secret) ? 'environment' : (this.vault?.keptIn(secret) ?? null)
        return [secret, { present: value !== null, from: value === null ? null : from, ending: value && value.length >= 16 ? value.slice(-4) : null }]
      }),
    ) as SettingsView['secrets']
  }
}
