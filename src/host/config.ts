import { writeFileSync } from 'node:fs'
import { configOf, differences, readConfig, writeConfig } from '../core/config'
import { fault } from '../shared/faults'
import { err, ok, type Result } from '../shared/result'
import type { Difference } from '../shared/ipc'
import { sectionNames, type SectionName, type Settings } from '../shared/settings'
import { readJson } from './json'
import type { SettingsStore } from './settings-store'

export interface Proposal {
  before: Settings
  next: Settings
  changes: Difference[]
}

/**
 * All settings but secrets, as one file. What variables decide for this run is no part of it: the file gives and takes
 * what is stored.
 */
export class Config {
  constructor(
    private readonly settings: SettingsStore,
    /** Shows the effect of what was applied. */
    private readonly onApplied: (changed: SectionName[]) => void = () => {},
  ) {}

  /** The file's content. */
  content(): Record<string, unknown> {
    return configOf(this.settings.stored())
  }

  /** The file's text. */
  text(): string {
    return writeConfig(this.settings.stored())
  }

  /** What applying a file's content would change; a content that can't be used changes nothing at all. */
  propose(content: unknown): Result<Proposal> {
    const before = this.settings.stored()
    const next = readConfig(content, before)
    return next.ok ? ok({ before, next: next.value, changes: differences(before, next.value) }) : next
  }

  async apply({ before, next, changes }: Proposal): Promise<Result<Settings>> {
    if (changes.length === 0) return ok(this.settings.get())
    const replaced = await this.settings.replace(before, next)
    if (replaced.ok) this.onApplied(sectionNames.filter((name) => changes.some(({ place }) => place.startsWith(`${name}.`))))
    return replaced
  }
}

export const rightFile = 'A right file is what “echopilot config export” writes, or any part of it.'

/** A file's JSON, or what is wrong with it. */
export const readConfigFile = (path: string): Result<unknown> => readJson(path, rightFile)

export function writeText(path: string, text: string): Result<string> {
  try {
    writeFileSync(path, text)
    return ok(path)
  } catch (error) {
    return err(fault('storage_failed', `${path} can’t be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`, 'Choose another folder.'))
  }
}
