import type { SecretKey } from '../../shared/settings'
import { ok } from '../../shared/result'
import { systemClock } from '../io/clock'
import type { Vault } from '../secrets'

/** Secrets of a demo: held in memory, and gone with it. No keychain is touched, and no file written. */
export function memoryVault(first: Readonly<Partial<Record<SecretKey, string>>>, storedAt: number): Vault {
  const kept = new Map(Object.entries(first).map(([secret, value]) => [secret as SecretKey, { value, at: storedAt }]))
  return {
    available: true,
    name: 'demo’s memory',
    problem: null,
    get: (secret) => kept.get(secret)?.value ?? null,
    keptIn: (secret) => (kept.has(secret) ? 'memory' : null),
    storedAt: (secret) => kept.get(secret)?.at ?? null,
    keys: () => [...kept.keys()],
    set(secret, value) {
      kept.set(secret, { value, at: systemClock.now() })
      return ok(undefined)
    },
    remove(secret) {
      kept.delete(secret)
      return ok(undefined)
    },
  }
}
