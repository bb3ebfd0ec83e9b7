import { describeCredential } from '../core/credentials'
import { readSignIn } from '../core/google-sign-in'
import { placeOfSecret, withheldFault } from '../core/secret-places'
import { fault, type Fault } from '../shared/faults'
import { defaultSettings, secretNames, variableOf, type Settings, type SecretKey, type SecretState, type SettingsView } from '../shared/settings'
import { err, ok, type Result } from '../shared/result'

/** Where secrets are kept when they don't come from the environment: the keychain in the app, nowhere in the agent. */
export interface Vault {
  available: boolean
  name: string
  get(secret: SecretKey): string | null
  keptIn(secret: SecretKey): 'keychain' | 'file' | 'memory' | null
  /** UTC epoch ms; null for one kept before this was written down. */
  storedAt(secret: SecretKey): number | null
  /** The address it was given for; null for one whose service never changes, and for one kept before this was written down. */
  givenFor(secret: SecretKey): string | null
  set(secret: SecretKey, value: string, allowPlainFile: boolean, givenFor: string | null): Result<void>
  /** Writes down for which address one that is kept was given. */
  bind(secret: SecretKey, givenFor: string): Result<void>
  remove(secret: SecretKey): Result<void>
  /** Every secret that is kept. */
  keys(): SecretKey[]
  /** What the user has to know, such as secrets that can't be decrypted any more. */
  problem: string | null
}

/**
 * All secrets of this run. The environment wins, so that a headless run is wholly decided by it. One that is kept goes to
 * the address it was given for alone: whoever changes the settings, or has them changed by a file, doesn’t get it.
 */
export class Secrets {
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    readonly vault: Vault | null,
    private readonly settings: () => Settings = defaultSettings,
  ) {}

  /** What may be sent as `settings` say; null for one that is kept for another address. */
  get(secret: SecretKey, settings = this.settings()): string | null {
    return this.fromEnvironment(secret) ?? (this.isHeldBack(secret, settings) ? null : (this.vault?.get(secret) ?? null))
  }

  /** Why one that is kept isn’t sent where the settings say; null where nothing is held back, or nobody is to be asked. */
  withheld(secret: SecretKey, settings = this.settings()): Fault | null {
    if (this.fromEnvironment(secret) || !this.vault?.keptIn(secret)) return null
    return this.isHeldBack(secret, settings) && placeOfSecret(secret, settings) !== '' ? withheldFault(secret, this.vault.givenFor(secret), settings) : null
  }

  private isHeldBack(secret: SecretKey, settings: Settings): boolean {
    const place = placeOfSecret(secret, settings)
    return place !== null && place !== this.vault?.givenFor(secret)
  }

  /** Keeps it for the address that is set up; only where `mayKeep` says so. */
  keep(secret: SecretKey, value: string, allowPlainFile: boolean): Result<void> {
    return this.vault!.set(secret, value, allowPlainFile, placeOfSecret(secret, this.settings()))
  }

  /** Binds what was kept before addresses were written down to those set now. `settled`: the settings are all there. */
  bindAll(settled: boolean): void {
    for (const secret of this.vault?.keys() ?? []) {
      const place = this.vault!.givenFor(secret) === null ? placeOfSecret(secret, this.settings()) : null
      if (place !== null && (settled || place !== '')) this.vault!.bind(secret, place)
    }
  }

  fromEnvironment(secret: SecretKey): string | null {
    return this.env[variableOf(secret)]?.trim() || null
  }

  /** Whether a person may change it here: not one a variable decides, and not where there is no place to keep it. */
  mayKeep(secret: SecretKey, allowPlainFile: boolean): Result<Vault> {
    const variable = variableOf(secret)
    if (this.fromEnvironment(secret)) return err(fault('invalid_input', `This credential comes from ${variable}.`, `Unset ${variable} to change it here.`))
    if (!this.vault) return err(fault('keychain_unavailable', 'There is no place here to keep it.', `Set ${variable} instead.`))
    if (!this.vault.available && !allowPlainFile)
      return err(fault('keychain_unavailable', 'This desktop has no keychain to encrypt it with.', `Keep it in a file only you can read, or set it as ${variable}.`))
    return ok(this.vault)
  }

  /** For redaction only: whatever is kept or in the environment, also where the one stands behind the other. */
  all(): string[] {
    const { vault, env } = this
    const kept = (vault?.keys() ?? []).map((secret) => vault!.get(secret))
    const named = secretNames.map((secret) => this.fromEnvironment(secret))
    const ofChecks = Object.entries(env).flatMap(([name, value]) => (name.startsWith('ECHOPILOT_CHECK_') ? [value?.trim()] : []))
    return [...new Set([...kept, ...named, ...ofChecks, ...proxyPasswords(env)].flatMap((value) => (value ? partsOf(value) : [])))]
  }

  state(secret: SecretKey): SecretState {
    const withheld = this.withheld(secret)
    const value = this.fromEnvironment(secret) ?? this.vault?.get(secret) ?? null
    const here = this.fromEnvironment(secret) ? 'environment' : (this.vault?.keptIn(secret) ?? null)
    const about = value === null ? nothingKnown : describeCredential(secret, value)
    return {
      present: value !== null,
      from: value === null ? null : here,
      ending: value && about.ending && value.length >= 16 ? value.slice(-4) : null,
      storedAt: value === null || here === 'environment' ? null : (this.vault?.storedAt(secret) ?? null),
      kind: about.kind,
      scope: about.scope,
      expiresAt: about.expiresAt,
      warning: withheld ? `${withheld.message} ${withheld.hint}` : about.warning,
    }
  }

  states(): SettingsView['secrets'] {
    return Object.fromEntries(secretNames.map((secret) => [secret, this.state(secret)])) as SettingsView['secrets']
  }
}

const nothingKnown = { kind: null, scope: null, expiresAt: null, warning: null, ending: false }

/** A sign-in is JSON of several secrets, and an address holds one behind its host: each must be found wherever it stands alone. */
function partsOf(value: string): string[] {
  const behindHost = /^https?:\/\/[^/?#]+\/([^#]{8,})/i.exec(value)?.[1]
  if (behindHost !== undefined) return [value, behindHost]
  const signIn = value.startsWith('{') ? readSignIn(value) : null
  return signIn ? [value, signIn.refreshToken, ...(signIn.clientSecret ? [signIn.clientSecret] : [])] : [value]
}

/** A proxy's address may hold a password, which may be written in two ways. */
function proxyPasswords(env: NodeJS.ProcessEnv): string[] {
  const named = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [env[name], env[name.toLowerCase()]])
  const written = named.flatMap((url) => /^(?:[a-z0-9]+:\/\/)?[^/@:]*:([^/@]+)@/i.exec(url?.trim() ?? '')?.[1] ?? [])
  return written.flatMap((password) => [password, plainly(password)])
}

function plainly(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
