import Database from 'libsql'
import type { Driver, Row, SqlValue } from './driver'

/** SQLite by a native library, for runtimes without node:sqlite. */
export function open(path: string, toRead: boolean): Driver {
  const database = new Database(path)
  return {
    engine: 'libsql',
    exec: (sql) => void database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql)
      return {
        // As one list: the library takes a blob that comes alone for the list itself, and ends the process over it.
        run: (...values: SqlValue[]) => void statement.run(values),
        get: (...values: SqlValue[]) => statement.get(values) as Row | undefined,
        all: (...values: SqlValue[]) => statement.all(values) as Row[],
      }
    },
    close() {
      if (toRead) return void database.close()
      // The library lets go of the file only when its statements are collected, so what is in the side file is brought home here.
      try {
        database.exec('PRAGMA busy_timeout = 0')
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // A damaged or busy file stays as it is; nothing acknowledged is lost by that.
      }
      database.close()
    },
  }
}
