import { Console } from '../host/console'
import { systemClock } from '../host/io/clock'
import { readHeartbeat } from '../host/io/heartbeats'
import { realIo, realNetwork } from '../host/io/io'
import { proxyFromEnvironment } from '../host/io/network'
import { systemPulse } from '../host/presence'
import { Secrets } from '../host/secrets'
import { SettingsStore } from '../host/settings-store'
import { noBills } from '../host/spending/bills-port'
import { openSpending } from '../host/spending/open-spending'
import { SpendingWatch } from '../host/spending/spending-watch'
import type { Store } from '../host/store/store'
import type { Invocation } from './options'
import { findRunning } from './running'

/** The engine for one question: reads settings and logs, looks once, writes nothing. */
export async function oneShot<T>({ paths, env, originMap, note }: Invocation, ask: (console: Console) => Promise<T>, store: Store | null = null): Promise<T> {
  const settings = SettingsStore.readOnly(paths.settings, env)
  for (const problem of settings.problems) note(problem)
  const secrets = new Secrets(env, null)
  const current = () => settings.get()
  const running = await findRunning(paths)
  const ownHeartbeat = running ? () => readHeartbeat(paths.logs, { name: 'The console’s scheduler', source: 'own' }) : null
  const outside = { network: realNetwork(proxyFromEnvironment(env)), originMap }
  // What a running console keeps of the logs is its own: here they are read anew, and only when costs are asked for.
  const { spending, book } = await openSpending({ settings: current, clock: systemClock, logs: paths.logs, database: null, scripts: null, bills: noBills, watch: new SpendingWatch(null), follow: false })
  // A single look has no past of its own: it knows what a console on this folder has seen.
  const presence = () => ({ now: systemPulse().at, since: null, spans: store?.presence.spans(1000) ?? [] })
  const io = realIo({ settings: current, secret: (key) => secrets.get(key), outside, ownHeartbeat, ownLogs: paths.logs, presence, selfHeals: () => spending.heals() })
  const onBug = (where: string, error: unknown) => note(`${where}: ${error instanceof Error ? error.message : String(error)}`)
  try {
    return await ask(new Console({ clock: systemClock, io, settings: current, secrets, store, readOnly: true, spending, logProbe: () => {}, onBug }))
  } finally {
    await book.close()
  }
}
