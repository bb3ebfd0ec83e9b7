import { describe, expect, it } from 'vitest'
import { aboutText, checkWords } from '../../../src/renderer/features/settings/about/about-text'
import { planLines } from '../../../src/renderer/features/settings/data/free-lines'
import { shownKinds } from '../../../src/renderer/features/settings/data/room-rows'
import { texts } from '../../../src/renderer/texts'
import type { RoomKind } from '../../../src/shared/data'

const nothing = { fold: 0, drop: 0, files: [], emptyBytes: 0, rawDays: 30, coarseDays: 730 }

describe('what goes when space is freed', () => {
  it('is a line each; none where there is nothing', () => {
    expect(planLines(nothing)).toEqual([])
    expect(planLines({ ...nothing, fold: 1, drop: 2, files: [{ name: 'a', bytes: 500 }, { name: 'b', bytes: 1500 }], emptyBytes: 4096 })).toEqual([
      'Made hours: 1 look older than 30 days.',
      'Gone for good: 2 old rows.',
      'Removed: 2 files (2.0 kB), damaged and set aside or kept by the command line of logs.',
      'Given back to the disk: 4.1 kB of empty room in the database.',
    ])
  })
})

describe('the room that is taken', () => {
  const kind = (id: RoomKind['id'], bytes: number, count: number | null): RoomKind => ({ id, bytes, count, since: null })
  it('shows what there is, the biggest first', () => {
    const shown = shownKinds([kind('samples', 10, 2), kind('notes', 4096, 0), kind('costBook', 99, null), kind('bills', 0, null)])
    expect(shown.map(({ id }) => id)).toEqual(['costBook', 'samples'])
  })
  it('counts by what its rows are called', () => {
    const { counted } = texts.settings.data
    expect([counted('samples', 1), counted('samples', 12345), counted('costBook', 3), counted('runs', null)]).toEqual(['1 look', '12,345 looks', '', ''])
  })
})

it('about is copied as its facts, a line each', () => {
  const found = { version: '1.2.3', runtime: 'Node 24', platform: 'linux x64', store: 'libsql', startedAt: 0, api: null, keychain: null, checks: [{ name: 'database', verdict: 'ok' }, { name: 'costBook', verdict: 'page 3 is never used' }], dataBytes: 1000, logBytes: 0, freeBytes: null, errors: [] } as const
  expect(checkWords([...found.checks])).toBe('Database: sound · Cost book: page 3 is never used')
  const lines = aboutText({ ...found, checks: [...found.checks], errors: [] }).split('\n')
  expect(lines[0]).toBe('Version: 1.2.3')
  expect(lines).toContain('Running since: 1970-01-01T00:00:00.000Z')
  expect(lines).toContain('Local API: not listening')
  expect(lines).toContain('Keychain: none on this desktop')
})
