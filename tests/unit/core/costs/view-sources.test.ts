import { describe, expect, it } from 'vitest'
import { costSource } from '../../../../src/shared/costs'
import type { FileFacts } from '../../../../src/core/costs/question'
import { logsSource, ownSource } from '../../../../src/core/costs/view-sources'
import { minute, now } from '../world'

const file = (extra: Partial<FileFacts> = {}): FileFacts => ({ path: '/logs/a.log', sizeBytes: 1, readBytes: 1, lines: 1, calls: 24_105, formats: [], firstAt: 1, lastAt: now - 2 * minute, bad: 0, badLines: [], problem: null, ...extra })
const source = (files: FileFacts[], watched: string | null = '/logs', reading = false) => costSource.parse(logsSource({ files, watched, reading }, now))

describe('logsSource', () => {
  it('says how much there is, and how new it is', () => {
    expect(source([file(), file({ lastAt: now - 5 * minute })])).toMatchObject({ state: 'ok', words: '2 files, 48,210 calls, newest 2 min ago', at: now - 2 * minute })
    expect(source([file({ calls: 1, lastAt: null })])).toMatchObject({ words: '1 file, 1 call', at: null })
  })

  it.each<[string, ReturnType<typeof source>, string, string]>([
    ['no folder', source([], null), 'off', 'No log folder is watched.'],
    ['an empty folder', source([]), 'ok', 'No logs in /logs yet.'],
    ['being read', source([file()], '/logs', true), 'reading', '1 file, 24,105 calls, newest 2 min ago'],
    ['a file that can’t be read', source([file({ problem: 'It may not be read.' })]), 'problem', '1 file, 24,105 calls, newest 2 min ago'],
  ])('%s', (_what, given, state, words) => {
    expect(given).toMatchObject({ state, words })
  })

  it('says why a file can’t be read', () => {
    expect(source([file({ problem: 'It may not be read.' })]).hint).toBe('1 file can’t be read: It may not be read.')
  })
})

describe('ownSource', () => {
  it('tells of the console’s own lines', () => {
    expect(ownSource([], now)).toMatchObject({ id: 'own', words: 'No ticks yet.', at: null })
    expect(ownSource([file({ calls: 0 })], now).words).toBe('1 file, 0 calls, newest 2 min ago')
  })
})
