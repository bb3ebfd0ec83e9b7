import { safeStorage } from 'electron'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { systemClock } from '../host/io/clock'
import type { Vault } from '../host/secrets'
import { fault } from '../shared/faults'
import { err, ok, type Result } from '../shared/result'
import { secretKey, type SecretKey } from '../shared/settings'

interface Kept {
  kept: 'encrypted' | 'plain'
  data: string
  /** UTC epoch ms; absent for one kept before this was written down. */
  at?: number
  /** The address it was given for; absent for one kept before this was written down, or whose service never changes. */
  for?: string
}

interface VaultFile {
  version: 1
  backend: string
  secrets: Partial<Record<SecretKey, Kept>>
}

const names: Record<string, string> = {
  gnome_libsecret: 'GNOME keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
  darwin: 'Keychain',
  win32: 'Windows data protection',
}

/** Secrets in a file only its owner can read, each encrypted by the desktop's keychain where there is one. */
export function openKeychain(path: string): Vault {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform
  // basic_text encrypts with a password that is in Chromium's source: that is no protection, and not called one.
  const available = safeStorage.isEncryptionAvailable() && backend !== 'basic_text' && backend !== 'unknown'
  const { file, problem } = readVault(path, backend)
  const values = new Map<SecretKey, string>()
  const lost: SecretKey[] = []
  for (const [name, kept] of Object.entries(file.secrets) as [SecretKey, Kept][]) {
    if (!secretKey.safeParse(name).success) continue
    const value = open(kept, available)
    if (value === null) lost.push(name)
    else values.set(name, value)
  }

  const save = (): Result<void> => {
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, `${JSON.stringify({ ...file, backend }, null, 2)}\n`, { mode: 0o600 })
      chmodSync(`${path}.new`, 0o600)
      renameSync(`${path}.new`, path)
      return ok(undefined)
    } catch (error) {
      return err(fault('storage_failed', 'The credential could not be kept.', `Check the data folder (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`))
    }
  }

  return {
    available,
    name: available ? (names[backend] ?? 'keychain') : 'none',
    problem: problem ?? (lost.length > 0 ? 'Some kept credentials can’t be decrypted any more; the desktop’s keychain has changed.' : null),
    get: (secret) => values.get(secret) ?? null,
    keptIn: (secret) => (values.has(secret) ? (file.secrets[secret]?.kept === 'encrypted' ? 'keychain' : 'file') : null),
    storedAt: (secret) => file.secrets[secret]?.at ?? null,
    givenFor: (secret) => file.secrets[secret]?.for ?? null,
    keys: () => [...values.keys()],
    set(secret, value, allowPlainFile, givenFor) {
      if (!available && !allowPlainFile)
        return err(fault('keychain_unavailable', 'This desktop has no keychain to encrypt it with.', 'Keep it in a file only you can read, or set it as an environment variable.'))
      const before = file.secrets[secret]
      const about = { at: systemClock.now(), ...(givenFor !== null && { for: givenFor }) }
      file.secrets[secret] = available ? { kept: 'encrypted', data: safeStorage.encryptString(value).toString('base64'), ...about } : { kept: 'plain', data: value, ...about }
      const saved = save()
      if (saved.ok) values.set(secret, value)
      else if (before) file.secrets[secret] = before
      else delete file.secrets[secret]
      return saved
    },
    bind(secret, givenFor) {
      const kept = file.secrets[secret]
      if (kept) kept.for = givenFor
      return save()
    },
    remove(secret) {
      delete file.secrets[secret]
      values.delete(secret)
      return save()
    },
  }
}

function open({ kept, data }: Kept, available: boolean): string | null {
  if (kept === 'plain') return data
  if (!available) return null
  try {
    return safeStorage.decryptString(Buffer.from(data, 'base64'))
  } catch {
    return null
  }
}

function readVault(path: string, backend: string): { file: VaultFile; problem: string | null } {
  const empty: VaultFile = { version: 1, backend, secrets: {} }
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return { file: empty, problem: null }
  }
  try {
    const parsed = JSON.parse(text) as VaultFile
    if (typeof parsed.secrets === 'object' && parsed.secrets !== null) return { file: parsed, problem: null }
  } catch {
    // Set aside below.
  }
  const aside = `${path}.damaged-${process.pid}`
  renameSync(path, aside)
  return { file: empty, problem: 'The file with the credentials was damaged; it is kept beside the new one.' }
}
