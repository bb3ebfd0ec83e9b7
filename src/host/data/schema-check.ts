import { openDriver, type Driver } from '../store/driver'

/** Statements of all tables and indexes, but for those that SQLite makes by itself. */
const schemaOf = (driver: Driver): string[] => driver.prepare("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY sql").all().map((row) => String(row['sql']))

/**
 * Whether a database holds just what these steps of a schema make. One without a table would keep the console from starting; one
 * with a trigger of somebody else would do what that one wants.
 */
export async function hasSchema(driver: Driver, steps: readonly string[]): Promise<boolean> {
  const model = await openDriver(':memory:')
  try {
    for (const step of steps) model.exec(step)
    return JSON.stringify(schemaOf(model)) === JSON.stringify(schemaOf(driver))
  } finally {
    model.close()
  }
}
