import { existsSync } from 'node:fs'
import type { Firing } from '../../core/backtest'
import type { Span } from '../../core/costs/periods'
import type { Rule } from '../../core/plugin'
import { rules } from '../../core/registry'
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
  const rule = rules.find(({ id }) => id === values.rule)
  const known = rules.map(({ id }) => id).join(', ')
  if (!rule) throw new UsageError(values.rule === undefined ? `Name a rule: --rule ${known}.` : `“${values.rule}” is no rule. Use --rule ${known}.`)
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
  const book = existsSync(paths.costBook) ? paths.costBook : null
  // Logs tell of money though no console ever ran.
  if (rule.bySpending) return book === null ? onSpending(invocation, rule, span, { book, store: null }) : held(paths, () => onSpending(invocation, rule, span, { book, store: null }))
  if (!existsSync(paths.database)) return null
  return held(paths, () => withStore(paths, (store) => (rule.byHeals ? onSpending(invocation, rule, span, { book, store }) : onLooks(invocation, rule, span, store))))
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

async function withStore<T>({ database }: Paths, ask: (store: Store) => Promise<T>): Promise<T> {
  const { store } = await Store.open(database, systemClock.now())
  try {
    return await ask(store)
  } finally {
    store.close()
  }
}

const onLooks = ({ paths, env }: Invocation, { id }: Rule, span: Span, store: Store): Promise<BacktestReport | null> =>
  backtestReport(id, span, { store, spending: null }, SettingsStore.readOnly(paths.settings, env).get())

/** By the console’s cost book, at its path; without one, logs are read for this trial alone. */
async function onSpending({ paths, env, note }: Invocation, { id }: Rule, span: Span, { book, store }: { book: string | null; store: Store | null }): Promise<BacktestReport | null> {
  const settings = SettingsStore.readOnly(paths.settings, env).get()
  const opened = await openSpending({ settings: () => settings, clock: systemClock, logs: paths.logs, database: book, scripts: book === null ? builtScripts() : null, bills: noBills, watch: null, follow: false })
  try {
    await opened.book.refresh()
    for (const said of await opened.notes()) note(said)
    return await backtestReport(id, span, { store, spending: opened.spending }, settings)
  } finally {
    await opened.book.close()
  }
}

function inWords({ rule, from, to, looks, knownSince, firings }: BacktestReport, unit: string): string {
  const times = firings.length === 0 ? 'would not have fired' : `would have fired ${plural(firings.length, 'time')}`
  return [`${rule} ${times} from ${from.slice(0, 10)} to ${to.slice(0, 10)} (${plural(looks, unit)}).`, ...(knownSince === null ? [] : [sinceWords(knownSince)]), ...firings.map(line)].join('\n')
}

const sinceWords = (iso: string): string => `Known since ${minuteOf(iso)} UTC: before that, what this rule judges by wasn’t kept.`
const minuteOf = (iso: string): string => iso.slice(0, 16).replace('T', ' ')

function line({ openedAt, resolvedAt, severity, title }: Firing): string {
  const span = resolvedAt === null ? 'still open at the end' : duration(resolvedAt - openedAt)
  return `  ${minuteOf(new Date(openedAt).toISOString())} UTC  ${severity === 'fail' ? 'failing' : 'warning'}  ${title} (${span})`
}
