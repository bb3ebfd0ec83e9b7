import { z } from 'zod'
import type { NotionColumn } from '../../core/bills/finance-columns'
import { titleOf as titleOfPage, type NotionPage } from '../../core/bills/notion-values'
import type { NotionPort } from '../../core/io'
import { err, ok, type Result } from '../../shared/result'
import type { NotionDataSource } from '../../shared/model'
import { callProvider, clientTimeoutMs, type CallRules } from './call'
import type { Page } from './page'

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

const column = z.object({ id: z.string().min(1), name: z.string(), type: z.string(), number: z.object({ format: z.string() }).nullish().catch(null) })
const table = z.object({ object: z.literal('data_source'), properties: z.record(z.string(), column) })
const page = z.object({ id: z.string().min(1), in_trash: z.boolean().optional(), archived: z.boolean().optional(), is_archived: z.boolean().optional(), properties: z.record(z.string(), z.unknown()) })
/** A query that was cut off says so on any of its pages; what it gives is no answer to what was asked. */
const query = z.object({ object: z.literal('list'), results: z.array(page), has_more: z.boolean(), next_cursor: z.string().nullable(), request_status: z.object({ type: z.string() }).optional() })

/** Days "2026-07-01" of a column with dates: from the first one on, before the second. */
export interface DateWindow {
  column: Pick<NotionColumn, 'name' | 'type'>
  from: string
  to: string
}

export interface TablePage extends Page<NotionPage> {
  /** Notion has cut the query off: there are rows that it will not give. */
  incomplete: boolean
}

export interface NotionBills {
  columns(token: string, dataSource: string): Promise<Result<NotionColumn[]>>
  /** Rows in the order they were made; of a window, or of all (`null`: the newest first). Rows in the bin are left out. */
  rows(token: string, dataSource: string, asked: { window: DateWindow | null; cursor: string | null; size: number }): Promise<Result<TablePage>>
  /** What a page is called. */
  title(token: string, id: string): Promise<Result<string>>
}

export const notionBills = (rules: CallRules): NotionBills => ({
  async columns(token, dataSource) {
    const answer = await callProvider('notion', rules, async (fetch): Promise<unknown> => (await notionClient(token, rules, fetch)).dataSources.retrieve({ data_source_id: dataSource }), (found) => table.safeParse(found).success)
    if (!answer.ok) return err(answer.error)
    return ok(Object.values(table.parse(answer.value).properties).map(({ id, name, type, number }) => ({ id, name, type, format: number?.format ?? null })))
  },
  async rows(token, dataSource, { window, cursor, size }) {
    const body = { ...(window ? { filter: filterOf(window) } : {}), sorts: [{ timestamp: 'created_time' as const, direction: window ? ('ascending' as const) : ('descending' as const) }], page_size: size, ...(cursor === null ? {} : { start_cursor: cursor }) }
    const answer = await callProvider('notion', rules, async (fetch): Promise<unknown> => (await notionClient(token, rules, fetch)).dataSources.query({ data_source_id: dataSource, ...body } as never), (found) => query.safeParse(found).success)
    if (!answer.ok) return err(answer.error)
    const { results, has_more: more, next_cursor: next, request_status: status } = query.parse(answer.value)
    const kept = results.filter(({ in_trash: binned, archived, is_archived: put }) => !binned && !archived && !put)
    return ok({ rows: kept, next: more ? next : null, incomplete: status?.type === 'incomplete' })
  },
  async title(token, id) {
    const answer = await callProvider('notion', rules, async (fetch): Promise<unknown> => (await notionClient(token, rules, fetch)).pages.retrieve({ page_id: id }), (found) => page.safeParse(found).success)
    return answer.ok ? ok(titleOfPage(page.parse(answer.value))) : err(answer.error)
  },
})

/** Each condition is a filter of its own; a formula’s date is asked for under its name. */
function filterOf({ column: { name, type }, from, to }: DateWindow) {
  const condition = (date: Record<string, string>) => ({ property: name, ...(type === 'formula' ? { formula: { date } } : { [type]: date }) })
  return { and: [condition({ on_or_after: from }), condition({ before: to })] }
}
