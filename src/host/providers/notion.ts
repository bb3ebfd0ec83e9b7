import type { NotionPort } from '../../core/io'
import { err, ok, type Result } from '../../shared/result'
import type { NotionDataSource } from '../../shared/model'
import { callProvider, clientTimeoutMs, type CallRules } from './call'

const silent = () => {}

const titleOf = (source: unknown): string => {
  const { title } = source as { title?: ({ plain_text?: string } | null)[] }
  return Array.isArray(title) ? title.map((part) => part?.plain_text ?? '').join('') : ''
}

/** The client, with its own retries and log off. */
export async function notionClient(token: string, rules: CallRules, fetch: typeof globalThis.fetch) {
  const { Client } = await import('@notionhq/client')
  return new Client({ auth: token, fetch: fetch as never, timeoutMs: clientTimeoutMs(rules), logger: silent, retry: false })
}

export function notionPort(rules: CallRules): NotionPort & { dataSources(token: string): Promise<Result<NotionDataSource[]>> } {
  return {
    async me(token) {
      const answer = await callProvider(
        'notion',
        rules,
        async (fetch) => (await notionClient(token, rules, fetch)).users.me({}),
        (user) => user?.object === 'user',
      )
      if (!answer.ok) return err(answer.error)
      const user = answer.value as { name?: string | null; bot?: { workspace_name?: string | null } }
      return ok({ name: user.name ?? 'integration', workspace: user.bot?.workspace_name ?? null })
    },
    async dataSource(token, id) {
      const answer = await callProvider(
        'notion',
        rules,
        async (fetch) => (await notionClient(token, rules, fetch)).dataSources.retrieve({ data_source_id: id }),
        (source) => source?.object === 'data_source',
      )
      return answer.ok ? ok({ title: titleOf(answer.value) || id }) : err(answer.error)
    },
    /** What is shared with the connection; the first hundred, newest first. */
    async dataSources(token) {
      const answer = await callProvider(
        'notion',
        rules,
        async (fetch) =>
          (await notionClient(token, rules, fetch)).search({
            filter: { property: 'object', value: 'data_source' },
            sort: { timestamp: 'last_edited_time', direction: 'descending' },
            page_size: 100,
          }),
        (page) => Array.isArray(page?.results) && page.results.every((entry) => typeof entry?.id === 'string'),
      )
      if (!answer.ok) return err(answer.error)
      return ok(answer.value.results.filter(({ object }) => object === 'data_source').map((source) => ({ id: source.id, title: titleOf(source) || 'Untitled' })))
    },
  }
}
