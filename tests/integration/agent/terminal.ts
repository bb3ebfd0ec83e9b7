import { Readable } from 'node:stream'
import { vi } from 'vitest'
import { main } from '../../../src/agent/cli'

/** The command line as a terminal sees it, in this process. */
export async function echopilot(args: string[], env: Record<string, string> = {}, input = '') {
  for (const name of Object.keys(process.env)) if (/^(ECHOPILOT_|NOTION_|STRIPE_|GOOGLE_|OPENAI_|TELEGRAM_)/.test(name)) vi.stubEnv(name, undefined)
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  let out = ''
  let errors = ''
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text)))),
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([Buffer.from(input)]) as unknown as typeof process.stdin),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((errors += String(text)))),
  ]
  try {
    const code = await main(args)
    return { code, out, errors, json: () => JSON.parse(out) as Record<string, unknown> }
  } finally {
    for (const spy of spies) spy.mockRestore()
    vi.unstubAllEnvs()
  }
}
