import { app, Notification, powerMonitor, session, shell } from 'electron'
import type { Message } from '../core/plugin'
import { assemble, type Engine } from '../host/assemble'
import { Backtests } from '../host/backtest'
import { proxyFromRules } from '../host/io/network'
import type { KeyValueFile } from '../host/settings-store'
import type { Result } from '../shared/result'
import type { Choices } from './choices'
import { answerWith } from './answer'
import { appCpuSeconds } from './cpu'
import { handlers, settingsView } from './handlers'
import type { Answer } from './ipc'
import { openKeychain } from './keychain'
import { setOpenAtLogin } from './login-item'
import { notifications } from './notifications'
import { openTray } from './tray'
import type { ConsoleWindow } from './window'

/** Closing the window usually ends a program; that this one goes on is said the first time. */
function sayOnceThatItGoesOn({ store }: Engine): void {
  if (store.meta('told_that_it_goes_on') !== null) return
  store.setMeta('told_that_it_goes_on', 'yes')
  new Notification({
    title: 'EchoPilot Console keeps watching',
    body: 'Open it from the tray, or start it again. To end it, choose Quit in the tray or press Ctrl+Q in its window.',
    silent: true,
  }).show()
}

/** The engine with the desktop around it. Loaded after the window has been asked for, so that neither waits. */
export async function startEngine({ paths, originMap }: Choices, window: ConsoleWindow, serve: (answer: Answer) => void): Promise<Result<Engine>> {
  const vault = openKeychain(paths.secrets)
  const onClick = (message: Message) => window.show(message.incident ? 'incidents' : 'overview', message.incident)
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
    showNotification: notifications(onClick),
    cpuSeconds: appCpuSeconds,
  })
  if (!assembled.ok) return assembled
  const engine = assembled.value
  const backtests = new Backtests({ store: engine.store, spending: engine.spending, settings: () => engine.settings.get(), onProgress: (rule, part) => window.push('backtest', { rule, part }) })
  const parts = { engine, vault, paths, backtests, window: () => window.browserWindow, push: window.push.bind(window) }

  const answers = handlers(parts)
  const first: typeof answers['snapshot.get'] = (nothing) => {
    window.pageListens()
    return answers['snapshot.get'](nothing)
  }
  serve(answerWith({ ...answers, 'snapshot.get': first }, engine.onBug))
  engine.console.snapshots.subscribe({ name: 'window', take: (snapshot) => window.push('snapshot', snapshot) })
  engine.messaging.changes.subscribe({ name: 'window', take: (change) => window.push('messages', change) })
  engine.console.snapshots.subscribe(
    openTray({
      open: () => window.open(),
      probe: () => engine.console.lookBehind({ reason: 'button' }),
      mute: (forMs) => engine.messaging.setMute(forMs),
      quit: () => app.quit(),
    }),
  )
  engine.spending.onChange((at) => window.push('costs', { at }))
  let opensAtLogin = engine.settings.get().startup.openAtLogin
  engine.settings.onChange(() => {
    window.push('settings', settingsView(parts))
    const { openAtLogin } = engine.settings.get().startup
    if (openAtLogin !== opensAtLogin) setOpenAtLogin((opensAtLogin = openAtLogin))
  })
  let quitting = false
  app.once('before-quit', () => (quitting = true))
  window.onClosed = () => {
    if (!quitting) sayOnceThatItGoesOn(engine)
  }
  powerMonitor.on('suspend', () => engine.sleep())
  powerMonitor.on('resume', () => engine.wake())
  await engine.start()
  process.stdout.write(`EchoPilot Console: local API on ${engine.console.snapshot().api.url}\n`)
  return assembled
}
