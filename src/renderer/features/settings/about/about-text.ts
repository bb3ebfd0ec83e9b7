import type { Diagnostics } from '../../../../shared/data'
import { texts } from '../../../texts'

const words = texts.settings.about

/** “Database: sound · Cost book: sound” */
export const checkWords = (checks: Diagnostics['checks']): string => checks.map(({ name, verdict }) => `${words.checkNames[name]}: ${verdict === 'ok' ? words.sound : verdict}`).join(' · ')

/** What is copied: the same facts, a line each. */
export function aboutText(found: Diagnostics): string {
  const lines = [
    [words.version, found.version],
    [words.runtime, found.runtime],
    [words.platform, found.platform],
    [words.running, found.startedAt === null ? '' : new Date(found.startedAt).toISOString()],
    [words.api, found.api ?? words.notListening],
    [words.keychain, found.keychain ?? words.noKeychain],
    [words.store, found.store],
    [words.checks, checkWords(found.checks)],
    [words.sizes, words.sizesOf(found.dataBytes, found.logBytes, found.freeBytes)],
  ]
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n')
}
