import { ok, type Result } from '../shared/result'
import type { SecretKey } from '../shared/settings'
import type { Secrets, Vault } from './secrets'

/** A secret to keep, or to forget where `value` is null. */
export interface Change {
  key: SecretKey
  value: string | null
  /** The address it is given for (`placeOfSecret`). */
  givenFor: string | null
}

interface Kept {
  count: number
  /** Puts back what was kept before. */
  undo(): void
}

/** Keeps all of them or none. */
export function keepAll(secrets: Secrets, changes: readonly Change[], allowPlainFile: boolean): Result<Kept> {
  const real = changes.filter((change) => isAnother(change, secrets.vault))
  for (const { key, value } of real) {
    const may = secrets.mayKeep(key, allowPlainFile || value === null)
    if (!may.ok) return may
  }
  const former: Change[] = []
  const undo = () => former.toReversed().forEach((change) => keep(secrets.vault!, change, true))
  for (const change of real) {
    former.push({ key: change.key, value: secrets.vault!.get(change.key), givenFor: secrets.vault!.givenFor(change.key) })
    const kept = keep(secrets.vault!, change, allowPlainFile)
    if (kept.ok) continue
    former.pop()
    undo()
    return kept
  }
  return ok({ count: real.length, undo })
}

/** The same secret, given for another address, is one more to keep. */
const isAnother = ({ key, value, givenFor }: Change, vault: Vault | null): boolean => value !== (vault?.get(key) ?? null) || (value !== null && givenFor !== vault?.givenFor(key))

const keep = (vault: Vault, { key, value, givenFor }: Change, allowPlainFile: boolean): Result<void> => (value === null ? vault.remove(key) : vault.set(key, value, allowPlainFile, givenFor))
