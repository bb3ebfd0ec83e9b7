import { statSync } from 'node:fs'
import { runtimeCosts } from '../../core/costs/report'
import { dayOf } from '../../core/costs/ledger'
import type { Span } from '../../core/costs/periods'
import { spanOf } from '../../host/http/routes'
import { systemClock } from '../../host/io/clock'
import { plural, usd } from '../../shared/format'
import { oneShot } from '../one-shot'
import { UsageError, type Invocation } from '../options'

const dayMs = 86_400_000

/** What it cost, from logs alone; no console needs to run. */
export async function costs(invocation: Invocation): Promise<number> {
  const { values, json, write } = invocation
  const folder = values['log-dir']
  if (folder && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`--log-dir ${folder}: there is no such folder.`)
  const { costs: source, settings } = await oneShot(invocation)
  await source.refresh()
  const span = asked(invocation) ?? wholeHistory([...source.ledger.days.keys()])
  const { data } = runtimeCosts(source.between(span, settings.get()), span, systemClock.now(), source.badLines)
  const { rows, duplicates } = source.ledger
  if (json) write(JSON.stringify({ ok: true, ...data, rows, duplicates }, null, 2))
  else write(inWords(data))
  return 0
}

/** The asked-for span; null when a folder was named without one: then all of it counts. */
function asked({ values }: Invocation): Span | null {
  if (values['log-dir'] && !values.period && !values.from && !values.to) return null
  const query = new URLSearchParams()
  for (const name of ['period', 'from', 'to'] as const) if (values[name] !== undefined) query.set(name, values[name])
  const span = spanOf(query, systemClock.now())
  if ('status' in span) {
    const { message } = (span.body as { error: { message: string } }).error
    throw new UsageError(`${message} Use --period day, week or month, or --from 2026-11-01 --to 2026-12-01.`)
  }
  return span
}

function wholeHistory(days: number[]): Span {
  if (days.length === 0) return { from: dayOf(systemClock.now()) * dayMs, to: (dayOf(systemClock.now()) + 1) * dayMs }
  return { from: Math.min(...days) * dayMs, to: (Math.max(...days) + 1) * dayMs }
}

type Data = ReturnType<typeof runtimeCosts>['data']

function inWords(data: Data): string {
  const { breakdown, unpriced } = data
  const lines = [
    `${data.from.slice(0, 10)} to ${data.to.slice(0, 10)} (UTC)`,
    `  Total       ${usd(data.total)}  (${data.grade})`,
    `  Model calls ${usd(breakdown.llm)}`,
    `  CPU         ${usd(breakdown.cpu)}  (${breakdown.cpu_hours.toFixed(3)} h)`,
    `  Stripe      not read yet`,
  ]
  for (const { provider, model, calls } of unpriced) lines.push(`  Not priced: ${provider} ${model}, ${plural(calls, 'call')}`)
  if (data.bad_lines > 0) lines.push(`  ${plural(data.bad_lines, 'line')} could not be read.`)
  return lines.join('\n')
}
