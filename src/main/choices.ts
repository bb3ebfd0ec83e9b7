import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readOriginMap } from '../host/io/origin-map'
import { resolvePaths, type Paths } from '../host/paths'
import { chooseDemo, type DemoChoice } from './demo'

/** What the command line and the environment decide before anything else happens. */
export interface Choices {
  paths: Paths
  originMap: ReadonlyMap<string, string>
  /** Started without a window, as at login. */
  hidden: boolean
  theme: 'system' | 'light' | 'dark'
  /** null for a real workspace. */
  demo: DemoChoice | null
  /** A wrong argument, in words; the app then ends. */
  problem: string | null
}

const valueOf = (name: string): string | null => {
  const { argv } = process
  const joined = argv.find((arg) => arg.startsWith(`--${name}=`))
  if (joined) return joined.slice(name.length + 3)
  const at = argv.indexOf(`--${name}`)
  return at === -1 ? null : (argv[at + 1] ?? '')
}

export function readChoices(): Choices {
  const named = valueOf('data-dir')
  const demo = process.argv.includes('--demo') && named !== '' ? chooseDemo(valueOf('demo-seed'), named) : null
  // A demo keeps out of every real folder, also the one a variable names.
  const dataDir = demo && 'folder' in demo ? demo.folder : (named ?? (process.env['ECHOPILOT_DATA_DIR']?.trim() || null))
  const checkout = app.isPackaged ? null : app.getAppPath()
  const paths = resolvePaths({ dataDir: dataDir || null, checkout, env: process.env, platform: process.platform })
  const map = readMap(valueOf('origin-map'))
  const wrong = demo && 'problem' in demo ? demo.problem : map.problem
  const problem = named === '' ? '--data-dir needs a folder, such as --data-dir ./my-data.' : wrong
  return { paths, originMap: map.map, hidden: process.argv.includes('--hidden'), theme: themeOf(paths), demo: demo && 'folder' in demo ? demo : null, problem }
}

function readMap(file: string | null): { map: ReadonlyMap<string, string>; problem: string | null } {
  const none = new Map<string, string>()
  if (file === null) return { map: none, problem: null }
  if (app.isPackaged) return { map: none, problem: '--origin-map works from a checkout only.' }
  const read = readOriginMap(file)
  return read.ok ? { map: read.value, problem: null } : { map: none, problem: `${read.error.message} ${read.error.hint ?? ''}` }
}

/** The theme alone, read ahead of the settings proper, so that the first paint has the right colours. */
function themeOf(paths: Paths): Choices['theme'] {
  try {
    const { appearance } = JSON.parse(readFileSync(join(paths.settings), 'utf8')) as { appearance?: { theme?: unknown } }
    if (appearance?.theme === 'light' || appearance?.theme === 'dark') return appearance.theme
  } catch {
    // No settings yet, or damaged ones: the store will say so.
  }
  return 'system'
}
