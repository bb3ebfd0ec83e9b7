import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './harness/build'
import { fontPrints } from './harness/fonts'
import { once, scenes } from './scenes'

const folder = resolve(import.meta.dirname, 'references')
const machineFile = join(folder, 'machine.json')

export const themes = ['light', 'dark'] as const

/** Each picture by its file's name. */
export const pictures = Object.entries(scenes).flatMap(([name, scene]) =>
  themes.filter((theme) => theme === 'light' || !once.has(name)).map((theme) => ({ file: `${name}-${theme}.png`, scene: { ...scene, theme } })),
)

/** What a picture depends on beside the console itself: whose letters, drawn by which browser. */
const thisMachine = (): Record<string, string> => ({
  platform: process.platform,
  electron: readFileSync(join(root, 'node_modules/electron/dist/version'), 'utf8').trim(),
  ...fontPrints(),
})

const recordedOn = (): Record<string, string> => (existsSync(machineFile) ? (JSON.parse(readFileSync(machineFile, 'utf8')) as Record<string, string>) : {})

/** Why pictures taken here can’t be compared with the kept ones, in words with the way out; null when they can. */
export function incomparable(): string | null {
  const [here, there] = [thisMachine(), recordedOn()]
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])].filter((name) => here[name] !== there[name])
  if (names.length === 0) return null
  const differences = names.map((name) => `${name} was ${there[name] ?? 'none'}, is ${here[name] ?? 'none'}`)
  return `The kept pictures were recorded elsewhere (${differences.join('; ')}). To compare here, check out what they should look like and run: npm run visual:update`
}

export const keptPictures = (): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.png')) : [])

/** Before recording: what is of another machine, or of no scene, goes. */
export function makeRoom(): void {
  const stale = incomparable() !== null
  for (const file of keptPictures()) if (stale || !pictures.some((picture) => picture.file === file)) rmSync(join(folder, file))
  mkdirSync(folder, { recursive: true })
  writeFileSync(machineFile, `${JSON.stringify(thisMachine(), null, 2)}\n`)
}
