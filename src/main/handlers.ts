import { app, dialog, shell, type BrowserWindow } from 'electron'
import { probes } from '../core/registry'
import type { Engine } from '../host/assemble'
import type { Paths } from '../host/paths'
import type { Vault } from '../host/secrets'
import { fromFault, good } from '../core/reading'
import type { Reading } from '../shared/model'
import { fault } from '../shared/faults'
import type { Handlers } from '../shared/ipc'
import { links } from '../shared/links'
import { err, ok } from '../shared/result'
import { secretVariables, type SecretName, type SettingsView } from '../shared/settings'

export interface HandlerParts {
  engine: Engine
  vault: Vault
  paths: Paths
  window(): BrowserWindow | null
}

/** The target a credential is for. */
const targetOf: Partial<Record<SecretName, string>> = { notionToken: 'notion', stripeKey: 'stripe' }

export function settingsView({ engine, vault, paths }: Pick<HandlerParts, 'engine' | 'vault' | 'paths'>): SettingsView {
  return {
    settings: engine.settings.get(),
    secrets: engine.secrets.states(),
    fromEnvironment: { ...engine.settings.fromEnvironment },
    keychain: { available: vault.available, name: vault.name },
    paths: { data: paths.data, logs: paths.logs },
    version: app.getVersion(),
    runtime: `Electron ${process.versions.electron}, Node ${process.versions.node}`,
  }
}

/** What a window may ask for. Each line is one call of shared/ipc.ts; a missing one doesn't compile. */
export function handlers(parts: HandlerParts): Handlers {
  const { engine, paths } = parts
  const { console, scheduler, settings, store } = engine
  const view = () => settingsView(parts)
  return {
    'snapshot.get': async () => ok(console.snapshot()),
    async 'probe.run'({ targets }) {
      await console.look(targets ? { reason: 'button', targets } : { reason: 'button' })
      return ok({ overall: console.snapshot().overall })
    },
    'settings.get': async () => ok(view()),
    async 'settings.update'(patch) {
      const updated = await settings.update(patch)
      if (!updated.ok) return updated
      void lookAfter(patch.section, engine)
      return ok(view())
    },
    'connection.connect': (input) => connect(parts, input),
    async 'connection.disconnect'({ secret }) {
      const removed = parts.vault.remove(secret)
      if (!removed.ok) return removed
      await lookAt(engine, targetOf[secret])
      return ok(view())
    },
    'jobs.run': async ({ job }) => scheduler.runNow(job),
    'jobs.history': async ({ limit }) => ok(store.runs(limit)),
    'incidents.list': async ({ limit }) => ok(store.incidents(limit)),
    'brief.latest': async () => ok(console.latestBrief()),
    'dialog.pickFolder': async ({ title }) => ok(await pick(parts, title, 'openDirectory')),
    'dialog.pickFile': async ({ title }) => ok(await pick(parts, title, 'openFile')),
    async 'open.folder'({ which }) {
      const problem = await shell.openPath(which === 'logs' ? paths.logs : paths.data)
      return problem ? err(fault('internal', 'The folder could not be opened.', paths[which])) : ok(undefined)
    },
    async 'open.link'({ link }) {
      await shell.openExternal(links[link])
      return ok(undefined)
    },
  }
}

/** A changed setting shows its effect at once. */
async function lookAfter(section: string, engine: Engine): Promise<void> {
  const affected = probes.filter((probe) => probe.section === section || (section === 'watch' && probe.kind === 'scheduler_tick'))
  if (affected.length > 0) await engine.console.look({ reason: 'button', targets: affected.map((probe) => probe.target) })
  if (section === 'watch' || section === 'costs') await engine.console.refreshCosts()
}

async function lookAt(engine: Engine, target: string | undefined): Promise<void> {
  if (target) await engine.console.look({ reason: 'button', targets: [target] })
  else engine.console.changed()
}

type Connect = Handlers['connection.connect']

/** Tries a pasted credential before keeping it: one the provider refuses isn't kept. */
async function connect(parts: HandlerParts, { secret, value, allowPlainFile }: Parameters<Connect>[0]): ReturnType<Connect> {
  const { engine, vault } = parts
  if (engine.secrets.fromEnvironment(secret))
    return err(fault('invalid_input', `This credential comes from ${secretVariables[secret]}.`, `Unset ${secretVariables[secret]} to change it here.`))
  const reading = await trial(parts, secret, value)
  if (reading?.code === 'auth_invalid') return ok({ stored: false, reading, view: settingsView(parts) })
  const kept = vault.set(secret, value, allowPlainFile)
  if (!kept.ok) return kept
  await lookAt(engine, targetOf[secret])
  return ok({ stored: true, reading, view: settingsView(parts) })
}

/** What a pasted credential finds; null where there is nothing to ask with it yet. */
async function trial({ engine }: HandlerParts, secret: SecretName, value: string): Promise<Reading | null> {
  if (secret === 'telegramToken') {
    const bot = await engine.telegram.me(value)
    return bot.ok ? good('', { figure: `@${bot.value.name}` }) : fromFault(bot.error)
  }
  const probe = probes.find((candidate) => candidate.target === targetOf[secret])
  if (!probe) return null
  const sample = await engine.console.tryOut(probe, (name) => (name === secret ? value : engine.secrets.get(name)))
  const { status, code, message, hint, figure, value: figureValue, detail } = sample
  return { status, code, message, hint, figure, value: figureValue, detail }
}

async function pick({ window }: HandlerParts, title: string, property: 'openDirectory' | 'openFile'): Promise<string | null> {
  const parent = window()
  const options = { title, properties: [property] }
  const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}
