import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isoWeek, periodAt } from '../core/costs/periods'
import { runtimeCosts } from '../core/costs/report'
import type { Settings } from '../shared/settings'
import type { CostSource } from './costs/cost-source'

/** Writes logs/cost-summary-YYYY-Www.json for the ISO week before the one `at` lies in; returns its path. */
export async function writeWeeklySummary(costs: CostSource, settings: Settings, logs: string, at: number): Promise<string> {
  await costs.refresh()
  const week = periodAt('week', periodAt('week', at).from - 1)
  // Stamped with the week's end, not with the moment of writing: the same inputs give the same bytes.
  const { data } = runtimeCosts(costs.between(week, settings), week, week.to, costs.badLines)
  const path = join(logs, `cost-summary-${isoWeek(week.from)}.json`)
  const body = { week: isoWeek(week.from), zone: 'UTC', cpu_usd_per_hour: settings.costs.cpuUsdPerHour, ...data }
  writeFileSync(`${path}.new`, `${JSON.stringify(body, null, 2)}\n`)
  renameSync(`${path}.new`, path)
  return path
}
