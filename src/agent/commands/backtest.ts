import { existsSync } from 'node:fs'
import { replayable, type Firing } from '../../core/backtest'
import { backtestReport, type BacktestReport } from '../../host/backtest'
import { spanOf } from '../../host/http/routes'
import { InstanceLock } from '../../host/instance'
import { systemClock } from '../../host/io/clock'
import { SettingsStore } from '../../host/settings-store'
import { Store } from '../../host/store/store'
import { duration, plural } from '../../shared/format'
import { UsageError, type Invocation } from '../options'
import { findRunning } from '../running'

const monthMs = 30 * 86_400_000

/** What a rule would have done on the history that is kept here. */
export async function backtest(invocation: Invocation): Promise<number> {
  const { values, json, write, note, paths } = invocation
  const rule = replayable().find(({ id }) => id === values.rule)
  const known = replayable().map(({ id }) => id).join(', ')
  if (!rule) throw new UsageError(values.rule === undefined ? `Name a rule: --rule ${known}.` : `“${values.rule}” can’t be tried on the past. Use --rule ${known}.`)
  const span = asked(invocation)
  const running = await findRunning(paths)
  const query = new URLSearchParams({ rule: rule.id, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() })
  const report = running ? ((await running.get(`/api/backtest?${query}`)) as BacktestReport) : await here(invocation, rule.id, span)
  if (!report) {
    note(`There is no history in ${paths.data} yet.`)
    return 1
  }
  write(json ? JSON.stringify(report, null, 2) : inWords(report))
  return 0
}

function asked({ values }: Invocation): { from: number; to: number } {
  const now = systemClock.now()
  if (values.from === undefined && values.to === undefined) return { from: now - monthMs, to: now }
  const query = new URLSearchParams({ from: values.from ?? new Date(now - monthMs).toISOString(), ...(values.to === undefined ? {} : { to: values.to }) })
  const span = spanOf(query, now)
  if ('status' in span) throw new UsageError(`${(span.body as { error: { message: string } }).error.message} Use --from 2026-11-01 --to 2026-12-01.`)
  return span
}

/** With no console running its database is ours to read. */
async function here({ paths, env }: Invocation, rule: string, span: { from: number; to: number }): Promise<BacktestReport | null> {
  if (!existsSync(paths.database)) return null
  const lock = await InstanceLock.take(paths.data)
  if (!lock) throw new UsageError(`Another program holds ${paths.data}; try again in a moment.`)
  const { store } = await Store.open(paths.database, systemClock.now())
  try {
    const settings = SettingsStore.readOnly(paths.settings, env).get()
    return await backtestReport(rule, span, store, settings)
  } finally {
    store.close()
    lock.release()
  }
}

function inWords({ rule, from, to, looks, firings }: BacktestReport): string {
  const times = firings.length === 0 ? 'would not have fired' : `would have fired ${plural(firings.length, 'time')}`
  return [`${rule} ${times} from ${from.slice(0, 10)} to ${to.slice(0, 10)} (${plural(looks, 'look')}).`, ...firings.map(line)].join('\n')
}

function line({ openedAt, resolvedAt, severity, title }: Firing): string {
  const span = resolvedAt === null ? 'still open at the end' : duration(resolvedAt - openedAt)
  return `  ${new Date(openedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC  ${severity === 'fail' ? 'failing' : 'warning'}  ${title} (${span})`
}
