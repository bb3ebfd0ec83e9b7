import Conf from 'conf'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../src/core/io'
import type { Incident, Sample } from '../../src/shared/model'
import type { KeyValueFile, OpenFile } from '../../src/host/settings-store'
import { defaultSettings, type Settings } from '../../src/shared/settings'
import { startProviders } from '../fixtures/providers/index'

/** A folder of the test's own, gone when it ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'echopilot-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Stand-ins for this test; a broken vendor's contract fails it. */
export async function freshProviders(...behaviours: Parameters<typeof startProviders>) {
  const standIns = await startProviders(...behaviours)
  onTestFinished(() => standIns.close())
  return standIns
}

/** The settings file as the agent makes it. */
export const withConf: OpenFile = async ({ name, ...options }) => new Conf({ ...options, configName: name } as never) as unknown as KeyValueFile

/** Waits for a condition, bounded; its own value comes back. */
export async function until<T>(condition: () => T | Promise<T>, what: string, limitMs = 15_000): Promise<NonNullable<T>> {
  const giveUp = performance.now() + limitMs
  for (;;) {
    const value = await condition()
    if (value) return value
    if (performance.now() > giveUp) throw new Error(`waited in vain for: ${what}`)
    await pause(10)
  }
}

/** Settings as a file would give them, with some values of one's own. */
export function settingsWith(values: { [K in keyof Settings]?: Partial<Settings[K]> } = {}): Settings {
  const settings = defaultSettings() as unknown as Record<string, object>
  for (const [section, own] of Object.entries(values)) settings[section] = { ...settings[section], ...(own as object) }
  return settings as unknown as Settings
}

/** A clock that stands still until it is moved. */
export type HandClock = Clock & { at: number; advance(ms: number): void }

export function handClock(startAt = Date.UTC(2026, 10, 23, 12)): HandClock {
  return {
    at: startAt,
    now() {
      return this.at
    },
    monotonic() {
      return this.at - startAt
    },
    advance(ms) {
      this.at += ms
    },
  }
}

/** A promise and its switch. */
export function gate<T = void>() {
  let open!: (value: T) => void
  const opened = new Promise<T>((done) => (open = done))
  return { open, opened }
}

export const sampleOf = (target: string, at: number, own: Partial<Sample> = {}): Sample => ({
  target, kind: target, at, status: 'ok', code: null, message: '', hint: null, figure: null, value: null, detail: {}, latencyMs: 12.5, ...own,
})

export const incidentOf = (id: string, own: Partial<Incident> = {}): Incident => ({
  id, identity: `component-failing:${id}`, rule: 'component-failing', target: id, component: id, mark: '', severity: 'fail', title: `${id} fails`, message: 'It fails.', hint: null, code: 'server_error',
  openedAt: 1000, escalatedAt: null, acknowledgedAt: null, snooze: null, resolvedAt: null, ...own,
})
