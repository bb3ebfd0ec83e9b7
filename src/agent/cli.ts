import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readInvocation, usage, UsageError, type Invocation } from './options'

/** Each command is loaded when it is asked for: `status` needs no provider's client. */
const commands: Record<string, () => Promise<(invocation: Invocation) => Promise<number>>> = {
  agent: async () => (await import('./commands/agent')).agent,
  probe: async () => (await import('./commands/probe')).probe,
  costs: async () => (await import('./commands/costs')).costs,
  brief: async () => (await import('./commands/brief')).brief,
  status: async () => (await import('./commands/status')).status,
  doctor: async () => (await import('./commands/doctor')).doctor,
  config: async () => (await import('./commands/config')).config,
  backtest: async () => (await import('./commands/backtest')).backtest,
  detect: async () => (await import('./commands/detect')).detect,
  backup: async () => (await import('./commands/backup')).backup,
  restore: async () => (await import('./commands/restore')).restore,
  export: async () => (await import('./commands/export')).exportData,
  prices: async () => (await import('./commands/prices')).prices,
  report: async () => (await import('./commands/report')).report,
}

/** The folder this copy lives in: the built file is two levels below it. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** `echopilot …`; resolves to the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const write = (text: string) => void process.stdout.write(`${text}\n`)
  const note = (text: string) => void process.stderr.write(`${text}\n`)
  try {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    const invocation = readInvocation(argv, { root, version, env: process.env, write, note })
    if (invocation === 'help') {
      write(usage)
      return argv.length === 0 ? 2 : 0
    }
    return await (await commands[invocation.command]!())(invocation)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    note(error.message)
    return 2
  }
}
