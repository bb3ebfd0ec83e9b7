import { readAsked, type Asked, type ReportData } from '../../core/costs/report-body'
import { dayName, periodAt, type Span } from '../../core/costs/periods'
import type { FileFacts } from '../../core/costs/question'
import type { OpenBook } from '../../host/costs/open-book'
import { systemClock } from '../../host/io/clock'
import { loadPrices } from '../../host/prices'
import { exportOf, reportOf, type Asking } from '../../host/spending/spending-report'
import { bytes, percent, plural, usd } from '../../shared/format'
import { costBasis, logsAskedFor, openLogs, type CostBasis } from '../cost-logs'
import { UsageError, type Invocation } from '../options'

const example = 'Use --period day, week or month, or --from 2026-11-01 --to 2026-12-01; --by model,job,agent,day; --zone Europe/Berlin.'

/** What it cost, from logs alone; no console needs to run. */
export async function costs(invocation: Invocation): Promise<number> {
  const basis = await costBasis(invocation)
  const asked = askedFor(invocation, basis)
  const logs = logsAskedFor(invocation, basis)
  const { table: prices, problems } = await loadPrices({ overlayFile: basis.priceOverlay })
  for (const { place, words } of problems) invocation.note(`Prices of your own, ${place}: ${words}`)
  const book = await openLogs(logs, { prices, zone: asked.zone }, invocation)
  try {
    await read(book)
    const files = await book.files()
    for (const { path, problem } of files) if (problem !== null) invocation.note(`${path}: ${problem}`)
    const asking: Asking = { ask: (question) => book.ask(question), now: systemClock.now(), cpuUsdPerHour: basis.cpuUsdPerHour, stripeRead: false, prices }
    invocation.write(await said(invocation, asking, { ...asked, span: asked.span ?? wholeOf(files, asked.zone) }, files))
  } finally {
    await book.close()
  }
  return 0
}

/** The question; its span is null when logs were named without one: then all of them count. */
function askedFor({ values }: Invocation, { zone }: CostBasis): Omit<Asked, 'span'> & { span: Span | null } {
  const words = Object.fromEntries((['period', 'from', 'to', 'by', 'zone'] as const).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])))
  const asked = readAsked(words, systemClock.now(), values.zone ?? zone)
  if ('wrong' in asked) throw new UsageError(`${asked.wrong} ${example}`)
  const isWhole = values['log-dir'] !== undefined && values.period === undefined && values.from === undefined && values.to === undefined
  return isWhole ? { ...asked, span: null } : asked
}

/** Whole days, from the first line to the last; today where there is none. */
function wholeOf(files: readonly FileFacts[], zone: string): Span {
  const moments = files.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]).filter((at) => at !== null)
  const now = systemClock.now()
  const [first, last] = moments.reduce(([least, most], at) => [Math.min(least, at), Math.max(most, at)], [moments[0] ?? now, moments[0] ?? now])
  return { from: periodAt('day', first, zone).from, to: periodAt('day', last, zone).to }
}

/** Somebody who waits at a terminal sees how far it is. */
async function read(book: OpenBook): Promise<void> {
  const { stderr } = process
  if (stderr.isTTY)
    book.onProgress((progress) => {
      const line = progress && `Reading ${bytes(progress.bytes)} of ${bytes(progress.ofBytes)} (${percent((100 * progress.bytes) / Math.max(1, progress.ofBytes))})`
      stderr.write(`\r\u001B[K${line ?? ''}`)
    })
  await book.refresh()
}

async function said({ json, csv }: Invocation, asking: Asking, asked: Asked, files: readonly FileFacts[]): Promise<string> {
  if (csv) return (await exportOf(asking, asked, 'csv')).text.trimEnd()
  const data = await reportOf(asking, { ...asked, by: asked.by.length > 0 ? asked.by : ['model'] })
  if (!json) return inWords(data)
  const facts = files.map(({ path, readBytes, lines, calls, bad, badLines, formats, problem }) => ({ path, bytes: readBytes, lines, calls, formats, bad_lines: bad, first_bad_lines: badLines, problem }))
  return JSON.stringify({ ok: true, ...data, files: facts }, null, 2)
}

function inWords(data: ReportData): string {
  const { breakdown, unpriced, zone } = data
  const day = (at: number) => dayName(at, zone)
  const bounds = data.low === data.high ? '' : `, ${usd(data.low)} to ${usd(data.high)}`
  const lines = [
    `${day(Date.parse(data.from))} to ${day(Date.parse(data.to) - 1)} (${zone})`,
    `  Total       ${usd(data.total)}  (${data.grade}${bounds})`,
    `  Model calls ${usd(breakdown.llm)}`,
    `  CPU         ${usd(breakdown.cpu)}  (${breakdown.cpu_hours.toFixed(3)} h)`,
    '  Stripe      not in logs',
    ...(data.by ?? []).map((row) => `    ${namesOf(row)}  ${usd(row.usd)}`),
    ...unpriced.map(({ provider, model, calls, low, high }) => `  Not priced: ${provider} ${model}, ${plural(calls, 'call')}, ${usd(low)} to ${usd(high)}`),
  ]
  if (data.duplicates > 0) lines.push(`  ${plural(data.duplicates, 'line')} told of a call again, and ${data.duplicates === 1 ? 'counts' : 'count'} once.`)
  if (data.bad_lines > 0) lines.push(`  ${plural(data.bad_lines, 'line')} could not be read.`)
  return lines.join('\n')
}

type Row = NonNullable<ReportData['by']>[number]

const namesOf = ({ usd: _usd, low: _low, high: _high, grade: _grade, calls: _calls, tokens: _tokens, cpu_seconds: _cpu, unpriced_calls: _unpriced, ...names }: Row): string =>
  Object.values(names as Record<string, string>).map((name) => name || '(none)').join('  ')
