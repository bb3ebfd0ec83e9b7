import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BilledDays } from '../../core/demo/bill'
import { BudgetSizes } from '../../core/demo/budgets'
import { ledgerOf } from '../../core/demo/ledger'
import { demoLooked } from '../../core/demo/looked'
import { dayMs, pastOf } from '../../core/demo/past'
import { settingsOfDemo } from '../../core/demo/settings'
import type { Paths } from '../paths'
import { historyDays, keepDemo } from './folder'
import { writeHistory } from './write-history'
import { writeLogs, writeTicks } from './write-logs'

export interface WorkspaceToMake {
  paths: Paths
  seed: number
  /** UTC epoch ms: what is made ends here. */
  now: number
}

/** Where the made-up EchoPilot writes its logs. */
export const watchedFolder = ({ data }: Pick<Paths, 'data'>): string => join(data, 'echopilot')

/** How much of the time the logs take. */
const logsPart = 0.45

/** Writes a whole workspace down: settings, history, logs. `onPart` hears how much of it is done, 0–1. */
export async function writeWorkspace({ paths, seed, now }: WorkspaceToMake, onPart: (part: number) => void): Promise<void> {
  mkdirSync(paths.logs, { recursive: true })
  const options = { now, days: historyDays, seed, looked: demoLooked }
  const past = pastOf(options)
  const billed = new BilledDays()
  const sizes = new BudgetSizes(options)
  const onCall: Parameters<typeof writeLogs>[0]['onCall'] = (call) => [billed, sizes].forEach((sum) => sum.add(call))
  writeLogs({ folder: watchedFolder(paths), past, seed, ledger: ledgerOf(options), onCall, onPart: (part) => onPart(part * logsPart) })
  writeTicks(join(paths.logs, 'scheduler.log'), past, now - dayMs)
  const settings = settingsOfDemo({ logDir: watchedFolder(paths), costs: sizes.sizes() })
  writeFileSync(paths.settings, `${JSON.stringify(settings, null, 2)}\n`)
  await writeHistory(paths.database, { past, settings, seed, scheduler: join(watchedFolder(paths), 'scheduler.log') }, (part) => onPart(logsPart + part * (1 - logsPart)))
  keepDemo(paths.data, { seed, madeAt: now, billed: billed.all() })
}
