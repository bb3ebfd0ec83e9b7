import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Backtests } from '../../../src/host/backtest'
import { Store } from '../../../src/host/store/store'
import { table } from '../../unit/core/costs/calls'
import { spendingOn } from '../spending'
import { freshFolder, handClock, sampleOf, settingsWith } from '../support'

const minute = 60_000
const day = 1440 * minute
const to = Date.UTC(2026, 10, 23)
const span = { from: to - 2 * day, to }

/** Two days of a provider that was out for a quarter of an hour, and of a target that isn’t watched any more. */
async function trials() {
  const { store } = await Store.open(join(freshFolder(), 'console.db'), to)
  onTestFinished(() => store.close())
  const looks = Array.from({ length: 2880 }, (_, i) => {
    const isOut = i >= 1000 && i < 1015
    return sampleOf('notion', span.from + i * minute, isOut ? { status: 'fail', code: 'server_error' } : { status: 'ok' })
  })
  store.transaction(() => store.samples.add([...looks, sampleOf('gone', span.from + minute)]))
  const parts: number[] = []
  const backtests = new Backtests({ store, spending: null, settings: () => settingsWith(), onProgress: (_rule, part) => parts.push(part) })
  return { backtests, parts, store }
}

it('a rule is tried on all looks at what is watched, and says how far it has come', async () => {
  const { backtests, parts } = await trials()
  expect(await backtests.run('component-failing', span)).toMatchObject({ looks: 2880, firings: [{ target: 'notion', openedAt: span.from + 1001 * minute }] })
  expect(parts).toEqual(parts.toSorted((a, b) => a - b))
  expect(parts.length).toBeGreaterThan(10)
  expect(parts.at(-1)).toBe(1)
})

it('a trial that is ended finds nothing, and another one goes on', async () => {
  const { backtests } = await trials()
  const [ended, other] = [backtests.run('component-failing', span), backtests.run('disk-usage', span)]
  backtests.cancel('component-failing')
  expect(await ended).toBeNull()
  expect(await other).toMatchObject({ firings: [] })
})

it('one begun anew ends the one before it', async () => {
  const { backtests } = await trials()
  const [first, second] = [backtests.run('component-failing', span), backtests.run('component-failing', span)]
  expect(await first).toBeNull()
  expect(await second).toMatchObject({ looks: 2880 })
})

it('is null for an id of no rule', async () => {
  const { backtests } = await trials()
  expect(await backtests.run('no-such-rule', span)).toBeNull()
})

it('a rule that judges by what was never kept has nothing to be tried on', async () => {
  const { backtests } = await trials()
  expect(await backtests.run('tick-gaps', span)).toMatchObject({ looks: 0, knownSince: null, firings: [] })
  expect(await backtests.run('self-heal', span)).toMatchObject({ looks: 0, knownSince: null, firings: [] })
})

it('one that judges by what is kept since lately is tried on that, and says so', async () => {
  const { backtests, store } = await trials()
  const since = span.to - day
  store.grounds.keep([], { credentials: [], runs: [], logProblem: null, refusals: [] }, since)
  store.grounds.keep([], { credentials: [], runs: [], logProblem: 'No space is left.', refusals: [] }, since + minute / 2)
  expect(await backtests.run('console-itself', span)).toMatchObject({ looks: 1440, knownSince: new Date(since).toISOString(), firings: [{ target: 'logs', openedAt: since + minute / 2, resolvedAt: null }] })
  // Within what is known, there is nothing to say.
  expect(await backtests.run('console-itself', { from: since + minute, to })).toMatchObject({ looks: 1439, knownSince: null, firings: [{ openedAt: since + minute }] })
})

describe('a rule about money', () => {
  const trialOf = async (onProgress: (part: number, backtests: Backtests) => void) => {
    const logs = freshFolder()
    const lines = Array.from({ length: 30 * 24 }, (_, i) => ({ ts: new Date(to - (i + 0.5) * 60 * minute).toISOString(), event: 'llm_call', provider: 'openai', model: 'plain', usage: { prompt_tokens: 10 }, request_id: `r${i}`, cost_usd: '1' }))
    writeFileSync(join(logs, 'agent.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const settings = settingsWith({ costs: { monthlyBudgetUsd: '500' } })
    const spending = await spendingOn(handClock(to), () => settings, { sources: [{ folder: logs }], prices: table })
    await spending.ports.book.refresh()
    const backtests: Backtests = new Backtests({ store: null, spending, settings: () => settings, onProgress: (_rule, part) => onProgress(part, backtests) })
    return backtests
  }
  // Ten days before the first cost, and five that are still to come: neither is a time in which nothing was spent.
  const weeks = { from: to - 40 * day, to: to + 5 * day }

  it('says how far it has come, and judges hours as far as they have passed', async () => {
    const parts: number[] = []
    const backtests = await trialOf((part) => parts.push(part))
    expect(await backtests.run('cost-budget', weeks)).toMatchObject({ looks: 30 * 24, firings: [{ target: 'monthly', severity: 'fail', resolvedAt: null }] })
    expect(parts).toEqual(parts.toSorted((a, b) => a - b))
    expect(parts.length).toBeGreaterThan(5)
    expect(parts.at(-1)).toBe(1)
  })

  it('can be ended while it is tried', async () => {
    const parts: number[] = []
    const backtests = await trialOf((part, all) => {
      parts.push(part)
      all.cancel('cost-anomaly')
    })
    expect(await backtests.run('cost-anomaly', weeks)).toBeNull()
    expect(parts.at(-1)).toBeLessThan(1)
  })
})
