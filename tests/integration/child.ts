import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { until } from './support'

export interface Child {
  process: ChildProcessByStdio<null, Readable, Readable>
  out(): string
  errors(): string
  /** Waits for a text on its standard output. */
  says(text: string | RegExp): Promise<void>
  /** Sends the signal and waits for the end; resolves to exit code or signal. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>
  ended: Promise<number | NodeJS.Signals>
}

export const root = join(import.meta.dirname, '../..')

/** The environment without anything that would configure a console. */
export function bareEnvironment(own: Record<string, string> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ECHOPILOT_|NOTION_|STRIPE_|GOOGLE_|OPENAI_|TELEGRAM_|NODE_OPTIONS|VITEST)/.test(name))
  return { ...(Object.fromEntries(kept) as Record<string, string>), ...own }
}

/** A Node process of this test, gone when the test ends. */
export function startChild(args: string[], { env = bareEnvironment(), cwd = root }: { env?: Record<string, string>; cwd?: string } = {}): Child {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  return {
    process: child,
    out: () => out,
    errors: () => errors,
    ended,
    async says(text) {
      await until(() => {
        if (typeof text === 'string' ? out.includes(text) : text.test(out)) return true
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended before it said ${text}:\n${out}${errors}`)
        return false
      }, `“${text}” from a child process`)
    },
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** `main` of a TypeScript module, in a process of its own. */
export const startModule = (file: string, ...args: string[]): Child => startChild([join(import.meta.dirname, 'run-module.mjs'), join(import.meta.dirname, file), ...args])
