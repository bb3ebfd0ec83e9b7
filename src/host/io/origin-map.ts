import { readFileSync } from 'node:fs'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'

/** Origins the console ever asks; anything else is refused before it leaves. */
export const providerOrigins = [
  'https://api.notion.com',
  'https://www.googleapis.com',
  'https://oauth2.googleapis.com',
  'https://api.stripe.com',
  'https://api.telegram.org',
  'https://api.openai.com',
] as const

const example = '{ "https://api.stripe.com": "http://127.0.0.1:4010" }'
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Reads `--origin-map FILE`: stand-ins on loopback in place of the real providers. */
export function readOriginMap(path: string): Result<Map<string, string>> {
  const wrong = (what: string) => err(fault('invalid_input', `--origin-map ${path}: ${what}`, `Write it like ${example}.`))
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return wrong(error instanceof SyntaxError ? 'it isn’t JSON.' : 'it can’t be read.')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return wrong('it isn’t a JSON object.')
  const map = new Map<string, string>()
  for (const [origin, target] of Object.entries(parsed)) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) return wrong(`“${origin}” isn’t an origin.`)
    if (typeof target !== 'string' || !URL.canParse(target)) return wrong(`“${origin}” has no URL.`)
    const url = new URL(target)
    if (!/^https?:$/.test(url.protocol) || !loopback.has(url.hostname)) return wrong(`“${target}” isn’t on this machine.`)
    map.set(origin, url.origin)
  }
  return ok(map)
}
