import type { OpenaiPort } from '../../core/io'
import { ok, type Result } from '../../shared/result'
import { systemClock } from '../io/clock'
import { callProvider, clientTimeoutMs, type CallRules } from './call'

/** The client, with its own retries and messages off. An admin key opens the organization's pages and nothing else. */
export async function openaiClient(key: string, rules: CallRules, fetch: typeof globalThis.fetch) {
  const { OpenAI } = await import('openai')
  return new OpenAI({ apiKey: key, adminAPIKey: key, fetch, maxRetries: 0, timeout: clientTimeoutMs(rules), logLevel: 'off' })
}

const daySeconds = 86_400

export function openaiPort(rules: CallRules): OpenaiPort {
  const call = <T>(key: string, ask: (client: Awaited<ReturnType<typeof openaiClient>>) => Promise<T>, accept: (answer: T) => boolean): Promise<Result<T>> =>
    callProvider('openai', rules, async (fetch) => ask(await openaiClient(key, rules, fetch)), accept)
  return {
    async models(key) {
      const answer = await call(key, (client) => client.models.list(), (page) => page?.object === 'list' && Array.isArray(page.data))
      return answer.ok ? ok({ count: answer.value.data.length }) : answer
    },
    async costs(adminKey) {
      const yesterday = Math.floor(systemClock.now() / 1000) - daySeconds
      const answer = await call(adminKey, (client) => client.admin.organization.usage.costs({ start_time: yesterday, limit: 1 }), (page) => page?.object === 'page' && Array.isArray(page.data))
      return answer.ok ? ok(undefined) : answer
    },
  }
}
