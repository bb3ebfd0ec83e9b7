import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshFolder } from '../support'
import { bundleSender, kill } from './kills'
import type { Step } from './sender'

let sender: string
beforeAll(async () => {
  sender = await bundleSender()
}, 60_000)
afterAll(() => rmSync(dirname(sender), { recursive: true, force: true }))

const path = () => join(freshFolder(), 'console.db')

it.each<[Step, number]>([['posted', 15], ['claimed', 20], ['sent', 20], ['marked', 15], ['random', 60]])(
  'killed at “%s” %i times, among 429 and 503: nothing is lost, and nothing comes more than twice',
  async (step, runs) => {
    // Not random in the test: each run dies a little later than the one before. One that dies by the clock is followed by one
    // that ends in peace: dying twice between the same sending and its mark is another story than the one told here.
    const toll = await kill(sender, path(), runs, (run) => (step === 'random' && run % 2 === 1 ? 'never' : step), (run) => 3 + run * 2)
    expect({ lost: toll.lost, tooOften: toll.tooOften, integrity: toll.integrity }).toEqual({ lost: [], tooOften: [], integrity: 'ok' })
    expect(toll.acknowledged).toBeGreaterThan(step === 'random' ? 0 : runs * 3 - 1)
    // That the kill is where it should be: after the sending and before the mark, the message comes again.
    if (step === 'sent') expect(toll.duplicates).toBe(runs)
    if (step === 'posted' || step === 'claimed' || step === 'marked') expect(toll.duplicates).toBe(0)
  },
  180_000,
)
