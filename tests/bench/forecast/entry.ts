export interface TableOptions {
  /** A checkout of the Numenta Anomaly Benchmark */
  nab: string | null
  /** The first seed of each family, where it isn’t the table’s own: other series of the same make. */
  seed: number | null
}

/** One table of the benchmark; `print` writes it as Markdown. */
export interface Table {
  name: string
  print(options: TableOptions): Promise<string> | string
}

/** Each is loaded when its turn comes. */
const tables: Record<string, () => Promise<{ table: Table }>> = {
  disk: () => import('./disk'),
  tick: () => import('./tick'),
  anomaly: () => import('./anomaly'),
  latency: () => import('./latency'),
  cost: () => import('./cost'),
  bounds: () => import('./bounds'),
}

/** Takes minutes and judges nothing of ours: only when named. */
const onlyNamed = ['bounds']

/** [--only disk,tick] [--nab DIR] [--seed 130000] */
export async function main(...args: string[]): Promise<void> {
  const option = (name: string): string | null => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? null) : null)
  const only = option('--only')?.split(',') ?? Object.keys(tables).filter((name) => !onlyNamed.includes(name))
  const unknown = only.filter((name) => !Object.hasOwn(tables, name))
  if (unknown.length > 0) throw new Error(`There is no table ${unknown.join(', ')}; there are ${Object.keys(tables).join(', ')}.`)
  const seed = option('--seed')
  for (const name of only) {
    const started = performance.now()
    const { table } = await tables[name]!()
    const text = await table.print({ nab: option('--nab'), seed: seed === null ? null : Number(seed) })
    process.stdout.write(`## ${table.name}\n\n${text}\n(${((performance.now() - started) / 1000).toFixed(0)} s)\n\n`)
  }
}
