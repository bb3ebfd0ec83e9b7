import { financeTable, type FinanceEntry } from '../../../core/demo/finance'
import { good, type Answer, type Answering, type Asked } from './answering'

const problem = (status: number, code: string, message: string): Answer => ({ status, body: { object: 'error', status, code, message, request_id: nobody } })
const nobody = 'de300000-0000-4000-8000-00000000aaaa'

/** What Notion answers whoever asks too often. */
export const notionLimits: Answer = {
  status: 429,
  headers: { 'retry-after': '60' },
  body: { object: 'error', status: 429, code: 'rate_limited', message: 'You have been rate limited. Please try again later.', additional_data: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: '60' }, request_id: nobody },
}

/** A made-up Notion workspace with a Finance table; any token of the right form is let in. */
export const notionAnswers = (entries: readonly FinanceEntry[], now: number): Answering => {
  const at = new Date(now).toISOString()
  return (asked) => {
    if (!/^(ntn|secret)_\w{8,}$/.test(asked.token)) return problem(401, 'unauthorized', 'API token is invalid.')
    if (asked.path === '/v1/users/me') return good(bot)
    if (asked.path === '/v1/search') return good({ ...list([table(at)]), type: 'page_or_data_source', page_or_data_source: {} })
    if (asked.path === `/v1/data_sources/${financeTable.id}`) return good(table(at))
    if (asked.path === `/v1/data_sources/${financeTable.id}/query`) return good(rows(asked, entries, at))
    return problem(404, 'object_not_found', 'Could not find what was asked for. Make sure it is shared with the connection.')
  }
}

const bot = {
  object: 'user', id: nobody, name: 'Ops Console', avatar_url: null, type: 'bot',
  bot: { owner: { type: 'workspace', workspace: true }, workspace_id: nobody, workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 }, workspace_name: 'Brightloom (demo)' },
}

const list = (results: object[], next: string | null = null) => ({ object: 'list', results, next_cursor: next, has_more: next !== null })
const by = { created_by: { object: 'user', id: nobody }, last_edited_by: { object: 'user', id: nobody } }
const text = (content: string) => [{ type: 'text', text: { content, link: null }, annotations: plain, plain_text: content, href: null }]
const plain = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' }

function table(at: string) {
  const { name, date, amount, category } = financeTable.columns
  const column = (id: string, title: string, type: string, config: object) => [title, { id, name: title, description: null, type, [type]: config }]
  return {
    object: 'data_source', id: financeTable.id, title: text(financeTable.title), description: [], parent: { type: 'database_id', database_id: nobody }, database_parent: { type: 'workspace', workspace: true },
    is_inline: false, in_trash: false, archived: false, created_time: at, last_edited_time: at, ...by, icon: null, cover: null, url: 'https://www.notion.so/demo', public_url: null,
    properties: Object.fromEntries([column(name, 'Name', 'title', {}), column(date, 'Date', 'date', {}), column(amount, 'Amount', 'number', { format: 'dollar' }), column(category, 'Category', 'select', { options: [] })]) as object,
  }
}

interface Query {
  filter?: { and: { date: { on_or_after?: string; before?: string } }[] }
  sorts?: { direction: 'ascending' | 'descending' }[]
  start_cursor?: string
  page_size?: number
}

/** Rows of the days asked for, a page at a time. */
function rows({ body }: Asked, entries: readonly FinanceEntry[], at: string) {
  const { filter, sorts, start_cursor: cursor = '0', page_size: size = 100 } = JSON.parse(body || '{}') as Query
  const found = entries.filter(({ date }) => (filter?.and ?? []).every((one) => date >= (one.date.on_or_after ?? '') && date < (one.date.before ?? '~')))
  const sorted = sorts?.[0]?.direction === 'descending' ? found.toReversed() : found
  const end = Number(cursor) + size
  return { ...list(sorted.slice(Number(cursor), end).map((entry) => page(entry, at)), end < sorted.length ? String(end) : null), type: 'page_or_data_source', page_or_data_source: {} }
}

function page({ id, name, date, usd, category }: FinanceEntry, at: string) {
  const { columns } = financeTable
  return {
    object: 'page', id, created_time: `${date}T09:00:00.000Z`, last_edited_time: at, ...by, cover: null, icon: null, parent: { type: 'data_source_id', data_source_id: financeTable.id, database_id: nobody },
    in_trash: false, is_archived: false, is_locked: false, archived: false, url: 'https://www.notion.so/demo', public_url: null,
    properties: {
      Name: { id: columns.name, type: 'title', title: text(name) },
      Date: { id: columns.date, type: 'date', date: { start: date, end: null, time_zone: null } },
      Amount: { id: columns.amount, type: 'number', number: usd },
      Category: { id: columns.category, type: 'select', select: { id: category, name: category, color: 'default' } },
    },
  }
}
