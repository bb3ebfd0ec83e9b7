import { resolve } from 'node:path'
import { exportCosts } from '../../host/data/export-costs'
import { exportFileName } from '../../host/data/export'
import type { Going } from '../../host/data/meter'
import { builtTaskScript, runTask } from '../../host/data/task-thread'
import { spanOf } from '../../host/http/routes'
import { systemClock } from '../../host/io/clock'
import { loadPrices } from '../../host/prices'
import { Secrets } from '../../host/secrets'
import { exportForms, exportKinds, type ExportAsked } from '../../shared/data'
import { plural } from '../../shared/format'
import type { Result } from '../../shared/result'
import { costBasis, logsAskedFor, openLogs } from '../cost-logs'
import { failed } from '../failed'
import { UsageError, type Invocation } from '../options'
import { watched } from '../watched'

/** Rows of one kind as a file; no console needs to run, and one that does goes on. */
export async function exportData(invocation: Invocation): Promise<number> {
  const { values, json, write } = invocation
  const asked = askedFor(invocation)
  const file = resolve(values.out ?? exportFileName(asked))
  const rows = await watched((going) => (asked.kind === 'costs' ? costs(asked, file, invocation, going) : table({ ...asked, kind: asked.kind }, file, invocation, going)))
  if (!rows.ok) return failed(rows.error, invocation)
  write(json ? JSON.stringify({ ok: true, file, rows: rows.value }, null, 2) : `${file}  ${plural(rows.value, 'row')}`)
  return 0
}

function askedFor({ values }: Invocation): ExportAsked {
  const kind = exportKinds.find((one) => one === values.kind)
  if (!kind) throw new UsageError(`${values.kind === undefined ? 'Name a kind' : `“${values.kind}” can’t be exported`}: --kind ${exportKinds.join(', ')}.`)
  const as = exportForms.find((one) => one === (values.as ?? 'csv'))
  if (!as) throw new UsageError(`--as ${values.as}: use --as csv or --as ndjson.`)
  return { kind, as, ...spanAsked(values) }
}

/** Everything there is when no span was named. */
function spanAsked({ from, to }: Invocation['values']): { from: number; to: number } {
  const now = systemClock.now()
  if (from === undefined && to === undefined) return { from: 0, to: now }
  const span = spanOf(new URLSearchParams({ from: from ?? '1970-01-02', ...(to === undefined ? {} : { to }) }), now)
  if ('status' in span) throw new UsageError(`--from ${from ?? ''} --to ${to ?? ''} isn’t a span of time. Use --from 2026-11-01 --to 2026-12-01.`)
  return span
}

function table(asked: ExportAsked & { kind: Exclude<ExportAsked['kind'], 'costs'> }, file: string, { paths, env }: Invocation, going: Going): Promise<Result<number>> {
  return runTask(builtTaskScript(), 'exportRows', { ...asked, file, database: paths.database, secrets: new Secrets(env, null).all() }, going)
}

/** From the logs alone, as `echopilot costs` tells it; bills are the console’s. */
async function costs(asked: ExportAsked, file: string, invocation: Invocation, going: Going): Promise<Result<number>> {
  const basis = await costBasis(invocation)
  const { table: prices } = await loadPrices({ overlayFile: basis.priceOverlay })
  const book = await openLogs(logsAskedFor(invocation, basis), { prices, zone: basis.zone }, invocation)
  try {
    await book.refresh()
    const first = (await book.files()).flatMap(({ firstAt }) => (firstAt === null ? [] : [firstAt]))
    const from = Math.max(asked.from, Math.min(asked.to - 1, ...first))
    return await exportCosts({ ...asked, from, file, zone: basis.zone, cpuUsdPerHour: basis.cpuUsdPerHour, secrets: new Secrets(invocation.env, null).all(), ask: (question) => book.ask(question) }, going)
  } finally {
    await book.close()
  }
}
