import { describe, expect, it } from 'vitest'
import type { OwnFacts } from '../../../../src/core/own-facts'
import { Recollection, type PastEntry, type StoredLook } from '../../../../src/core/replay/recollection'
import { minute, now, settingsWith } from '../world'

const look = (target: string, afterMs: number, extra: Partial<StoredLook> = {}): PastEntry => ({ of: 'look', at: now + afterMs, look: { target, at: now + afterMs, status: 'ok', code: null, latencyMs: 5, value: null, ...extra } })
const own: OwnFacts = { credentials: [], runs: [], logProblem: 'No space is left.', refusals: [] }
const fresh = () => new Recollection(settingsWith(), null)

describe('what was known', () => {
  it('is a sample for each look at what is watched', () => {
    expect(fresh().take(look('notion', 0))).toMatchObject([{ target: 'notion', kind: 'notion', at: now, latencyMs: 5, detail: {} }])
    expect(fresh().take(look('gone', 0))).toBeNull()
  })

  it('holds until it is told anew', () => {
    const past = fresh()
    expect(past.take({ of: 'grounds', at: now, target: 'notion', grounds: { retry: 'soon', detail: { validToAt: 7 } } })).toBeNull()
    for (const after of [0, minute]) expect(past.take(look('notion', after))).toMatchObject([{ retry: 'soon', detail: { validToAt: 7 } }])
    past.take({ of: 'grounds', at: now + 2 * minute, target: 'notion', grounds: {} })
    const [sample] = past.take(look('notion', 2 * minute))!
    expect(sample).not.toHaveProperty('retry')
    expect(sample!.detail).toEqual({})
  })

  it('is a look of its own where something was switched off', () => {
    expect(fresh().take({ of: 'grounds', at: now, target: 'scheduler_tick', grounds: { off: true } })).toMatchObject([{ target: 'scheduler_tick', status: 'off', at: now }])
  })

  it('is what the console knew of itself, judged at once', () => {
    const past = fresh()
    expect(past.own).toBeNull()
    expect(past.take({ of: 'own', at: now, own })).toEqual([])
    expect(past.own).toBe(own)
  })

  it('is the fullest disk alone before each one was kept', () => {
    const past = fresh()
    expect(past.take(look('disk_ok', 0, { value: 91 }))![0]!.detail).toMatchObject({ filesystems: [{ mount: '/', usedBytes: 91, availableBytes: 9 }] })
    past.take({ of: 'grounds', at: now, target: 'disk_ok', grounds: { detail: { filesystems: [['/data', 100, 91, 9]] } } })
    expect(past.take(look('disk_ok', 1, { value: 91 }))![0]!.detail).toMatchObject({ filesystems: [{ mount: '/data' }] })
  })
})
