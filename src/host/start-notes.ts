import type { Note } from '../shared/model'
import type { Vault } from './secrets'
import type { SettingsStore } from './settings-store'

export interface Opened {
  settings: SettingsStore
  /** What was wrong with the database, in words. */
  storeProblem: string | null
  vault: Vault | null
  /** When the backup was made that took its place with this start, ISO; null for an ordinary one. */
  restored: string | null
}

const toSettings = (section: string): Note['action'] => ({ label: 'Settings', do: { kind: 'settings', section } })

/** What was found while opening things, in words. */
export function notesAtStart({ settings, storeProblem, vault, restored }: Opened): Note[] {
  const found: Note[] = settings.problems.map((message, i) => ({ id: `settings-${i}`, severity: 'warning', message, hint: null, action: toSettings('about') }))
  if (storeProblem) found.push({ id: 'database', severity: 'warning', message: storeProblem, hint: null, action: null })
  if (vault?.problem)
    found.push({ id: 'vault', severity: 'warning', message: vault.problem, hint: 'Enter the credentials again in Settings.', action: toSettings('notion') })
  if (restored)
    found.push({ id: 'restored', severity: 'info', message: `Everything is as the backup of ${restored.slice(0, 16).replace('T', ' ')} UTC had it.`, hint: 'What was here before is in the newest backup of Settings › Data. Credentials weren’t touched.', action: toSettings('data') })
  return found
}
