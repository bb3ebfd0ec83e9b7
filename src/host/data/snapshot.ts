import { existsSync } from 'node:fs'
import { pragma, withReader } from './database'
import { throwIfCancelled, type Going } from './meter'

/**
 * A whole copy of a database as it is at one moment, while others go on writing to it; copying the file alone would lose what is
 * still in the one beside it. Gives the version of its schema; null where there is no database. It can’t be broken off in between.
 */
export async function snapshotDatabase(from: string, to: string, going: Going): Promise<number | null> {
  throwIfCancelled(going)
  if (!existsSync(from)) return null
  return withReader(from, (driver) => {
    driver.exec(`VACUUM INTO '${to.replaceAll("'", "''")}'`)
    return Number(pragma(driver, 'user_version'))
  })
}
