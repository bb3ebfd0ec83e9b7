import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { resolvePaths, type Paths } from '../host/paths'
import { readOriginMap } from '../host/io/origin-map'

/** Wrong usage: the message names the place and shows a right value. */
export class UsageError extends Error {}

/** What every command gets. */
export interface Invocation {
  command: string
  json: boolean
  paths: Paths
  /** A data folder was named, so nothing outside it is looked at. */
  ownFolder: boolean
  originMap: ReadonlyMap<string, string>
  originMapGiven: boolean
  values: Partial<Record<'rule' | 'period' | 'from' | 'to' | 'by' | 'zone' | 'log-dir' | 'kind' | 'horizon-hours' | 'monthly-budget' | 'gap-seconds' | 'gaps' | 'as' | 'out', string>>
  /** What stands without a flag, for commands that take it. */
  words: readonly string[]
  /** Says what would be done, and does nothing. */
  dryRun: boolean
  /** Answers with a table for spreadsheets. */
  csv: boolean
  /** Nobody is asked before something is replaced. */
  yes: boolean
  /** Keeps nothing of what was read. */
  noCache: boolean
  env: NodeJS.ProcessEnv
  version: string
  write(text: string): void
  note(text: string): void
}

const known: Record<string, readonly string[]> = {
  agent: [],
  probe: ['json'],
  costs: ['json', 'csv', 'period', 'from', 'to', 'by', 'zone', 'log-dir', 'no-cache'],
  brief: ['json'],
  status: ['json'],
  doctor: ['json'],
  config: ['json', 'dry-run'],
  backtest: ['json', 'rule', 'from', 'to'],
  detect: ['kind', 'horizon-hours', 'monthly-budget', 'gap-seconds', 'gaps'],
  backup: ['json', 'out'],
  restore: ['json', 'yes'],
  export: ['json', 'kind', 'from', 'to', 'as', 'out'],
  report: ['out'],
  prices: ['json'],
}
const takesWords = new Set(['config', 'restore', 'prices'])
const everywhere = ['data-dir', 'origin-map', 'help']

export const usage = `Usage: echopilot COMMAND [options]

  agent                run everything but the window
  probe   [--json]     look at every component now
  costs   [--json|--csv] [--period day|week|month | --from DATE --to DATE] [--by model,job,agent,day] [--zone ZONE]
          [--log-dir DIR|FILE|-] [--no-cache]   of these logs alone ("-" reads standard input)
  brief   [--json]     the CEO Brief, made now
  status  [--json]     the console or agent running on this data folder
  doctor  [--json]     check this installation
  config  export [FILE]                     all settings but credentials, as a file
  config  apply FILE [--dry-run] [--json]   make the settings as a file says ("-" reads standard input)
  backtest --rule RULE [--from DATE --to DATE] [--json]
                       what a rule would have done on the history kept here
  detect  --kind anomaly|latency|disk|tick|cost [--horizon-hours 24] [--monthly-budget USD] [--gap-seconds 70] [--gaps 4]
                       judge a series: rows timestamp,value[,event] on standard input, for each a line score,alert[,extra]
  backup  [--out FILE]           everything but credentials in one file, also while a console runs
  restore FILE [--yes]           put a backup in the place of everything; what is there is backed up first
  export  --kind samples|hours|incidents|messages|runs|notes|costs [--from DATE --to DATE] [--as csv|ndjson] [--out FILE]
  report  [--out FILE]           what somebody who helps has to know, without credentials and names
  prices  FILE [--json]          what another price table would change

Everywhere: --data-dir DIR     keep everything in DIR (or set ECHOPILOT_DATA_DIR)
            --origin-map FILE  stand-ins on this machine in place of the real providers (from a checkout)
Exit status: 0 ok or warning, 1 failing, 2 wrong usage or a wrong file.`

export interface Surroundings {
  root: string
  version: string
  env: NodeJS.ProcessEnv
  write(text: string): void
  note(text: string): void
}

export function readInvocation(argv: readonly string[], around: Surroundings): Invocation | 'help' {
  const [command, ...rest] = argv
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') return 'help'
  const own = Object.hasOwn(known, command) ? known[command] : undefined
  if (!own) throw new UsageError(`There is no command “${command}”. Commands: ${Object.keys(known).join(', ')}.`)
  const { values, positionals } = parse(command, own, rest)
  if (values['help']) return 'help'
  const checkout = isCheckout(around.root) ? around.root : null
  const dataDir = text(values['data-dir']) ?? (around.env['ECHOPILOT_DATA_DIR']?.trim() || null)
  const mapFile = text(values['origin-map'])
  return {
    command,
    json: values['json'] === true,
    paths: resolvePaths({ dataDir, checkout, env: around.env, platform: process.platform }),
    ownFolder: dataDir !== null,
    originMap: mapFile === null ? new Map<string, string>() : originMap(mapFile, checkout),
    originMapGiven: mapFile !== null,
    values: values as Invocation['values'],
    words: positionals,
    dryRun: values['dry-run'] === true,
    csv: values['csv'] === true,
    yes: values['yes'] === true,
    noCache: values['no-cache'] === true,
    env: around.env,
    version: around.version,
    write: around.write,
    note: around.note,
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A checkout has its sources; an installed copy hasn't. */
const isCheckout = (root: string): boolean => existsSync(join(root, 'electron.vite.config.ts'))

function originMap(file: string, checkout: string | null): Map<string, string> {
  if (checkout === null) throw new UsageError('--origin-map works from a checkout only.')
  const map = readOriginMap(file)
  if (!map.ok) throw new UsageError(`${map.error.message} ${map.error.hint ?? ''}`)
  return map.value
}

function parse(command: string, own: readonly string[], rest: string[]): { values: Record<string, unknown>; positionals: string[] } {
  const names = [...own, ...everywhere]
  const flags = new Set(['json', 'csv', 'no-cache', 'dry-run', 'yes', 'help'])
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: flags.has(name) ? ('boolean' as const) : ('string' as const) }]))
    return parseArgs({ args: rest, options, strict: true, allowPositionals: takesWords.has(command) })
  } catch (error) {
    const said = (error as Error).message.split('. ')[0] ?? ''
    throw new UsageError(`${said}. “echopilot ${command}” takes ${names.filter((name) => name !== 'help').map((name) => `--${name}`).join(', ')}.`)
  }
}
