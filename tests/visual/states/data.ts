import type { DataView, Diagnostics } from '../../../src/shared/data'
import { ago, day, hour } from './clock'

const room = (id: DataView['room'][number]['id'], bytes: number, count: number | null, days: number): DataView['room'][number] => ({ id, bytes, count, since: ago(days * day) })

export const view: DataView = {
  room: [room('samples', 88e6, 412_000, 30), room('hours', 12e6, 51_000, 400), room('incidents', 1.2e6, 212, 400), room('costBook', 240e6, 1_480_000, 380), room('logs', 34e6, 14, 60), room('backups', 210e6, 3, 7)],
  freeBytes: 186e9,
  backups: [
    { name: 'backup-daily.zip', bytes: 72e6, at: ago(6 * hour), reason: 'daily' },
    { name: 'backup-by-hand.zip', bytes: 70e6, at: ago(2 * day), reason: 'manual' },
    { name: 'backup-before-restore.zip', bytes: 68e6, at: ago(7 * day), reason: 'before-restore' },
  ],
  backupFolder: 'echopilot-data/backups',
}

export const diagnostics: Diagnostics = {
  version: '0.1.0',
  runtime: 'Electron 45.4.1, Chromium 142, Node 24.11',
  platform: 'Linux x64',
  store: 'libsql 0.5.29',
  startedAt: ago(6 * day),
  api: 'http://127.0.0.1:5000',
  keychain: 'GNOME Keyring',
  checks: [
    { name: 'database', verdict: 'ok' },
    { name: 'costBook', verdict: 'ok' },
  ],
  dataBytes: 585e6,
  logBytes: 34e6,
  freeBytes: 186e9,
  errors: [{ at: ago(3 * day), where: 'outbox', message: 'The mail server closed the connection.' }],
}
