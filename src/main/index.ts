import { app, dialog, Menu, nativeTheme } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../host/engine'
import { systemClock } from '../host/io/clock'
import { reportPaints } from './bench'
import { readChoices } from './choices'
import { declareScheme, pageText, serveContent } from './content'
import { markDemo, removeAtEnd } from './demo'
import { harden } from './hardening'
import { openCalls } from './ipc'
import { LastViewFile } from './last-view'
import { followLink, startLink, takeLinks } from './links'
import { applicationMenu } from './menu'
import { ConsoleWindow } from './window'

const choices = readChoices()
if (choices.problem) {
  process.stderr.write(`${choices.problem}\n`)
  app.exit(2)
}

if (choices.demo) removeAtEnd(choices.demo)
mkdirSync(choices.paths.data, { recursive: true })
app.setPath('userData', choices.paths.data)
app.setPath('sessionData', join(choices.paths.data, 'session'))
app.setAppLogsPath(choices.paths.logs)
nativeTheme.themeSource = choices.theme
declareScheme()
// Else a default one is built before the window is: ours follows after it.
Menu.setApplicationMenu(null)

const window = new ConsoleWindow(join(choices.paths.data, 'window.json'), choices.demo ? markDemo : reportPaints)
const lastView = new LastViewFile(join(choices.paths.data, 'last-view'), pageText, systemClock)
void lastView.load()
let engine: Engine | null = null
let ending = false
const link = startLink()

/** A message on its way may finish; longer than this nobody waits for a program to end. */
const endWithinMs = 5000

/** How long a window may keep the engine waiting; one that can't load must not stop the watching. */
const longestHeadStartMs = 2000

if (app.requestSingleInstanceLock({ link })) {
  takeLinks(window, { asDefault: !choices.demo })
  app.on('activate', () => window.open())
  // Closing the window ends nothing: the tray, the schedule and the alerts go on.
  app.on('window-all-closed', () => {})
  app.on('before-quit', endInOrder)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
  // Not awaited: a top-level await here would keep the app from ever becoming ready.
  app.whenReady().then(start).catch(giveUp)
} else {
  process.stdout.write('EchoPilot Console is already running; its window comes to the front.\n')
  app.quit()
}

async function start(): Promise<void> {
  harden()
  serveContent(figuresForPage)
  const { serve, asked } = openCalls()
  if (!choices.hidden || link !== null) {
    if (link === null) window.open()
    else followLink(window, link)
    await Promise.race([asked, new Promise((done) => setTimeout(done, longestHeadStartMs))])
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu()))
  const { startEngine } = await import('./engine')
  const started = await startEngine(choices, window, serve, lastView)
  if (started.ok) {
    engine = started.value
    engine.settings.onChange(() => (nativeTheme.themeSource = engine?.settings.get().appearance.theme ?? 'system'))
    return
  }
  process.stderr.write(`${started.error.message} ${started.error.hint ?? ''}\n`)
  if (process.env['CI'] === undefined) dialog.showErrorBox('EchoPilot Console can’t start', `${started.error.message}\n\n${started.error.hint ?? ''}`)
  app.exit(1)
}

/** A page that goes to another place at once doesn’t begin with a picture of the overview. */
async function figuresForPage(): ReturnType<LastViewFile['forPage']> {
  const figures = await lastView.forPage()
  return figures && window.isAwaited ? { ...figures, still: null } : figures
}

/** Nothing works without an engine: better a word and an end than a window that stays empty. */
function giveUp(error: unknown): void {
  process.stderr.write(`EchoPilot Console could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  app.exit(1)
}

/** Everything written is on disk before the process goes. */
function endInOrder(event: { preventDefault(): void }): void {
  if (ending || !engine) return
  event.preventDefault()
  ending = true
  const patience = new Promise((done) => setTimeout(done, endWithinMs))
  void Promise.race([Promise.all([engine.stop(), lastView.end()]), patience]).finally(() => app.quit())
}
