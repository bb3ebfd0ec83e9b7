/** What the store needs of SQLite: two engines fit behind it. All calls are synchronous; values are SQLite's own. */
export type SqlValue = string | number | null
export type Row = Record<string, SqlValue>

export interface Statement {
  run(...values: SqlValue[]): void
  get(...values: SqlValue[]): Row | undefined
  all(...values: SqlValue[]): Row[]
}

export interface Driver {
  /** Which engine it is, for the diagnostics. */
  engine: string
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}

/** The runtime's own SQLite where it has one; a native library where it hasn't. */
export async function openDriver(path: string): Promise<Driver> {
  const builtIn = process.getBuiltinModule?.('node:sqlite') as typeof import('node:sqlite') | undefined
  if (builtIn) return (await import('./node-sqlite')).open(builtIn, path)
  return (await import('./libsql')).open(path)
}
