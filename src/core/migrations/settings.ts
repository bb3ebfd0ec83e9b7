import { z } from 'zod'
import { explain } from '../explain'
import { check, sectionNames, sections, settings as schema, SETTINGS_VERSION, type Check, type Settings } from '../../shared/settings'

export type File = Record<string, unknown>

/**
 * One pure step per version: `steps[n]` turns a file of version n into one of version n + 1. Never edit a step that
 * has shipped; tests/fixtures/settings keeps a file of every version.
 */
export const steps: readonly ((file: File) => File)[] = [
  // 0 → 1: files written by hand before there was a version.
  (file) => ({ ...file, version: 1 }),
]

export interface Opened {
  settings: Settings
  /** What had to be replaced by its default, in words with the place and a right value. */
  problems: string[]
  /** The file was written by a newer console, and must not be overwritten. */
  fromTheFuture: boolean
}

/** Any JSON → usable settings. A broken section falls back to its defaults; the others are kept. */
export function openSettings(value: unknown): Opened {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { settings: schema.parse({ version: SETTINGS_VERSION }), problems: ['The settings file holds no settings; defaults are used.'], fromTheFuture: false }
  const file = upgrade(value as File)
  const fromTheFuture = versionOf(file) > SETTINGS_VERSION
  const problems: string[] = fromTheFuture
    ? [`The settings file is of version ${versionOf(file)}, this console knows ${SETTINGS_VERSION}; what it doesn’t know is ignored.`]
    : []
  const opened: File = { version: SETTINGS_VERSION }
  for (const name of sectionNames) {
    const section = sections[name] as z.ZodType
    const parsed = section.safeParse(file[name] ?? {})
    opened[name] = parsed.success ? parsed.data : salvage(section as z.ZodObject, file[name], name, problems)
  }
  return { settings: schema.parse(opened), problems, fromTheFuture }
}

/** Anything that is no version of ours counts as the oldest: written by hand. */
export const versionOf = ({ version }: File): number => (typeof version === 'number' && Number.isInteger(version) && version > 0 ? version : 0)

/** A file of any older version, whole or in part, as this version writes it. */
export function upgrade(file: File): File {
  let current = file
  for (let version = versionOf(file); version < steps.length; version++) current = steps[version]!(current)
  return current
}

/** Keeps each field that is good by itself, and names each one that isn't. */
function salvage(section: z.ZodObject, value: unknown, name: string, problems: string[]): unknown {
  const defaults = section.parse({}) as File
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`settings “${name}” should be an object such as ${JSON.stringify(defaults)}; its defaults are used.`)
    return defaults
  }
  const kept: File = { ...defaults }
  for (const [field, fieldSchema] of Object.entries(section.shape)) {
    if (!(field in value)) continue
    const parsed = (fieldSchema as z.ZodType).safeParse((value as File)[field])
    if (parsed.success) kept[field] = parsed.data
    else if (name === 'checks' && field === 'list' && Array.isArray((value as File)[field])) kept[field] = salvageChecks((value as File)[field] as unknown[], problems)
    else problems.push(`“${name}.${field}”: ${explain(parsed.error)}; using ${JSON.stringify(defaults[field])}.`)
  }
  return kept
}

const mostChecks = 200

/** A broken check costs only itself. */
function salvageChecks(list: readonly unknown[], problems: string[]): Check[] {
  const kept = new Map<string, Check>()
  for (const [i, entry] of list.entries()) {
    const parsed = check.safeParse(entry)
    const why = !parsed.success
      ? explain(parsed.error, true)
      : kept.has(parsed.data.id)
        ? `another check is called “${parsed.data.id}”`
        : kept.size === mostChecks
          ? `there can be ${mostChecks} checks`
          : null
    if (why === null) kept.set(parsed.data!.id, parsed.data!)
    else problems.push(`“checks.list[${i}]”${nameOf(entry)}: ${why}; this check is left out.`)
  }
  return [...kept.values()]
}

/** What a person knows a broken entry by. */
function nameOf(entry: unknown): string {
  const { title, id } = (typeof entry === 'object' && entry !== null ? entry : {}) as File
  const name = [title, id].find((value) => typeof value === 'string' && value !== '')
  return name === undefined ? '' : ` (${String(name).slice(0, 60)})`
}
