import { financeColumns, presentColumns, type ConfirmedColumns } from '../../core/bills/finance-columns'
import { financeRow, type FinanceMapping, type FinanceRow } from '../../core/bills/finance-rows'
import { cellOf, type NotionPage } from '../../core/bills/notion-values'
import { dayName, type Span } from '../../core/costs/periods'
import { fault, type FaultCode } from '../../shared/faults'
import { plural } from '../../shared/format'
import type { FinanceColumns } from '../../shared/ipc'
import { err, ok, type Result } from '../../shared/result'
import { notionBills, type DateWindow, type TablePage } from '../providers/notion'
import { dayMs, historyMs, type BillSource, type NotReady, type Outcome, type Ready, type SourcePorts } from './bill-source'
import { Pace } from './pace'

export interface FinanceReady extends Ready {
  table: string
  columns: ConfirmedColumns
}

/** Notion takes three requests a second. */
const gapMs = 350
const pageSize = 100
const exampleRows = 20
/** Notion gives 10,000 rows of one query and no more; a window that comes near is asked for in halves. */
const mostRows = 8000
/** Rows for days to come are there already, such as a subscription’s. */
const aheadMs = 62 * dayMs
/** Pages whose names are asked for, one by one. */
const mostNames = 100
/** A related table that isn’t shared is no failure. */
const hidden: readonly FaultCode[] = ['not_found_or_not_shared', 'permission_missing']

export class FinanceSource implements BillSource<FinanceReady> {
  readonly id = 'finance'
  readonly title = 'Finance table in Notion'

  constructor(private readonly ports: SourcePorts) {}

  setUp(): FinanceReady | NotReady {
    const { settings, secrets } = this.ports
    const { enabled, financeDataSource: table, financeColumns: columns } = settings().notion
    const key = secrets.get('notionToken')
    if (!enabled || !key || !table) return { state: 'off', words: 'No Finance table is chosen; costs are those of logs and bills.', hint: 'Settings › Notion: connect it, and choose the table.' }
    if (!columns) return { state: 'problem', words: 'Nothing is counted from the Finance table: what its columns mean isn’t confirmed.', hint: 'Settings › Notion: confirm its columns.' }
    return { key, about: JSON.stringify([table, columns]), table, columns }
  }

  /** Rows may be changed anywhere at any time: everything is read each time, and counts only when all of it came. */
  async read(ready: FinanceReady): Promise<Result<Outcome>> {
    const pace = new Pace(gapMs, this.ports.wait)
    const columns = await pace.ask(() => this.notion().columns(ready.key, ready.table))
    if (!columns.ok) return columns
    const present = presentColumns(columns.value, ready.columns)
    if ('code' in present) return err(present)
    const mapping = present as FinanceMapping
    const now = this.ports.clock.now()
    const span = { from: now - historyMs, to: now + aheadMs }
    const pages = await this.pages(ready, mapping.date, span, pace)
    if (!pages.ok) return pages
    const names = await this.names(ready, pages.value, mapping, pace)
    if (!names.ok) return names
    const rows = pages.value.map((page) => financeRow(page, mapping, names.value)).filter((row): row is FinanceRow => row !== null)
    this.ports.bills.replaceFinance(rows)
    const empty = pages.value.length - rows.length
    return ok({ covered: span, lacking: empty > 0 ? `${plural(empty, 'row')} without a date or an amount: not counted.` : null })
  }

  words(): string {
    const { rows, foreign } = this.ports.bills.financeFacts()
    return `${plural(rows, 'row')}${foreign > 0 ? `; ${foreign} not in dollars: not counted` : ''}`
  }

  /** What the user is to confirm: the chosen table’s columns with values of its newest rows, and what each is taken for. */
  async choices(): Promise<Result<FinanceColumns>> {
    const token = this.ports.secrets.get('notionToken')
    const table = this.ports.settings().notion.financeDataSource
    if (!token) return err(fault('not_configured', 'Notion isn’t connected.', 'Connect it first.'))
    if (!table) return err(fault('not_configured', 'No Finance table is chosen.', 'Choose it first.'))
    const columns = await this.notion().columns(token, table)
    if (!columns.ok) return columns
    const newest = await this.notion().rows(token, table, { window: null, cursor: null, size: exampleRows })
    return newest.ok ? ok(financeColumns(columns.value, newest.value.rows)) : newest
  }

  private notion() {
    return notionBills(this.ports.ask())
  }

  /** Every row dated within the span, window by window. */
  private async pages(ready: FinanceReady, column: DateWindow['column'], whole: Span, pace: Pace): Promise<Result<NotionPage[]>> {
    const found = new Map<string, NotionPage>()
    const windows: Span[] = [{ from: whole.from, to: whole.to + dayMs }]
    for (let span = windows.pop(); span; span = windows.pop()) {
      const rows = await this.window(ready, { column, from: dayName(span.from), to: dayName(span.to) }, pace)
      if (!rows.ok) return rows
      if (rows.value) for (const page of rows.value) found.set(page.id, page)
      else if (span.to - span.from <= dayMs) return err(tooMany(dayName(span.from)))
      else windows.push(...halves(span))
    }
    return ok([...found.values()])
  }

  /** Rows of one query; null where there are more than it gives, or nearly. */
  private async window(ready: FinanceReady, window: DateWindow, pace: Pace): Promise<Result<NotionPage[] | null>> {
    const rows: NotionPage[] = []
    for (let cursor: string | null = null; ; ) {
      const from: string | null = cursor
      const page: Result<TablePage> = await pace.ask(() => this.notion().rows(ready.key, ready.table, { window, cursor: from, size: pageSize }))
      if (!page.ok) return page
      rows.push(...page.value.rows)
      cursor = page.value.next
      if (page.value.incomplete || (cursor !== null && rows.length >= mostRows)) return ok(null)
      if (cursor === null) return ok(rows)
    }
  }

  /** What related pages are called, where the category is a relation. One that isn’t shared stays without a name. */
  private async names({ key }: FinanceReady, pages: readonly NotionPage[], { category }: FinanceMapping, pace: Pace): Promise<Result<Map<string, string>>> {
    const names = new Map<string, string>()
    if (category?.type !== 'relation') return ok(names)
    const ids = new Set(pages.flatMap((page) => cellOf(page, category.id).pages.slice(0, 1)))
    for (const id of [...ids].slice(0, mostNames)) {
      const title = await pace.ask(() => this.notion().title(key, id))
      if (title.ok) names.set(id, title.value)
      else if (!hidden.includes(title.error.code)) return title
    }
    return ok(names)
  }
}

function halves({ from, to }: Span): [Span, Span] {
  const middle = from + Math.ceil((to - from) / dayMs / 2) * dayMs
  return [{ from, to: middle }, { from: middle, to }]
}

const tooMany = (day: string) =>
  fault('expectation_failed', `The Finance table has more rows on ${day} than Notion gives out (10,000), so nothing of it is counted.`, 'Choose another date column in Settings › Notion, or move old rows to another table.')
