import type { Diagnostics } from '../../shared/data'
import { ok, type Result } from '../../shared/result'
import type { Paths } from '../paths'
import { checkDatabase } from './database'

type Checks = Diagnostics['checks']

/** SQLite’s own verdict on each database that is there; every page of them is read. */
export async function checkDatabases({ paths }: { paths: Pick<Paths, 'database' | 'costBook'> }): Promise<Result<Checks>> {
  const found: Checks = []
  for (const name of ['database', 'costBook'] as const) {
    const verdict = await checkDatabase(paths[name])
    if (verdict !== null) found.push({ name, verdict })
  }
  return ok(found)
}
