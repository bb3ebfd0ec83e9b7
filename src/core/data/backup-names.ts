import type { BackupEntry, BackupReason } from '../../shared/data'

const parts: Record<BackupReason, string> = { daily: '-daily', manual: '', 'before-restore': '-before-restore' }
const pattern = /^echopilot-backup-(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})(\d{2})(-daily|-before-restore)?\.tar\.gz$/

/** “echopilot-backup-2026-11-23-081500-daily.tar.gz”: by UTC, so that names sort as they were made. */
export function backupName(at: number, reason: BackupReason): string {
  const stamp = new Date(at).toISOString()
  return `echopilot-backup-${stamp.slice(0, 10)}-${stamp.slice(11, 19).replaceAll(':', '')}${parts[reason]}.tar.gz`
}

/** When and why a file of this name was made; null for one that isn’t a backup. */
export function readBackupName(name: string): Pick<BackupEntry, 'at' | 'reason'> | null {
  const found = pattern.exec(name)
  if (!found) return null
  const [, day, hour, minute, second, part = ''] = found
  const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`)
  const reason = (Object.keys(parts) as BackupReason[]).find((one) => parts[one] === part)!
  return Number.isNaN(at) ? null : { at, reason }
}

/** Of those made before a restore the newest few stay too: each is a way back. */
const setAsideKept = 3

/** Names that go, once the newest `keep` daily ones stay. What somebody made by hand is theirs to remove. */
export function backupsToDrop(backups: readonly Pick<BackupEntry, 'name' | 'at' | 'reason'>[], keep: number): string[] {
  const beyond = (reason: BackupReason, kept: number) => backups.filter((one) => one.reason === reason).toSorted((a, b) => b.at - a.at).slice(kept)
  return [...beyond('daily', keep), ...beyond('before-restore', setAsideKept)].map(({ name }) => name)
}
