import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Bills } from '../../../src/host/bills/bills'
import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import { Store } from '../../../src/host/store/store'
import type { SecretKey, Settings } from '../../../src/shared/settings'
import { freshFolder, freshProviders, handClock, settingsWith } from '../support'

export const dayMs = 86_400_000
export const now = Date.UTC(2026, 10, 23, 12)
/** Seconds since 1970, as Stripe and OpenAI count. */
export const secondsAgo = (ms: number): number => Math.floor((now - ms) / 1000)
export const always = { from: 0, to: now + 365 * dayMs }

const network = realNetwork(async () => null)

/** Bills over real clients, a real database and stand-ins; nobody waits between calls. */
export async function billParts(own: { settings?: Parameters<typeof settingsWith>[0]; path?: string; secrets?: Partial<Record<SecretKey, string>> } = {}) {
  const standIns = await freshProviders()
  const path = own.path ?? join(freshFolder(), 'console.db')
  const { store } = await Store.open(path, now)
  onTestFinished(() => store.close())
  const clock = handClock(now)
  const secrets = new Map<SecretKey, string>(Object.entries(own.secrets ?? {}) as [SecretKey, string][])
  const state = { settings: settingsWith(own.settings) as Settings, changes: 0 }
  const waits: number[] = []
  const bugs: unknown[] = []
  const ended = new AbortController()
  const make = (over: Store) =>
    new Bills({
      store: over, clock,
      settings: () => state.settings,
      secrets: { get: (key) => secrets.get(key) ?? null },
      ask: () => callRules({ network, originMap: new Map(Object.entries(standIns.originMap)), ended: ended.signal }, deadlineIn(10_000)),
      onBug: (_where, error) => bugs.push(error),
      onChange: () => void state.changes++,
      wait: async (ms) => void waits.push(ms),
    })
  const bills = make(store)
  const stateOf = (id: string) => bills.states().find((one) => one.id === id)!
  return { standIns, bills, store, clock, secrets, state, waits, bugs, ended, make, stateOf }
}
