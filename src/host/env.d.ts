interface ImportMeta {
  glob<T>(pattern: string, options: { import: 'default' }): Record<string, () => Promise<T>>
}

/** The part of the runtime's own SQLite that is used; the types of the oldest Node we run on don't know it. */
declare module 'node:sqlite' {
  type Value = string | number | bigint | null | Uint8Array
  export class DatabaseSync {
    constructor(path: string)
    exec(sql: string): void
    prepare(sql: string): {
      run(...values: Value[]): unknown
      get(...values: Value[]): Record<string, Value> | undefined
      all(...values: Value[]): Record<string, Value>[]
    }
    close(): void
  }
}
