import type { NotionPort } from '../../core/io'
import { err, ok } from '../../shared/result'
import { callProvider, type CallRules } from './call'

const silent = () => {}

export function notionPort(rules: CallRules): NotionPort {
  const client = async (token: string, fetch: typeof globalThis.fetch, timeoutMs: number) => {
    const { Client } = await import('@notionhq/client')
    return new Client({ auth: token, fetch: fetch as never, timeoutMs, logger: silent, retry: false })
  }
  const timeoutMs = () => rules().deadlineMs + 1000
  return {
    async me(token) {
      const answer = await callProvider(
        'notion',
        rules,
        async (fetch) => (await client(token, fetch, timeoutMs())).users.me({}),
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
        async (fetch) => (await client(token, fetch, timeoutMs())).dataSources.retrieve({ data_source_id: id }),
        (source) => source?.object === 'data_source',
      )
      if (!answer.ok) return err(answer.error)
      const { title } = answer.value as { title?: { plain_text?: string }[] }
      return ok({ title: title?.map((part) => part.plain_text ?? '').join('') || id })
    },
  }
}
