import { describe, expect, it } from 'vitest'
import { backtest } from '../../../src/core/backtest'
import { rules } from '../../../src/core/registry'
import type { StoredLook } from '../../../src/core/replay/recollection'
import { hour, minute, now, settingsWith } from './world'

const look = (target: string, afterMs: number, extra: Partial<StoredLook> = {}): StoredLook => ({ target, at: now + afterMs, status: 'ok', code: null, latencyMs: 85, value: null, ...extra })
const rule = (id: string) => rules.find((candidate) => candidate.id === id)!
const entriesOf = (looks: readonly StoredLook[]) => looks.map((one) => ({ of: 'look' as const, at: one.at, look: one }))
const run = (id: string, looks: StoredLook[], settings = settingsWith()) => backtest(rule(id), entriesOf(looks), { settings, heals: null, pause: async () => {} })

const outage = (from: number, looks: number) => Array.from({ length: looks }, (_, i) => look('notion', from + i * 5 * minute, { status: 'fail', code: 'server_error' }))
const calm = (from: number, looks: number) => Array.from({ length: looks }, (_, i) => look('notion', from + i * 5 * minute))

describe('a rule on the past', () => {
  it('fires where it would have, and ends where it would have', async () => {
    const looks = [...calm(0, 12), ...outage(hour, 4), ...calm(hour + 20 * minute, 12), ...outage(3 * hour, 1), ...calm(3 * hour + 5 * minute, 3), ...outage(5 * hour, 3)]
    expect(await run('component-failing', looks)).toEqual([
      { target: 'notion', severity: 'fail', title: 'Notion: the provider has an outage', openedAt: now + hour + 5 * minute, resolvedAt: now + hour + 25 * minute },
      { target: 'notion', severity: 'fail', title: 'Notion: the provider has an outage', openedAt: now + 5 * hour + 5 * minute, resolvedAt: null },
    ])
  })

  it('judges by the settings it is tried with', async () => {
    const looks = Array.from({ length: 100 }, (_, i) => look('disk_ok', i * minute, { value: 80 + i / 10 }))
    expect(await run('disk-usage', looks)).toMatchObject([{ target: '/', openedAt: now + 51 * minute, resolvedAt: null }])
    expect(await run('disk-usage', looks, settingsWith({ disk: { warnAbovePercent: 95 } }))).toEqual([])
  })

  it('knows no future: what it finds in the first half doesn’t change with the second', async () => {
    const looks = [...outage(0, 3), ...calm(15 * minute, 5), ...outage(2 * hour, 3), ...calm(3 * hour, 5)]
    const half = await run('component-failing', looks.slice(0, 8))
    expect((await run('component-failing', looks)).slice(0, half.length)).toEqual(half)
  })

  it('leaves out what isn’t watched any more', async () => {
    expect(await run('component-failing', outage(0, 5).map((one) => ({ ...one, target: 'gone' })))).toEqual([])
  })

  it('lets others have their turn', async () => {
    let turns = 0
    await backtest(rule('component-failing'), entriesOf(calm(0, 5000)), { settings: settingsWith(), heals: null, pause: async () => void turns++ })
    expect(turns).toBe(5000)
  })
})
