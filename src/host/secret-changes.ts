import { ok, type Result } from '../shared/result'
import type { SecretKey } from '../shared/settings'
import type { Secrets, Vault } from './secrets'

/** A secret to keep, or to forget where `value` is null. */
export interface Change {
  key: SecretKey
  value: string | null
}

interface Kept {
  count: number
  /** Puts back what was kept before. */
  undo(): void
}

/** Keeps all of them or none. */
export function keepAll(secrets: Secrets, changes: readonly Change[], allowPlainFile: boolean): Result<Kept> {
  const real = changes.filter(({ key, value }) => value !== (secrets.vault?.get(key) ?? null))
  for (const { key, value } of real) {
    const may = secrets.mayKeep(key, allowPlainFile || value === null)
    if (!may.ok) return may
  }
  const former: Change[] = []
  const undo = () => former.toReversed().forEach((change) => keep(secrets.vault!, change, true))
  for (const change of real) {
    former.push({ key: change.key, value: secrets.vault!.get(change.key) })
    const kept = keep(secrets.vault!, change, allowPlainFile)
    if (kept.ok) continue
    former.pop()
    undo()
    return kept
  }
  return ok({ count: real.length, undo })
}

const keep = (vault: Vault, { key, value }: Change, allowPlainFile: boolean): Result<void> => (value === null ? vault.remove(key) : vault.set(key, value, allowPlainFile))
