import { describe, expect, it } from 'vitest'
import { isBackupEntry, isOwnLog, isVersionNewer, printable } from '../../../../src/core/data/manifest'

it.each([
  ['1.2.3', '1.2.3', false],
  ['1.2.4', '1.2.3', true],
  ['1.10.0', '1.9.9', true],
  ['2.0.0', '10.0.0', false],
  ['1.2.3', '1.3.0', false],
  ['1.2.3-beta', '1.2.3', false],
  ['nonsense', '0.0.0', false],
  ['0.0.0-test', '0.1.0', false],
])('%s is newer than %s: %s', (version, than, newer) => {
  expect(isVersionNewer(version, than)).toBe(newer)
})

describe('files of a backup', () => {
  it.each(['console.db', 'costs.db', 'settings.json', 'logs/console.log', 'logs/scheduler.log.1', 'logs/events.ndjson', 'logs/events.ndjson.17', 'logs/cost-summary-2026-W48.json'])('%s is one', (name) => {
    expect(isBackupEntry(name)).toBe(true)
  })
  it.each(['', '.', '..', '../console.db', '/console.db', 'C:\\console.db', 'secrets.json', 'api-token', 'logs/', 'logs/../settings.json', 'logs/x/console.log', 'logs/events.ndjson.0', 'logs/events.ndjson.100', 'console.db\u0000', 'logs\\console.log'])('“%s” is none', (name) => {
    expect(isBackupEntry(name)).toBe(false)
  })
  it('a log of somebody else is none of ours', () => {
    expect(['agents.jsonl', 'console.log.bak', 'console.log.2'].filter(isOwnLog)).toEqual([])
  })
})

it('a stranger’s name is shown without what a terminal would obey', () => {
  expect(printable('\u001b[31mred\n')).toBe('?[31mred?')
})
