import { hostname } from 'node:os'
import type { Clock } from '../core/io'
import { backtestReport } from './backtest'
import type { Console } from './console'
import type { Engine, Platform } from './engine'
import type { CostRouteParts } from './http/routes-costs'
import { routes, type TryRule } from './http/routes'
import { metricsRoutes } from './http/routes-metrics'
import { ApiServer } from './http/server'
import { writeInstance } from './instance'

export interface EngineApiPorts extends Pick<Engine, 'settings' | 'store' | 'spending' | 'config' | 'notes' | 'onBug'> {
  platform: Pick<Platform, 'kind' | 'version' | 'paths'>
  console: Console
  clock: Clock
  token: string
  costs: CostRouteParts
  /** Writes a line of the console’s log, with its time. */
  log(line: Record<string, unknown>): void
}

/** The local API, for as long as the engine lives. */
export interface EngineApi {
  /** Opens it at the wanted port or the next free one, and says where that is. */
  listen(): Promise<void>
  close(): Promise<void>
}

/** The local API with all its routes. */
export function engineApi(ports: EngineApiPorts): EngineApi {
  const { platform, console, settings, store, spending, config, notes, costs, clock, token, onBug } = ports
  const { kind, version } = platform
  const tryRule: TryRule = (rule, span) => backtestReport(rule, span, { store, spending }, settings.get())
  const teller = () => ({ agent: settings.get().fleet.agentName ?? hostname(), kind, version })
  const api = new ApiServer({ routes: { ...routes(console, config, costs, notes, tryRule, () => clock.now()), ...metricsRoutes(console, teller) }, token, onBug })
  return { listen: () => listen(api, ports), close: () => api.close() }
}

async function listen(api: ApiServer, { platform: { kind, version, paths }, console, settings, clock, log }: EngineApiPorts): Promise<void> {
  const wantedPort = settings.get().api.port
  const port = await api.listen(wantedPort)
  const url = `http://127.0.0.1:${port}`
  console.setApi({ url, port, wantedPort })
  const moved = wantedPort !== 0 && port !== wantedPort
  if (moved) console.setNote('port', { severity: 'info', message: `Port ${wantedPort} is taken; the local API answers on ${port}.`, hint: 'Free the port, or set another one.', action: { label: 'Settings', do: { kind: 'settings', section: 'api' } } })
  log({ event: 'api_listening', url, wanted_port: wantedPort, moved })
  writeInstance(paths.instance, { pid: process.pid, kind, version, startedAt: new Date(clock.now()).toISOString(), api: url })
}
