import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { explain } from '../core/explain'
import { rightValue } from '../core/config-problems'
import { openSettings } from '../core/migrations/settings'
import { rightSetting } from '../core/right-settings'
import { fault } from '../shared/faults'
import { err, ok, type Result } from '../shared/result'
import { sections, settings as schema, settingVariables, SETTINGS_VERSION, type SectionName, type Settings, type SettingsPatch } from '../shared/settings'

/** The part of electron-store (and of conf beneath it) that is used. */
export interface KeyValueFile {
  store: Record<string, unknown>
}

export interface FileOptions {
  cwd: string
  name: string
  schema: Record<string, unknown>
  /** A check's settings may be text, figures or switches. */
  ajvOptions: { allowUnionTypes: true }
  projectVersion: string
  clearInvalidConfig: false
  accessPropertiesByDotNotation: false
  serialize(value: unknown): string
}

/** Makes the settings file: electron-store in the app, conf (what it is made of) in the agent; loaded when first needed. */
export type OpenFile = (options: FileOptions) => Promise<KeyValueFile>

/** The settings as they count now: file, then environment. */
export class SettingsStore {
  private current: Settings
  private file: KeyValueFile | null = null
  private updating: Promise<unknown> = Promise.resolve()
  private readonly listeners = new Set<() => void>()

  private constructor(
    private readonly openFile: (() => Promise<KeyValueFile>) | null,
    private kept: Settings,
    readonly problems: readonly string[],
    readonly fromEnvironment: Readonly<Record<string, string>>,
    private readonly overrides: readonly SettingsPatch[],
  ) {
    this.current = withOverrides(kept, overrides)
  }

  /**
   * Reads the file at `path`, upgrades it, and sets it aside when it is damaged or newer than this console; never
   * overwrites what it can't read.
   */
  static open(path: string, openFile: OpenFile, env: NodeJS.ProcessEnv, now: number): SettingsStore {
    const read = readFile(path)
    const opened = read.value === undefined ? openSettings({ version: SETTINGS_VERSION }) : openSettings(read.value)
    const problems = [...opened.problems]
    let setAside = false
    if (read.damaged || (opened.problems.length > 0 && existsSync(path))) {
      const aside = `${path}.${opened.fromTheFuture ? 'newer' : 'damaged'}-${now}`
      renameSync(path, aside)
      setAside = true
      if (read.damaged) problems.push('The settings file was damaged; defaults are used.')
      problems.push(`The file as it was is kept as ${aside}.`)
    }
    const { overrides, fromEnvironment, problems: envProblems } = readEnvironment(env)
    // Compiling the schema takes longer than everything else here, and only a change needs it: done at the first one.
    const lazily = async (): Promise<KeyValueFile> => {
      mkdirSync(dirname(path), { recursive: true })
      const file = await openFile({
        cwd: dirname(path),
        name: 'settings',
        schema: jsonSchema(),
        ajvOptions: { allowUnionTypes: true },
        projectVersion: `${SETTINGS_VERSION}.0.0`,
        clearInvalidConfig: false,
        accessPropertiesByDotNotation: false,
        serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
      })
      file.store = opened.settings as unknown as Record<string, unknown>
      return file
    }
    const store = new SettingsStore(lazily, opened.settings, [...problems, ...envProblems], fromEnvironment, overrides)
    // What could be kept of a damaged file must be there at the next start too.
    if (setAside) {
      store.updating = lazily().then(
        (file) => (store.file = file),
        // A folder that can't be written says so at the next change.
        () => {},
      )
    }
    return store
  }

  /** For one-shot commands: reads, never writes. */
  static readOnly(path: string, env: NodeJS.ProcessEnv): SettingsStore {
    const opened = openSettings(readFile(path).value ?? { version: SETTINGS_VERSION })
    const { overrides, fromEnvironment, problems } = readEnvironment(env)
    return new SettingsStore(null, opened.settings, [...opened.problems, ...problems], fromEnvironment, overrides)
  }

  get(): Settings {
    return this.current
  }

  /** What the file holds, without what variables decide for this run. */
  stored(): Settings {
    return this.kept
  }

  /**
   * Another set of settings in place of `before`, whole or not at all; durable when it resolves. Refused when something
   * else than `before` is stored by then: a change made meanwhile is not lost.
   */
  replace(before: Settings, after: Settings): Promise<Result<Settings>> {
    const replaced = this.updating.then(async () => {
      if (this.kept !== before) return err(fault('conflict', 'The settings have changed meanwhile; nothing was applied.', 'Look at the file again, then apply it.'))
      return this.keep(withOverrides(after, this.overrides), after)
    })
    this.updating = replaced.catch(() => {})
    return replaced
  }

  /** Changes one section, in the order of the calls; durable when it resolves. */
  update(patch: SettingsPatch): Promise<Result<Settings>> {
    const updated = this.updating.then(() => this.change(patch))
    this.updating = updated.catch(() => {})
    return updated
  }

  private async change({ section, values }: SettingsPatch): Promise<Result<Settings>> {
    const decided = Object.keys(values).find((field) => this.fromEnvironment[`${section}.${field}`])
    if (decided) {
      const variable = this.fromEnvironment[`${section}.${decided}`]
      return err(fault('invalid_input', `This value comes from ${variable}.`, `Unset ${variable} to change it here.`))
    }
    const unknown = Object.keys(values).find((field) => !(field in sections[section].shape))
    if (unknown) return err(fault('invalid_input', `There is no setting “${section}.${unknown}”.`, `Known: ${Object.keys(sections[section].shape).join(', ')}.`))
    const parsed = sections[section].safeParse({ ...this.current[section], ...withConsequences(section, values, this.current) })
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? Object.keys(values)[0])
      return err(fault('invalid_input', `“${section}.${field}”: ${explain(parsed.error)}.`, rightHint(section, field)))
    }
    const next = { ...this.current, [section]: parsed.data } as Settings
    return this.keep(next, withoutOverrides(next, this.stored(), this.overrides))
  }

  private async keep(counting: Settings, stored: Settings): Promise<Result<Settings>> {
    try {
      this.file ??= (await this.openFile?.()) ?? null
      if (this.file) this.file.store = stored as unknown as Record<string, unknown>
    } catch (error) {
      return err(fault('storage_failed', 'The settings could not be saved.', `Free some space or check the folder’s rights (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`))
    }
    this.current = counting
    this.kept = stored
    for (const listener of this.listeners) listener()
    return ok(counting)
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

function readFile(path: string): { value?: unknown; damaged: boolean } {
  if (!existsSync(path)) return { damaged: false }
  try {
    return { value: JSON.parse(readFileSync(path, 'utf8')) as unknown, damaged: false }
  } catch {
    return { damaged: true }
  }
}

const rightHint = (section: SectionName, field: string): string => rightValue(rightSetting(section, [field])).trim()

/**
 * The schema electron-store checks every write by; what it can't express in JSON is checked by zod before. Without the
 * defaults: what is written is whole, and its library takes none inside of a choice.
 */
function jsonSchema(): Record<string, unknown> {
  const override = ({ jsonSchema: made }: { jsonSchema: { default?: unknown } }) => void delete made.default
  const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override }) as { properties: Record<string, unknown> }
  return properties
}

interface Environment {
  overrides: SettingsPatch[]
  fromEnvironment: Record<string, string>
  problems: string[]
}

function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const found: Environment = { overrides: [], fromEnvironment: {}, problems: [] }
  for (const [variable, { section, field }] of Object.entries(settingVariables)) {
    const text = env[variable]?.trim()
    if (!text) continue
    const value = field === 'port' ? Number(text) : text
    const parsed = sections[section].safeParse({ [field]: value })
    if (!parsed.success) {
      found.problems.push(`${variable}=${text}: ${explain(parsed.error)}. ${rightHint(section, field)}`)
      continue
    }
    found.overrides.push({ section, values: { [field]: value } })
    found.fromEnvironment[`${section}.${field}`] = variable
  }
  return found
}

/** What the columns of a table mean was confirmed for that table only. */
function withConsequences(section: SettingsPatch['section'], values: SettingsPatch['values'], { notion }: Settings): SettingsPatch['values'] {
  const otherTable = section === 'notion' && 'financeDataSource' in values && values['financeDataSource'] !== notion.financeDataSource
  return otherTable ? { financeColumns: null, ...values } : values
}

function withOverrides(stored: Settings, overrides: readonly SettingsPatch[]): Settings {
  const merged: Record<string, unknown> = { ...stored }
  for (const { section, values } of overrides) merged[section] = { ...(merged[section] as object), ...values }
  return merged as Settings
}

/** What a variable decides for this run is not written into the file. */
function withoutOverrides(next: Settings, stored: Settings, overrides: readonly SettingsPatch[]): Settings {
  const clean: Record<string, unknown> = { ...next }
  for (const { section, values } of overrides) {
    const before = stored[section] as Record<string, unknown>
    const kept = Object.fromEntries(Object.keys(values).map((field) => [field, before[field]]))
    clean[section] = { ...(clean[section] as object), ...kept }
  }
  return clean as unknown as Settings
}
