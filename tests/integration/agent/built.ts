import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bareEnvironment, root, startChild, type Child } from '../child'

const url = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).href)

/** out/ as the sources are now; npm test has made it already. */
export function ensureBuilt(): void {
  const script = `
    const { build, buildIsReady } = await import(${url('scripts/setup/build.mjs')})
    const { withLock } = await import(${url('scripts/setup/lock.mjs')})
    const { silent } = await import(${url('scripts/setup/say.mjs')})
    if (!buildIsReady()) await withLock(silent, () => build(silent, process.execPath))
    process.exit(0)`
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: bareEnvironment(), stdio: ['ignore', 'ignore', 'inherit'] })
  if (!existsSync(join(root, 'out/main/cli.js'))) throw new Error('electron-vite has made no out/main/cli.js')
}

const start = `process.exitCode = await (await import(${url('out/main/cli.js')})).main(process.argv.slice(1))`

/** What Node is to be started with for the built command line, as bin/echopilot.mjs starts it. */
export const builtCommand = (args: string[]): string[] => ['--input-type=module', '-e', start, '--', ...args]

/** The built command line. */
export const startBuilt = (args: string[], options: { env?: Record<string, string>; cwd?: string } = {}): Child =>
  startChild(builtCommand(args), { ...options, env: bareEnvironment({ ECHOPILOT_PORT: '0', ...options.env }) })
