import { dirname } from 'node:path'
import { dailySpend, dayAnomalies, type AnomalyView } from '../../core/costs/anomalies'
import { failuresOf } from '../../core/costs/failures'
import { runView } from '../../core/costs/margin'
import { dayName, periodAt, slotsOf, toWholeHours, type Span } from '../../core/costs/periods'
import { hourlySpend, learntHours } from '../../core/costs/projection'
import type { Pico } from '../../core/costs/money'
import type { Answer, Dimension, FileFacts } from '../../core/costs/question'
import { badFilesOf, figuresOf, viewSpan, type ViewSpan } from '../../core/costs/view'
import { monthForecast } from '../../core/costs/view-forecast'
import { logsSource, ownSource } from '../../core/costs/view-sources'
import { bytes, percent } from '../../shared/format'
import type { CostDimension, CostQuestion, CostsView } from '../../shared/costs'
import type { Incident } from '../../shared/model'
import type { ReadProgress } from '../costs/book'
import type { Spending } from './spending'
import { announced } from './spending-watch'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** As far back as a day is compared. */
const comparedMs = 29 * dayMs
/** Anomalies and runs a page shows. */
const anomaliesShown = 20
const runsShown = 200

/** Everything the Costs page shows, answered from what is kept. */
export async function viewOf(spending: Spending, question: CostQuestion, incidents: readonly Incident[]): Promise<CostsView> {
  const { clock, settings, book, bills } = spending.ports
  const prices = spending.ports.prices()
  const now = clock.now()
  const { costs, watch } = settings()
  const { zone, cpuUsdPerHour } = costs
  const isOwn = ({ path }: FileFacts): boolean => dirname(path) === spending.ports.logs
  const span = viewSpan(question, now, zone)
  const [figures, forecast, anomalies, runs, files, ours] = await Promise.all([figuresFor(spending, question.by, span), forecastFor(spending, now), anomaliesIn(spending, span, now), book.runs(span), book.files(), billed(spending, span)])
  const progress = book.progress()
  const nets = bills.nets()
  return {
    at: now,
    zone,
    span: { from: span.from, to: span.to, period: span.period, label: span.label },
    ...figures,
    badFiles: badFilesOf(files),
    // What rules need beside is no business of a page.
    budgets: (spending.facts()?.budgets ?? []).map(({ burn: _burn, sure: _sure, record: _record, ...budget }) => budget),
    forecast,
    anomalies,
    runs: runs.slice(-runsShown).toReversed().map((run) => runView(run, cpuUsdPerHour, (charge) => nets.get(charge) ?? null)),
    bridge: ours ? bills.bridge(ours.span, ours) : [],
    failures: failuresOf({ span, runs, heals: spending.heals(), incidents, cpuUsdPerHour }),
    sources: [logsSource({ files: files.filter((file) => !isOwn(file)), watched: watch.logDir, reading: progress !== null && !progress.isHeld }, now), ownSource(files.filter(isOwn), now), ...bills.sources()],
    prices: { source: prices.source, version: prices.version, sha256: prices.sha256, overlay: prices.overlay ?? null },
    reading: progress && readingView(progress),
  }
}

function readingView({ bytes: read, ofBytes, isHeld = false }: ReadProgress): NonNullable<CostsView['reading']> {
  const words = isHeld ? `${bytes(ofBytes)} of older logs not read` : `${bytes(read)} of ${bytes(ofBytes)} of logs read (${percent((100 * read) / Math.max(1, ofBytes))})`
  return { held: isHeld, part: ofBytes > 0 ? read / ofBytes : 0, words }
}

async function figuresFor(spending: Spending, by: CostDimension, span: ViewSpan) {
  const ask = (within: Span, dimensions: readonly Dimension[]) => spending.ask(spending.question(within, dimensions))
  const former = async () => {
    if (!span.before) return null
    const dimensions = [...new Set([by, 'kind'] as const)]
    const [soFar, whole] = await Promise.all([ask(span.before.soFar, dimensions), ask(span.before.whole, dimensions)])
    return { soFar, whole }
  }
  const [kinds, steps, before] = await Promise.all([ask(span, ['kind']), ask(span, [by, span.step]), former()])
  return figuresOf({ kinds, steps, before }, by, span, spending.ports.settings().costs.zone)
}

export async function forecastFor(spending: Spending, now: number): Promise<CostsView['forecast']> {
  const { zone } = spending.ports.settings().costs
  const lately = toWholeHours({ from: now - learntHours * hourMs, to: now }, zone)
  const [hours, month, prices] = await Promise.all([
    spending.askByHour(spending.question(lately, ['hour'])),
    spending.ask(spending.question(periodAt('month', now, zone), ['day'])),
    announced(spending, now),
  ])
  const days = new Map<string, Pico>(month.rows.map(({ key, pico }) => [key.day ?? '', pico]))
  return monthForecast({ hours: hourlySpend(hours.rows), days, steps: prices.steps, priceChanges: prices.views }, now, zone)
}

/** Days of the span, and what models and jobs cost on them, against the four weeks before each. */
async function anomaliesIn(spending: Spending, span: Span, now: number): Promise<AnomalyView[]> {
  const { zone } = spending.ports.settings().costs
  const until = Math.min(span.to, now)
  if (until <= span.from) return []
  const within = { from: periodAt('day', span.from - comparedMs, zone).from, to: periodAt('day', until - 1, zone).to }
  const ask = async (by: Dimension[]) => (await spending.ports.book.ask(spending.question(within, by))).rows
  const [all, models, jobs] = await Promise.all([ask(['day']), ask(['day', 'model']), ask(['day', 'job'])])
  const days = slotsOf('day', within, zone).map(({ name }) => name)
  const [whole = { dimension: 'day' as const, name: '', pico: [] }] = dailySpend('day', all, days)
  return dayAnomalies([whole, ...dailySpend('model', models, days), ...dailySpend('job', jobs, days)], whole, days, days.indexOf(dayName(span.from, zone))).slice(0, anomaliesShown)
}

/** What the logs say by UTC day and model: bills are of UTC days, and that of today isn’t written yet. */
async function billed(spending: Spending, { from, to }: Span): Promise<Answer | null> {
  const today = Math.floor(spending.ports.clock.now() / dayMs) * dayMs
  const days = { from: Math.floor(from / dayMs) * dayMs, to: Math.min(today, Math.ceil(to / dayMs) * dayMs) }
  return days.from < days.to ? spending.ports.book.ask({ ...spending.question(days, ['provider', 'model', 'day'], { kind: 'llm' }), zone: 'UTC' }) : null
}
