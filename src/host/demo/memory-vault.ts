import type { SecretKey } from '../../shared/settings'
import { ok } from '../../shared/result'
import { systemClock } from '../io/clock'
import type { Vault } from '../secrets'

/** Secrets of a demo: held in memory, and gone with it. No keychain is touched, and no file written. */
export function memoryVault(first: Readonly<Partial<Record<SecretKey, string>>>, storedAt: number): Vault {
  const kept = new Map(Object.entries(first).map(([secret, value]) => [secret as SecretKey, { value, at: storedAt, givenFor: null as string | null }]))
  return {
    available: true,
    name: 'demo’s memory',
    problem: null,
    get: (secret) => kept.get(secret)?.value ?? null,
    keptIn: (secret) => (kept.has(secret) ? 'memory' : null),
    storedAt: (secret) => kept.get(secret)?.at ?? null,
    givenFor: (secret) => kept.get(secret)?.givenFor ?? null,
    keys: () => [...kept.keys()],
    set(secret, value, _allowPlainFile, givenFor) {
      kept.set(secret, { value, at: systemClock.now(), givenFor })
      return ok(undefined)
    },
    bind(secret, givenFor) {
      const one = kept.get(secret)
      if (one) kept.set(secret, { ...one, givenFor })
      return ok(undefined)
    },
    remove(secret) {
      kept.delete(secret)
      return ok(undefined)
    },
  }
}
