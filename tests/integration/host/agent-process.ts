import { resolvePaths } from '../../../src/host/paths'
import { openSettingsFile } from '../../../src/agent/settings-file'
import { assemble } from '../../../src/host/assemble'

/** The headless agent in a process of its own, with what it watches in the environment; ends on SIGTERM. */
export async function main(dataDir: string): Promise<void> {
  const assembled = await assemble({
    kind: 'agent',
    version: '0.0.0-test',
    paths: resolvePaths({ dataDir, checkout: null, env: {}, platform: process.platform }),
    env: process.env,
    openSettingsFile,
    vault: null,
    originMap: new Map(),
    proxyFor: async () => null,
    openInBrowser: null,
    showNotification: null,
    cpuSeconds: () => process.cpuUsage().user / 1e6,
  })
  if (!assembled.ok) throw new Error(assembled.error.message)
  const engine = assembled.value
  engine.console.events.subscribe({ name: 'test', take: (events) => events.forEach(({ type, incident }) => process.stdout.write(`${type} ${incident.identity}\n`)) })
  await engine.start()
  process.stdout.write(`listening on ${engine.console.snapshot().api.url}\n`)
  await new Promise<void>((ended) => process.once('SIGTERM', () => ended()))
  await engine.stop()
}
