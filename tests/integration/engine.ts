import { onTestFinished } from 'vitest'
import { assemble } from '../../src/host/assemble'
import type { Engine, Platform } from '../../src/host/engine'
import { resolvePaths, type Paths } from '../../src/host/paths'
import { freshFolder, withConf } from './support'

export interface Running {
  engine: Engine
  paths: Paths
  url: string
  port: number
  stop(): Promise<void>
}

type Options = { dataDir?: string; env?: Record<string, string> } & Partial<Platform>

/** The whole engine, as the agent puts it together, in a folder of its own; stopped when the test ends. */
export async function startEngine(options: Options = {}): Promise<Running> {
  const running = await openEngine({ dataDir: freshFolder(), ...options })
  onTestFinished(running.stop)
  return running
}

/** The same for several tests: whoever opens it stops it. */
export async function openEngine({ dataDir, env = {}, ...own }: Options & { dataDir: string }): Promise<Running> {
  const paths = resolvePaths({ dataDir, checkout: null, env: {}, platform: process.platform })
  const assembled = await assemble({
    kind: 'agent',
    version: '0.0.0-test',
    paths,
    env: { ECHOPILOT_PORT: '0', ...env },
    openSettingsFile: withConf,
    vault: null,
    originMap: new Map(),
    proxyFor: async () => null,
    openInBrowser: null,
    showNotification: null,
    cpuSeconds: () => 0,
    ...own,
  })
  if (!assembled.ok) throw new Error(assembled.error.message)
  const engine = assembled.value
  let stopped: Promise<void> | null = null
  const stop = () => (stopped ??= engine.stop())
  await engine.start()
  const { url, port } = engine.console.snapshot().api
  return { engine, paths, url: url!, port: port!, stop }
}
