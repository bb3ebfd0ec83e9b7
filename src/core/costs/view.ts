import type { CostDimension, CostQuestion, CostRow, CostsView } from '../../shared/costs'
import { formatUsd, type Pico } from './money'
import { dayName, isoWeek, periodAt, periodBefore, slotsOf, toWholeHours, type Span, type StepName } from './periods'
import type { Answer, AnswerRow, FileFacts } from './question'
import { amountOf, dearestFirst, groupedBy, tokensOf } from './report-sums'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Series that the chart shows by name; the rest is one. */
const named = 8
export const otherName = 'other'
/** Files with bad lines that are listed. */
const filesShown = 50

/** What is asked about, as a span of time with its name. */
export interface ViewSpan extends Span {
  period: CostsView['span']['period']
  label: string
  step: StepName
  /** The same stretch of the span before, and that span whole; null where there is none before. */
  before: { soFar: Span; whole: Span } | null
}

/** The stretch of the former span runs to the hour nearest to now: half an hour either way is nothing a reader would see. */
export function viewSpan({ span: asked }: CostQuestion, now: number, zone: string): ViewSpan {
  const period = 'period' in asked ? asked.period : null
  const span = 'period' in asked ? periodBefore(asked.period, now, asked.before, zone) : toWholeHours(asked, zone)
  const whole = period === null ? toWholeHours({ from: span.from - (span.to - span.from), to: span.from }, zone) : periodAt(period, span.from - 1, zone)
  const gone = Math.min(now, span.to) - span.from
  const soFar = now >= span.to ? whole : { from: whole.from, to: Math.min(whole.to, whole.from + Math.max(1, Math.round(gone / hourMs)) * hourMs) }
  return { ...span, period, label: labelOf(period, span, zone), step: period === 'year' ? 'month' : stepOf(span), before: gone < 0 ? null : { soFar, whole } }
}

function labelOf(period: ViewSpan['period'], { from, to }: Span, zone: string): string {
  if (period === 'week') return isoWeek(from, zone)
  if (period === 'day') return dayName(from, zone)
  if (period === 'month') return new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: 'long', year: 'numeric' }).format(from)
  if (period === 'year') return dayName(from, zone).slice(0, 4)
  const [first, last] = [dayName(from, zone), dayName(to - 1, zone)]
  return first === last ? first : `${first} to ${last}`
}

const stepOf = ({ from, to }: Span): StepName => (to - from <= 2 * dayMs ? 'hour' : to - from <= 93 * dayMs ? 'day' : to - from <= 731 * dayMs ? 'week' : 'month')

export interface ViewAnswers {
  /** Split by kind. */
  kinds: Answer
  /** Split by what was asked and by the step of the chart. */
  steps: Answer
  /** Both split by what was asked and by kind. */
  before: { soFar: Answer; whole: Answer } | null
}

type Figures = Pick<CostsView, 'total' | 'before' | 'kinds' | 'rows' | 'chart' | 'unpriced' | 'lines'>

/** Everything of the view that is a sum: rows, kinds and columns each add up to the total exactly. */
export function figuresOf({ kinds, steps, before }: ViewAnswers, by: CostDimension, span: ViewSpan, zone: string): Figures {
  const known = before && before.whole.rows.length > 0 ? before : null
  const former = (dimension: CostDimension) => known && new Map(groupedBy(known.soFar.rows, [dimension]).map((row) => [row.key[dimension] ?? '', row.pico]))
  const rows = groupedBy(steps.rows, [by]).toSorted(dearestFirst)
  return {
    total: amountOf(steps.total),
    before: known && { soFar: amountOf(known.soFar.total), whole: amountOf(known.whole.total) },
    kinds: kinds.rows.toSorted(dearestFirst).map((row) => rowView(row, 'kind', former('kind'))),
    rows: rows.map((row) => rowView(row, by, former(by))),
    chart: chartOf(steps.rows, rows, by, span, zone),
    unpriced: steps.unpriced.map(({ low, high, ...rest }) => ({ ...rest, low: formatUsd(low), high: formatUsd(high) })),
    lines: steps.lines,
  }
}

function rowView(row: AnswerRow, by: CostDimension, former: Map<string, Pico> | null): CostRow {
  const name = row.key[by] ?? ''
  return { ...amountOf(row), name, calls: row.calls, tokens: tokensOf(row), before: former && formatUsd(former.get(name) ?? 0n), unpricedCalls: row.unpricedCalls }
}

/** Columns in time order, each with the amounts of the dearest rows and of all others together. */
function chartOf(cells: readonly AnswerRow[], rows: readonly AnswerRow[], by: CostDimension, span: ViewSpan, zone: string): CostsView['chart'] {
  const { step } = span
  const slots = slotsOf(step, span, zone)
  const place = new Map(slots.map(({ name }, i) => [name, i]))
  const shown = rows.length > named + 1 ? rows.slice(0, named) : rows
  const names = shown.map(({ key }) => key[by] ?? '')
  const series = new Map([...names, ...(shown.length < rows.length ? [otherName] : [])].map((name) => [name, slots.map(() => 0n)]))
  for (const { key, pico } of cells) {
    const at = place.get(key[step] ?? '')
    const name = key[by] ?? ''
    const amounts = series.get(names.includes(name) ? name : otherName)
    if (at !== undefined && amounts) amounts[at]! += pico
  }
  return { step, at: slots.map(({ at }) => at), series: [...series].map(([name, amounts]) => ({ name, usd: amounts.map(formatUsd) })) }
}

/** Files in which something couldn’t be read, the worst first. */
export const badFilesOf = (files: readonly FileFacts[]): CostsView['badFiles'] =>
  files
    .filter(({ bad, problem }) => bad > 0 || problem !== null)
    .toSorted((a, b) => b.bad - a.bad || a.path.localeCompare(b.path))
    .slice(0, filesShown)
    .map(({ path, bad, badLines, problem }) => ({ path, bad, lines: badLines, problem }))
