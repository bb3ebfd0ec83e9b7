import { describe, expect, it } from 'vitest'
import { reachedAt } from '../../../../src/core/views/network'

type Looked = Parameters<typeof reachedAt>[0][number]
const remote = (checkedAt: number | null, extra: Partial<Looked> = {}): Looked => ({ reach: 'remote', look: 'ok', code: null, checkedAt, ...extra })

describe('when something remote last answered', () => {
  it.each<[string, Looked[], number | null]>([
    ['never, where nothing is looked at', [], null],
    ['at the newest look', [remote(5), remote(7), remote(6)], 7],
    ['with a refusal too: who refuses has answered', [remote(5, { look: 'fail', code: 'auth_invalid' })], 5],
    ['not where no connection came about', [remote(5), remote(7, { look: 'fail', code: 'transport' })], 5],
    ['not where this network stood in the way', [remote(5), remote(7, { look: 'unknown', code: 'offline' })], 5],
    ['not by what is on this computer', [remote(7, { reach: 'local' })], null],
    ['not by what is switched off, or wasn’t looked at yet', [remote(7, { look: 'off' }), remote(null)], null],
  ])('%s', (_name, components, at) => {
    expect(reachedAt(components)).toBe(at)
  })
})
