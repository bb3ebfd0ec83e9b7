import type { Driver, Row, SqlValue } from './driver'

/** The SQLite inside Node ≥ 22.13 and current Electron. */
export function open(sqlite: typeof import('node:sqlite'), path: string): Driver {
  const database = new sqlite.DatabaseSync(path)
  return {
    engine: 'node:sqlite',
    exec: (sql) => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql)
      return {
        run: (...values: SqlValue[]) => void statement.run(...values),
        get: (...values: SqlValue[]) => statement.get(...values) as Row | undefined,
        all: (...values: SqlValue[]) => statement.all(...values) as Row[],
      }
    },
    close: () => database.close(),
  }
}
