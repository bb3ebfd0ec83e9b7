import { app, Notification, powerMonitor, session, shell } from 'electron'
import type { Message } from '../core/plugin'
import { assemble } from '../host/assemble'
import type { Engine } from '../host/engine'
import { Backtests } from '../host/backtest'
import { proxyFromRules } from '../host/io/network'
import type { KeyValueFile } from '../host/settings-store'
import { incidentLink, overviewLink } from '../shared/deep-links'
import { ok, type Result } from '../shared/result'
import type { Choices } from './choices'
import { demoMark } from './demo'
import { answerWith } from './answer'
import { appCpuSeconds } from './cpu'
import { handlers, settingsView } from './handlers'
import { WindowArtist } from './artist'
import type { Answer } from './ipc'
import { openKeychain } from './keychain'
import type { LastViewFile } from './last-view'
import { followLink } from './links'
import { setOpenAtLogin } from './login-item'
import { notifications } from './notifications'
import { openTray } from './tray'
import type { ConsoleWindow } from './window'

/** Closing the window usually ends a program; that this one goes on is said the first time. */
function sayOnceThatItGoesOn({ store }: Engine, mark: string): void {
  if (store.meta('told_that_it_goes_on') !== null) return
  store.setMeta('told_that_it_goes_on', 'yes')
  new Notification({
    title: `${mark}EchoPilot Console keeps watching`,
    body: 'Open it from the tray, or start it again. To end it, choose Quit in the tray or press Ctrl+Q in its window.',
    silent: true,
  }).show()
}

/** The engine with the desktop around it. Loaded after the window has been asked for, so that neither waits. */
export async function startEngine({ paths, originMap, demo: chosen }: Choices, window: ConsoleWindow, serve: (answer: Answer) => void, lastView: LastViewFile): Promise<Result<Engine>> {
  const demo = chosen && (await (await import('../host/demo/open-demo')).openDemo({ paths, seed: chosen.seed, env: process.env, onView: (view) => window.push('demo', view) }))
  const vault = demo?.platform.vault ?? openKeychain(paths.secrets)
  const mark = demo ? demoMark : ''
  const onClick = (message: Message) => followLink(window, message.incident ? incidentLink(message.incident) : overviewLink)
  const assembled = await assemble({
    kind: 'console',
    version: app.getVersion(),
    paths,
    env: process.env,
    openSettingsFile: async (options) => {
      const { default: ElectronStore } = await import('electron-store')
      return new ElectronStore(options as never) as unknown as KeyValueFile
    },
    vault,
    originMap,
    proxyFor: async (asked) => proxyFromRules(await session.defaultSession.resolveProxy(asked.href)),
    openInBrowser: (url) => shell.openExternal(url),
    showNotification: demo?.showing(notifications(onClick, mark)) ?? notifications(onClick),
    cpuSeconds: appCpuSeconds,
    ...demo?.platform,
  })
  if (!assembled.ok) return assembled
  const engine = assembled.value
  const backtests = new Backtests({ store: engine.store, spending: engine.spending, settings: () => engine.settings.get(), onProgress: (rule, part) => window.push('backtest', { rule, part }) })
  const artist = new WindowArtist((drawing) => window.ask('draw', drawing))
  lastView.stills.drawnBy(artist.draw)
  const parts = { artist, engine, vault, paths, backtests, demo, window: () => window.browserWindow, push: window.push.bind(window) }

  const answers = handlers(parts)
  const first: typeof answers['snapshot.get'] = (nothing) => {
    window.pageListens()
    return answers['snapshot.get'](nothing)
  }
  serve(answerWith({ ...answers, 'snapshot.get': first }, engine.onBug))
  engine.console.snapshots.subscribe({ name: 'window', take: (snapshot) => window.push('snapshot', snapshot) })
  engine.console.snapshots.subscribe({ name: 'last-view', take: (snapshot) => void lastView.keep({ snapshot, settings: settingsView(parts) }, engine.redacted()) })
  engine.works.changes.subscribe({ name: 'window', take: (work) => window.push('work', work) })
  engine.messaging.changes.subscribe({ name: 'window', take: (change) => window.push('messages', change) })
  engine.console.snapshots.subscribe(
    openTray({
      open: () => window.open(),
      probe: () => engine.console.lookBehind({ reason: 'button' }),
      mute: (forMs) => engine.messaging.setMute(forMs),
      quit: () => app.quit(),
    }, mark),
  )
  engine.spending.onChange((at) => window.push('costs', { at }))
  engine.notes.onChange((at) => window.push('notes', { at }))
  let opensAtLogin = engine.settings.get().startup.openAtLogin
  engine.settings.onChange(() => {
    window.push('settings', settingsView(parts))
    const { openAtLogin } = engine.settings.get().startup
    if (!demo && openAtLogin !== opensAtLogin) setOpenAtLogin((opensAtLogin = openAtLogin))
  })
  let quitting = false
  app.once('before-quit', () => (quitting = true))
  window.onClosed = () => {
    if (!quitting) sayOnceThatItGoesOn(engine, mark)
  }
  powerMonitor.on('suspend', () => engine.sleep())
  powerMonitor.on('resume', () => engine.wake())
  await engine.start()
  demo?.begin(engine)
  process.stdout.write(`EchoPilot Console: local API on ${engine.console.snapshot().api.url}\n`)
  return demo ? ok({ ...engine, stop: () => Promise.all([demo.close(), engine.stop()]).then(() => {}) }) : assembled
}
