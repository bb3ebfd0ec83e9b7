import { assemble } from '../../host/assemble'
import { proxyFromEnvironment } from '../../host/io/network'
import type { Invocation } from '../options'
import { openSettingsFile } from '../settings-file'

/** Everything but the window, until it is told to end. */
export async function agent({ paths, env, originMap, version, write, note }: Invocation): Promise<number> {
  // From the beginning, so that a signal during the start ends in order too. Not `once`: the settings file's library
  // raises the signal again after its own clean-up, and that one would find nobody listening.
  const told = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done())
  })
  const assembled = await assemble({
    kind: 'agent',
    version,
    paths,
    env,
    openSettingsFile,
    vault: null,
    originMap,
    proxyFor: proxyFromEnvironment(env),
    openInBrowser: null,
    showNotification: null,
    cpuSeconds: () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    },
  })
  if (!assembled.ok) {
    note(`${assembled.error.message} ${assembled.error.hint ?? ''}`)
    return 1
  }
  const engine = assembled.value
  await engine.start()
  write(`EchoPilot agent: local API on ${engine.console.snapshot().api.url}`)
  await told
  await engine.stop()
  return 0
}
