import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isoWeek, periodBefore, type Span } from '../core/costs/periods'
import { reportSplit } from '../core/costs/report-body'
import { isIntact, logInputs, restate, restatementsFile, sealWeek, weekFile, type Restatement, type SealedWeek, type WeekInputs } from '../core/costs/weekly'
import type { Spending } from './spending/spending'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** So many sealed weeks are looked at again for lines and bills that came late. */
const weeksLookedAt = 5

/**
 * Seals the ISO week before the one `at` lies in as cost-summary-YYYY-Www.json, and says of the weeks before what has changed since they
 * were sealed. Returns in words what was done.
 */
export async function writeWeeklySummary(spending: Spending, at: number): Promise<string> {
  await spending.refresh()
  const { zone } = spending.ports.settings().costs
  const done: string[] = []
  for (let before = 1; before <= weeksLookedAt; before++) {
    const week = isoWeek(periodBefore('week', at, before, zone).from, zone)
    const path = join(spending.ports.logs, weekFile(week))
    const sealed = readSealed(path)
    if (before === 1 && sealed === 'none') {
      mkdirSync(spending.ports.logs, { recursive: true })
      writeWhole(path, `${JSON.stringify(await asKnownNow(spending, periodBefore('week', at, before, zone), null), null, 2)}\n`)
      done.push(`${week} sealed`)
    } else if (typeof sealed === 'object') done.push(...(await restateWeek(spending, sealed)))
  }
  return done.length > 0 ? done.join('; ') : 'Nothing has changed in sealed weeks.'
}

/** Puts what has changed behind what was said before; the sealed file stays as it is. */
async function restateWeek(spending: Spending, sealed: SealedWeek): Promise<string[]> {
  const path = join(spending.ports.logs, restatementsFile(sealed.week))
  if (!isIntact(sealed, sha256)) return [`${weekFile(sealed.week)} was changed by somebody, so nothing is said of it`]
  const before = readLines(path)
  const line = restate(sealed, before, await asKnownNow(spending, { from: Date.parse(sealed.from), to: Date.parse(sealed.to) }, sealed.inputs))
  if (!line) return []
  appendFileSync(path, `${JSON.stringify(line)}\n`, { flush: true })
  return [`${sealed.week} restated by ${line.delta}`]
}

/** The week by all that is known now. A closed week goes by the zone and the rate it was sealed with: settings of today don’t move it. */
async function asKnownNow(spending: Spending, span: Span, sealedWith: WeekInputs | null): Promise<SealedWeek> {
  const { book, bills, prices } = spending.ports
  const { costs } = spending.ports.settings()
  const [zone, rate] = [sealedWith?.zone ?? costs.zone, sealedWith?.cpu_usd_per_hour ?? costs.cpuUsdPerHour]
  const ask = (by: Parameters<Spending['question']>[1]) => spending.ask({ ...spending.question(span, by), zone, cpuUsdPerHour: rate })
  const [answer, byDay, files] = await Promise.all([ask(reportSplit), ask(['day']), book.files()])
  const { source, version, sha256: fingerprint } = prices()
  const inputs = { prices: { source, version, sha256: fingerprint }, zone, cpu_usd_per_hour: rate, logs: logInputs(files, span), bills: bills.inputs(span) }
  return sealWeek({ answer, byDay, stripeRead: bills.stripeRead(), inputs }, sha256)
}

/** One of an older version, or damaged, is left as it is: nothing can be held against it. */
function readSealed(path: string): SealedWeek | 'none' | 'other' {
  if (!existsSync(path)) return 'none'
  const read = parsed<Partial<SealedWeek>>(readFileSync(path, 'utf8'))
  return read?.inputs && read.sha256 ? (read as SealedWeek) : 'other'
}

/** A line the computer stopped within was never said. */
const readLines = (path: string): Restatement[] => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').flatMap((line) => parsed<Restatement>(line) ?? []) : [])

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { flush: true })
  renameSync(`${path}.new`, path)
}
