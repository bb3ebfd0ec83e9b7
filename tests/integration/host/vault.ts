import type { Vault } from '../../../src/host/secrets'
import { fault } from '../../../src/shared/faults'
import { err, ok } from '../../../src/shared/result'
import type { SecretKey } from '../../../src/shared/settings'

export interface MemoryVault extends Vault {
  kept: Map<SecretKey, string>
  /** Addresses they were given for. */
  given: Map<SecretKey, string>
  /** Keys that can't be written. */
  broken: Set<SecretKey>
}

/** A place for secrets that ends with the test; `available: false` is a desktop without a keychain. */
export function memoryVault({ available = true }: { available?: boolean } = {}): MemoryVault {
  const kept = new Map<SecretKey, string>()
  const given = new Map<SecretKey, string>()
  const broken = new Set<SecretKey>()
  return {
    kept, given, broken, available,
    name: available ? 'a vault' : 'none',
    problem: null,
    get: (key) => kept.get(key) ?? null,
    keptIn: (key) => (kept.has(key) ? (available ? 'keychain' : 'file') : null),
    storedAt: (key) => (kept.has(key) ? 1234 : null),
    givenFor: (key) => given.get(key) ?? null,
    keys: () => [...kept.keys()],
    set(key, value, allowPlainFile, givenFor) {
      if (!available && !allowPlainFile) return err(fault('keychain_unavailable', 'no keychain'))
      if (broken.has(key)) return err(fault('storage_failed', 'the vault is full'))
      kept.set(key, value)
      if (givenFor === null) given.delete(key)
      else given.set(key, givenFor)
      return ok(undefined)
    },
    bind(key, givenFor) {
      given.set(key, givenFor)
      return ok(undefined)
    },
    remove(key) {
      given.delete(key)
      kept.delete(key)
      return ok(undefined)
    },
  }
}
