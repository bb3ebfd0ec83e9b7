import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { spendOf } from '../../../src/host/history/spend'
import { spendingOn } from '../spending'
import { freshFolder, handClock, settingsWith } from '../support'
import { callLine, day, hour, now, prices } from './costs-book'

/** 1,000 and 100 tokens of gpt-5 each: $0.00225. */
const callUsd = 0.00225
const calls = [now - 90 * 60_000, now - 80 * 60_000, now - 30 * hour, now - 200 * day]

async function spending(zone = 'UTC') {
  const folder = freshFolder()
  writeFileSync(join(folder, 'agents.jsonl'), calls.map((at, id) => callLine({ at, request_id: `r${id}` })).join(''))
  return spendingOn(handClock(now), () => settingsWith({ costs: { zone } }), { sources: [{ folder }], prices })
}

const bars = async (asked: Awaited<ReturnType<typeof spending>>, spanMs: number, width = 900) => (await spendOf(asked, { from: now - spanMs, to: now + spanMs / 10, width }))!.bars

describe('spend', () => {
  it('is nothing known before it was added up, and none where there was none', async () => {
    const asked = await spending()
    expect(await spendOf(asked, { from: now - day, to: now, width: 900 })).toBeNull()
    await asked.refresh()
    expect(await spendOf(asked, { from: now - 20 * day, to: now - 10 * day, width: 900 })).toEqual({ bars: [] })
    expect(await spendOf(asked, { from: now + day, to: now + 2 * day, width: 900 })).toEqual({ bars: [] })
  })

  it('of a day is by the hour, of a year by the day', async () => {
    const asked = await spending()
    await asked.refresh()
    expect((await bars(asked, day)).map(({ from, to, usd }) => [from, to, Number(usd)])).toEqual([[now - 2 * hour, now - hour, 2 * callUsd]])
    const year = await bars(asked, 365 * day)
    expect(year.map(({ from, to }) => to - from)).toEqual([day, day, day])
    expect(year.reduce((sum, { usd }) => sum + Number(usd), 0)).toBeCloseTo(4 * callUsd, 9)
    expect((await bars(asked, 365 * day, 200)).every(({ from, to }) => to - from === 7 * day)).toBe(true)
  })

  it('days are those of the zone costs are counted in', async () => {
    const asked = await spending('Asia/Kolkata')
    await asked.refresh()
    for (const { from } of await bars(asked, 365 * day)) expect(new Date(from).toISOString()).toContain('T18:30:00')
  })
})
