import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { backupName, backupsToDrop, readBackupName } from '../../../../src/core/data/backup-names'

const reasons = ['daily', 'manual', 'before-restore'] as const

describe('the name of a backup', () => {
  it('says when and why, by UTC', () => {
    expect(backupName(Date.UTC(2026, 10, 23, 8, 30, 5), 'daily')).toBe('echopilot-backup-2026-11-23-083005-daily.tar.gz')
    expect(backupName(Date.UTC(2026, 10, 23), 'manual')).toBe('echopilot-backup-2026-11-23-000000.tar.gz')
  })
  it('is read as it was written, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 0) }), fc.constantFrom(...reasons), (at, reason) => {
        expect(readBackupName(backupName(at, reason))).toEqual({ at: at - (at % 1000), reason })
      }),
    )
  })
  it.each(['', 'notes.tar.gz', 'echopilot-backup-2026-13-41-083005.tar.gz', 'echopilot-backup-2026-11-23-083005-daily.tar.gz.part', '../echopilot-backup-2026-11-23-083005.tar.gz'])('“%s” is none', (name) => {
    expect(readBackupName(name)).toBeNull()
  })
})

describe('backups that go', () => {
  const entry = (at: number, reason: (typeof reasons)[number]) => ({ name: `${reason}-${at}`, at, reason })
  it('are the oldest daily ones beyond those that are kept, and never one made by hand', () => {
    const all = [1, 2, 3, 4, 5].flatMap((at) => [entry(at, 'daily'), entry(at, 'manual')])
    expect(backupsToDrop(all, 3)).toEqual(['daily-2', 'daily-1'])
    expect(backupsToDrop(all, 5)).toEqual([])
  })
  it('are those before a restore, beyond three', () => {
    expect(backupsToDrop([1, 2, 3, 4].map((at) => entry(at, 'before-restore')), 1)).toEqual(['before-restore-1'])
  })
})
