import { existsSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FreePlan } from '../../shared/data'
import { err, ok, type Result } from '../../shared/result'
import { keepHistory, retentionSteps, type RetentionRules } from '../history/retention'
import type { Paths } from '../paths'
import type { Store } from '../store/store'
import { pragma, withReader } from './database'
import { cancelled, type Going } from './meter'
import { filesIn, isSetAside } from './room'

type Places = Pick<Paths, 'data' | 'database' | 'costBook' | 'settings'>
type Limits = Required<Pick<RetentionRules, 'now' | 'rawDays' | 'coarseDays'>>

/** What making room now would take away; nothing is changed by it. */
export async function planFreeing({ paths, ...limits }: Limits & { paths: Places }): Promise<Result<FreePlan>> {
  const { rawDays, coarseDays } = limits
  const { fold, drops } = retentionSteps(limits)
  const counted = existsSync(paths.database)
    ? await withReader(paths.database, (driver) => {
        const count = (from: string, before: number) => driver.prepare(`SELECT COUNT(*) AS n FROM ${from}`).get(before)?.['n'] as number
        return { fold: count('samples WHERE at < ?', fold), drop: drops.reduce((sum, { rows, before }) => sum + count(rows, before), 0), emptyBytes: Number(pragma(driver, 'freelist_count')) * Number(pragma(driver, 'page_size')) }
      })
    : { fold: 0, drop: 0, emptyBytes: 0 }
  return ok({ ...counted, files: spareFiles(paths).map(({ name, bytes }) => ({ name, bytes })), rawDays, coarseDays })
}

/** Damaged files that were set aside, and what the command line keeps of logs, which it reads again where it needs them. */
function spareFiles({ data, database, costBook, settings }: Places): { name: string; path: string; bytes: number }[] {
  const named = [database, costBook, settings].map((path) => basename(path))
  const aside = filesIn(data).filter(({ name }) => isSetAside(name, named))
  const cache = join(data, 'cost-cache')
  return [...aside.map(({ name, bytes }) => ({ name, bytes, path: join(data, name) })), ...filesIn(cache).map(({ name, bytes }) => ({ name: join('cost-cache', name), bytes, path: join(cache, name) }))]
}

export interface Freed {
  folded: number
  dropped: number
  files: number
}

/** Does what the plan says, a bite at a time beside everything else. What is done when it is stopped stays done. */
export async function freeRoom(store: Store, paths: Places, limits: Limits, going: Going): Promise<Result<Freed>> {
  const { folded, dropped } = await keepHistory(store, { ...limits, going })
  const files = going.signal.aborted ? [] : spareFiles(paths)
  for (const { path } of files) rmSync(path, { force: true })
  await store.shrinkWholly(going.signal)
  return going.signal.aborted ? err(cancelled()) : ok({ folded, dropped, files: files.length })
}
