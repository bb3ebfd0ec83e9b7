import { formats } from '../core/registry'
import { Console } from '../host/console'
import { CostSource, logSources } from '../host/costs/cost-source'
import type { LogSource } from '../host/costs/log-reader'
import { systemClock } from '../host/io/clock'
import { readHeartbeat } from '../host/io/heartbeats'
import { realIo, realNetwork } from '../host/io/io'
import { proxyFromEnvironment } from '../host/io/network'
import { systemPulse } from '../host/presence'
import { loadPrices } from '../host/prices'
import { Secrets } from '../host/secrets'
import { SettingsStore } from '../host/settings-store'
import type { Store } from '../host/store/store'
import type { Invocation } from './options'
import { findRunning } from './running'

/** The engine for one question: reads settings and logs, looks once, writes nothing. */
export async function oneShot(invocation: Invocation, store: Store | null = null) {
  const { paths, env, originMap, note } = invocation
  const settings = SettingsStore.readOnly(paths.settings, env)
  for (const problem of settings.problems) note(problem)
  const secrets = new Secrets(env, null)
  const current = () => settings.get()
  const running = await findRunning(paths)
  const ownHeartbeat = running ? () => readHeartbeat(paths.logs, { name: 'The console’s scheduler', source: 'own' }) : null
  const outside = { network: realNetwork(proxyFromEnvironment(env)), originMap }
  const costs = new CostSource(await loadPrices(), formats, () => sourcesOf(invocation, current().watch.logDir))
  // A single look has no past of its own: it knows what a console on this folder has seen.
  const presence = () => ({ now: systemPulse().at, since: null, spans: store?.spans(1000) ?? [] })
  const io = realIo({ settings: current, secret: (key) => secrets.get(key), outside, ownHeartbeat, ownLogs: paths.logs, presence, selfHeals: () => costs.heals(systemClock.now()) })
  const onBug = (where: string, error: unknown) => note(`${where}: ${error instanceof Error ? error.message : String(error)}`)
  return { settings, costs, console: new Console({ clock: systemClock, io, settings: current, secrets, store, readOnly: true, costs, logProbe: () => {}, onBug }) }
}

function sourcesOf({ values, paths }: Invocation, watched: string | null): LogSource[] {
  // A folder named on the command line is the whole question.
  if (values['log-dir']) return [{ folder: values['log-dir'] }]
  return logSources(paths.logs, watched)
}
