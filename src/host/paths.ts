import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

/** Where this run keeps its things. */
export interface Paths {
  data: string
  logs: string
  settings: string
  secrets: string
  database: string
  /** What is kept of the costs; it can be made again from the logs. */
  costBook: string
  token: string
  instance: string
  /** Backups that were not put elsewhere. */
  backups: string
  /** Where a restore is made ready. */
  restore: string
}

export interface PathChoice {
  /** `--data-dir`, else `ECHOPILOT_DATA_DIR`; null for the system's places. */
  dataDir: string | null
  /** The checkout this runs from; null when installed. */
  checkout: string | null
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
}

const folder = 'echopilot-console'

/** With a data folder of one's own nothing outside it is touched; else data and logs go where PRODUCT says. */
export function resolvePaths({ dataDir, checkout, env, platform }: PathChoice): Paths {
  const own = dataDir === null ? null : resolve(dataDir)
  const data = own ?? systemData(env, platform)
  const logs = own ? join(own, 'logs') : checkout ? join(checkout, 'logs') : systemLogs(env, platform)
  return {
    data,
    logs,
    settings: join(data, 'settings.json'),
    secrets: join(data, 'secrets.json'),
    database: join(data, 'console.db'),
    costBook: join(data, 'costs.db'),
    token: join(data, 'api-token'),
    instance: join(data, 'instance.json'),
    backups: join(data, 'backups'),
    restore: join(data, 'restore'),
  }
}

const absolute = (path: string | undefined): string | null => (path && isAbsolute(path) ? path : null)

function systemData(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(absolute(env['APPDATA']) ?? join(homedir(), 'AppData', 'Roaming'), folder)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', folder)
  return join(absolute(env['XDG_CONFIG_HOME']) ?? join(homedir(), '.config'), folder)
}

function systemLogs(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(absolute(env['LOCALAPPDATA']) ?? join(homedir(), 'AppData', 'Local'), folder, 'logs')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Logs', folder)
  return join(absolute(env['XDG_STATE_HOME']) ?? join(homedir(), '.local', 'state'), folder, 'logs')
}
