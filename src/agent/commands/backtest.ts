import { existsSync } from 'node:fs'
import { replayable, type Firing } from '../../core/backtest'
import type { Span } from '../../core/costs/periods'
import type { Rule } from '../../core/plugin'
import { backtestReport, type BacktestReport } from '../../host/backtest'
import { spanOf } from '../../host/http/routes'
import { InstanceLock } from '../../host/instance'
import { systemClock } from '../../host/io/clock'
import type { Paths } from '../../host/paths'
import { SettingsStore } from '../../host/settings-store'
import { noBills } from '../../host/spending/bills-port'
import { builtScripts } from '../../host/spending/log-sources'
import { openSpending } from '../../host/spending/open-spending'
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
  const report = running ? ((await running.get(`/api/backtest?${query}`)) as BacktestReport) : await here(invocation, rule, span)
  if (!report) {
    note(`There is no history in ${paths.data} yet.`)
    return 1
  }
  write(json ? JSON.stringify(report, null, 2) : inWords(report, rule.bySpending ? 'hour' : 'look'))
  return 0
}

function asked({ values }: Invocation): Span {
  const now = systemClock.now()
  if (values.from === undefined && values.to === undefined) return { from: now - monthMs, to: now }
  const query = new URLSearchParams({ from: values.from ?? new Date(now - monthMs).toISOString(), ...(values.to === undefined ? {} : { to: values.to }) })
  const span = spanOf(query, now)
  if ('status' in span) throw new UsageError(`${(span.body as { error: { message: string } }).error.message} Use --from 2026-11-01 --to 2026-12-01.`)
  return span
}

/** With no console running its databases are ours to read. */
async function here(invocation: Invocation, rule: Rule, span: Span): Promise<BacktestReport | null> {
  const { paths } = invocation
  // Logs tell of money though no console ever ran.
  if (rule.bySpending) return existsSync(paths.costBook) ? held(paths, () => onSpending(invocation, rule, span, paths.costBook)) : onSpending(invocation, rule, span, null)
  return existsSync(paths.database) ? held(paths, () => onLooks(invocation, rule, span)) : null
}

async function held<T>({ data }: Paths, ask: () => Promise<T>): Promise<T> {
  const lock = await InstanceLock.take(data)
  if (!lock) throw new UsageError(`Another program holds ${data}; try again in a moment.`)
  try {
    return await ask()
  } finally {
    lock.release()
  }
}

async function onLooks({ paths, env }: Invocation, { id }: Rule, span: Span): Promise<BacktestReport | null> {
  const { store } = await Store.open(paths.database, systemClock.now())
  try {
    return await backtestReport(id, span, { store, spending: null }, SettingsStore.readOnly(paths.settings, env).get())
  } finally {
    store.close()
  }
}

/** By the console’s cost book; without one, logs are read for this trial alone. */
async function onSpending({ paths, env, note }: Invocation, { id }: Rule, span: Span, database: string | null): Promise<BacktestReport | null> {
  const settings = SettingsStore.readOnly(paths.settings, env).get()
  const opened = await openSpending({ settings: () => settings, clock: systemClock, logs: paths.logs, database, scripts: database === null ? builtScripts() : null, bills: noBills, watch: null, follow: false })
  try {
    await opened.book.refresh()
    for (const said of await opened.notes()) note(said)
    return await backtestReport(id, span, { store: null, spending: opened.spending }, settings)
  } finally {
    await opened.book.close()
  }
}

function inWords({ rule, from, to, looks, firings }: BacktestReport, unit: string): string {
  const times = firings.length === 0 ? 'would not have fired' : `would have fired ${plural(firings.length, 'time')}`
  return [`${rule} ${times} from ${from.slice(0, 10)} to ${to.slice(0, 10)} (${plural(looks, unit)}).`, ...firings.map(line)].join('\n')
}

function line({ openedAt, resolvedAt, severity, title }: Firing): string {
  const span = resolvedAt === null ? 'still open at the end' : duration(resolvedAt - openedAt)
  return `  ${new Date(openedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC  ${severity === 'fail' ? 'failing' : 'warning'}  ${title} (${span})`
}
