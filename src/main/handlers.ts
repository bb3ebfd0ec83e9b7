import { app, shell, type BrowserWindow } from 'electron'
import { rules } from '../core/registry'
import type { Backtests } from '../host/backtest'
import { systemClock } from '../host/io/clock'
import type { Engine } from '../host/engine'
import type { Demo } from '../host/demo/open-demo'
import { readConfigFile, writeText, type Proposal } from '../host/config'
import { lookAfter } from '../host/look-after'
import type { Paths } from '../host/paths'
import type { Vault } from '../host/secrets'
import { fault } from '../shared/faults'
import type { Handlers, PushName, PushPayload } from '../shared/ipc'
import type { WindowArtist } from './artist'
import { costHandlers } from './cost-handlers'
import { demoHandlers } from './demo-handlers'
import { dataHandlers } from './data-handlers'
import { pick, saveAs } from './dialogs'
import { fleetHandlers } from './fleet-handlers'
import { incidentHandlers } from './incident-handlers'
import { jobHandlers } from './job-handlers'
import { logHandlers } from './log-handlers'
import { timelineHandlers } from './timeline-handlers'
import { links } from '../shared/links'
import { err, ok, type Result } from '../shared/result'
import type { SettingsView } from '../shared/settings'

export interface HandlerParts {
  artist: WindowArtist
  engine: Engine
  vault: Vault
  paths: Paths
  backtests: Backtests
  /** null in a real workspace. */
  demo: Demo | null
  window(): BrowserWindow | null
  /** To the window, if there is one. */
  push<N extends PushName>(name: N, payload: PushPayload<N>): void
}

export function settingsView({ engine, vault, paths }: Pick<HandlerParts, 'engine' | 'vault' | 'paths'>): SettingsView {
  return {
    settings: engine.settings.get(),
    secrets: engine.secrets.states(),
    checkSecrets: engine.checks.secretStates(),
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
  const { console, settings, connecting, checks, messaging } = engine
  const view = () => settingsView(parts)
  const viewAfter = (done: Result<unknown>) => (done.ok ? ok(view()) : done)
  const withView = <T extends object>(done: Result<T>) => (done.ok ? ok({ ...done.value, view: view() }) : done)
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
      lookAfter([patch.section], engine).catch((error: unknown) => engine.onBug('look', error))
      return ok(view())
    },
    async 'connection.connect'({ secret, value, allowPlainFile }) {
      return withView(await connecting.paste(secret, value, allowPlainFile))
    },
    async 'connection.disconnect'({ secret }) {
      return viewAfter(await connecting.disconnect(secret))
    },
    async 'google.signIn'({ client, allowPlainFile }) {
      return withView(await connecting.google.signIn(client, allowPlainFile))
    },
    'google.cancel': async () => ok(connecting.google.cancel()),
    'notion.dataSources': () => connecting.dataSources(),
    'telegram.findChat': ({ open }) => connecting.telegram.find(open),
    'telegram.cancel': async () => ok(connecting.telegram.cancel()),
    async 'telegram.useChat'({ chatId }) {
      return viewAfter(await connecting.telegram.use(chatId))
    },
    'checks.kinds': async () => ok(checks.kinds()),
    'checks.try': ({ check, secrets }) => checks.tryOut(check, secrets),
    async 'checks.save'({ check, secrets, allowPlainFile, place }) {
      return viewAfter(await checks.save(check, secrets, allowPlainFile, place))
    },
    async 'checks.remove'({ id }) {
      return viewAfter(await checks.remove(id))
    },
    ...configHandlers(parts, view),
    ...jobHandlers(engine),
    ...incidentHandlers(engine),
    'messages.mute': async ({ forMs }) => ok(messaging.setMute(forMs)),
    async 'rules.backtest'({ rule, days }) {
      const known = rules.map(({ id }) => id)
      if (!known.includes(rule)) return err(fault('invalid_input', `“${rule}” is no rule.`, `Rules: ${known.join(', ')}.`))
      const now = systemClock.now()
      const report = await parts.backtests.run(rule, { from: now - days * 86_400_000, to: now })
      return ok(report && { looks: report.looks, knownSince: report.knownSince === null ? null : Date.parse(report.knownSince), firings: report.firings })
    },
    'rules.cancelBacktest': async ({ rule }) => ok(parts.backtests.cancel(rule)),
    'forecasts.list': async () => ok(console.forecastViews()),
    'channels.list': async () => ok(messaging.channels()),
    'channels.test': ({ channel }) => messaging.testChannel(channel),
    ...costHandlers(parts),
    ...timelineHandlers(engine),
    ...fleetHandlers(engine),
    ...dataHandlers(parts),
    ...logHandlers(parts),
    ...demoHandlers(parts.demo),
    'view.drawn': async (drawn) => ok(parts.artist.answer(drawn)),
    'brief.latest': async () => ok(console.latestBrief()),
    'dialog.pickFolder': async ({ title }) => ok(await pick(parts.window(), title, 'openDirectory')),
    'dialog.pickFile': async ({ title }) => ok(await pick(parts.window(), title, 'openFile')),
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

/** Settings as a file: written and picked in dialogs, shown before they are applied. */
function configHandlers(parts: HandlerParts, view: () => SettingsView): Pick<Handlers, 'config.export' | 'config.preview' | 'config.apply'> {
  const { config } = parts.engine
  let proposed: Proposal | null = null
  return {
    async 'config.export'() {
      const file = await saveAs(parts.window(), 'Export settings', 'echopilot-settings.json', 'json')
      return file === null ? ok(null) : writeText(file, config.text())
    },
    async 'config.preview'() {
      proposed = null
      const file = await pick(parts.window(), 'Import settings', 'openFile')
      if (file === null) return ok(null)
      const content = readConfigFile(file)
      const proposal = content.ok ? config.propose(content.value) : content
      if (!proposal.ok) return proposal
      proposed = proposal.value
      return ok({ file, changes: proposal.value.changes })
    },
    async 'config.apply'() {
      if (!proposed) return err(fault('invalid_input', 'No file was picked.', 'Pick one first.'))
      const applied = await config.apply(proposed)
      proposed = null
      return applied.ok ? ok(view()) : applied
    },
  }
}
