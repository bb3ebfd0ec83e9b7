import { readFileSync } from 'node:fs'
import { readInstance, type Instance } from '../host/instance'
import type { Paths } from '../host/paths'

/** A console or agent that answers on this data folder. */
export interface Running {
  instance: Instance
  get(path: string): Promise<unknown>
  /** With a JSON body where one is given. */
  post(path: string, body?: unknown): Promise<unknown>
}

/** A look at everything has its own deadline; whether anyone is there shows at once. */
const patienceMs = 30_000
const shortPatienceMs = 3000

/** Asks the instance this folder names; null when there is none, or it doesn't answer. */
export async function findRunning(paths: Paths): Promise<Running | null> {
  const instance = readInstance(paths.instance)
  if (!instance?.api) return null
  const ask = async (method: string, path: string, { waitMs = patienceMs, body }: { waitMs?: number; body?: unknown } = {}): Promise<unknown> => {
    const headers = {
      ...(method === 'GET' ? {} : { authorization: `Bearer ${readFileSync(paths.token, 'utf8').trim()}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const answer = await fetch(new URL(path, instance.api!), { method, headers, signal: AbortSignal.timeout(waitMs), ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    return answer.json()
  }
  try {
    // Another program may have the port now: only ours knows this route.
    const status = (await ask('GET', '/api/status', { waitMs: shortPatienceMs })) as { api?: string }
    if (status.api !== instance.api) return null
  } catch {
    return null
  }
  return { instance, get: (path) => ask('GET', path), post: (path, body) => ask('POST', path, { body }) }
}
