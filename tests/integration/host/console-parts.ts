import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Clock, Io } from '../../../src/core/io'
import { alone } from '../../../src/core/timeline'
import { Console } from '../../../src/host/console'
import { Secrets } from '../../../src/host/secrets'
import { Store } from '../../../src/host/store/store'
import type { EngineEvent, Snapshot } from '../../../src/shared/model'
import { ok } from '../../../src/shared/result'
import type { Settings } from '../../../src/shared/settings'
import { freshFolder, handClock, settingsWith, type HandClock } from '../support'
import { spendingOn } from '../spending'

const unasked = (): Promise<never> => Promise.reject(new Error('nobody asks for this here'))

/** A world in which all is well: each provider connected and answering, a disk with room, a scheduler ticking. */
export function wellWorld(clock: Clock): Io {
  return {
    clock,
    secret: (name) => ({ notionToken: 'ntn_x', stripeKey: 'rk_test_x' } as Partial<Record<string, string>>)[name] ?? null,
    notion: { me: async () => ok({ name: 'bot', workspace: 'Home' }), dataSource: async () => ok({ title: 'Finance' }) },
    drive: { about: async () => ok({ account: 'a@b', usedBytes: 1e9, limitBytes: 15e9, scope: null, expiresAt: null }) },
    stripe: { balance: async () => ok({ livemode: false }) },
    openai: { models: async () => ok({ count: 3 }), costs: async () => ok(undefined) },
    telegram: { me: async () => ok({ name: 'a_bot' }) },
    http: unasked,
    certificate: unasked,
    connect: async () => ok(undefined),
    resolve: unasked,
    processes: unasked,
    file: unasked,
    filesystems: async () => [{ device: '/dev/disk', mount: '/', type: 'ext4', sizeBytes: 100e9, usedBytes: 40e9, availableBytes: 55e9 }],
    heartbeats: async () => [{ name: 'A scheduler', source: 'own', path: null, lastTickAt: clock.now() - 1000, ticks: [clock.now() - 1000], problem: null }],
    presence: () => alone(clock.now()),
    selfHeals: () => null,
  }
}

export const connected = settingsWith({ drive: { credentialsFile: '/nowhere/key.json' }, probing: { deadlineSeconds: 1 } })

/** A console with real parts around a world handed in. */
interface Own<C> {
  clock?: C
  settings?: Settings
  /** Of an earlier run. */
  store?: Store
  env?: NodeJS.ProcessEnv
}

export async function consoleIn<C extends Clock = HandClock>(change: (world: Io) => Partial<Io> = () => ({}), own: Own<C> = {}) {
  const clock = (own.clock ?? handClock()) as C
  let settings = own.settings ?? connected
  const store = own.store ?? (await Store.open(join(freshFolder(), 'console.db'), 1000)).store
  onTestFinished(() => {
    try {
      store.close()
    } catch {
      // The test has closed it.
    }
  })
  const world = wellWorld(clock)
  const lines: Record<string, unknown>[] = []
  const bugs: string[] = []
  const console = new Console({
    clock,
    io: () => ({ ...world, ...change(world) }),
    settings: () => settings,
    secrets: new Secrets(own.env ?? { NOTION_TOKEN: 'ntn_x', STRIPE_API_KEY: 'rk_test_x' }, null),
    store,
    spending: await spendingOn(clock, () => settings),
    logProbe: (line) => lines.push(line),
    onBug: (where, error) => bugs.push(`${where}: ${String(error)}`),
  })
  const snapshots: Snapshot[] = []
  const batches: EngineEvent[][] = []
  console.snapshots.subscribe({ name: 'recorder', take: (snapshot) => snapshots.push(snapshot) })
  console.events.subscribe({ name: 'recorder', take: (events) => batches.push(events) })
  const changeSettings = (next: Settings) => {
    settings = next
    console.settingsChanged()
  }
  return { console, store, clock, lines, bugs, snapshots, batches, settings, changeSettings }
}
