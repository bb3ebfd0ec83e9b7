/** What the store needs of SQLite: two engines fit behind it. All calls are synchronous; values are SQLite's own. */
export type SqlValue = string | number | Uint8Array | null
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

/** SQLite's primary result codes for "not now, or not here": they say nothing about the file's soundness. */
const circumstances = new Map([
  [5, 'BUSY'],
  [6, 'LOCKED'],
  [7, 'NOMEM'],
  [10, 'IOERR'],
  [13, 'FULL'],
  [14, 'CANTOPEN'],
])

/** A blob of a row, which one engine gives as bytes and the other as a buffer of them. */
export const bytesOf = (value: SqlValue | undefined): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array(value as unknown as ArrayBuffer))

export const isHeldByAnother = (error: unknown): boolean => isCircumstance(error, ['BUSY', 'LOCKED'])

/** Whether an error comes from around the database (held by another program, disk full) and not from its content. */
export function isCircumstance(error: unknown, which: readonly string[] = [...circumstances.values()]): boolean {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  // node:sqlite gives the number, libsql the name.
  if (typeof errcode === 'number') return which.includes(circumstances.get(errcode & 0xff) ?? '')
  return typeof code === 'string' && which.some((name) => code.startsWith(`SQLITE_${name}`))
}

export interface DriverOptions {
  /** For a look beside whoever keeps it: what is in the side file is left to them. */
  toRead?: boolean
}

/** The runtime's own SQLite where it has one; a native library where it hasn't. */
export async function openDriver(path: string, { toRead = false }: DriverOptions = {}): Promise<Driver> {
  const builtIn = process.getBuiltinModule?.('node:sqlite') as typeof import('node:sqlite') | undefined
  if (builtIn) return (await import('./node-sqlite')).open(builtIn, path)
  return (await import('./libsql')).open(path, toRead)
}
