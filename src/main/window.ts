import { app, BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { pushChannel } from '../shared/channel-names'
import type { PushName, PushPayload } from '../shared/ipc'
import type { Place } from '../shared/places'
import { devServer, startUrl } from './content'
import { keepWindowState, readWindowState, smallest, usual } from './window-state'

/** The page’s own ground, as in styles/tokens.css: what is seen until it has painted. */
const background = { dark: '#141518', light: '#f6f6f4' }

/** The one window: a mirror that may be closed and opened again at any time. */
export class ConsoleWindow {
  private window: BrowserWindow | null = null
  /** A page that has loaded doesn't listen yet: its code comes later. */
  private listens = false
  private awaited: PushPayload<'navigate'> | null = null
  onClosed: () => void = () => {}

  constructor(
    private readonly stateFile: string,
    private readonly onOpened: (window: BrowserWindow) => void = () => {},
  ) {}

  open(): BrowserWindow {
    if (this.window) {
      if (this.window.isMinimized()) this.window.restore()
      this.window.show()
      this.window.focus()
      return this.window
    }
    const state = readWindowState(this.stateFile)
    const window = new BrowserWindow({
      ...usual,
      ...state.bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      title: app.name,
      icon: join(app.getAppPath(), 'resources', 'window.png'),
      backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
      autoHideMenuBar: true,
      webPreferences: {
        preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    })
    if (state.maximized) window.maximize()
    keepWindowState(window, this.stateFile)
    // Not before its page is there, and not later: a hidden window’s first paint doesn’t count, it would be painted once more.
    window.webContents.once('did-navigate', () => window.show())
    window.on('closed', () => {
      this.window = null
      this.onClosed()
    })
    window.webContents.on('did-start-loading', () => (this.listens = false))
    this.window = window
    this.listens = false
    this.onOpened(window)
    void window.loadURL(devServer() ?? startUrl)
    return window
  }

  push<N extends PushName>(name: N, payload: PushPayload<N>): void {
    // A window that is still loading asks for the state itself.
    if (this.window && !this.window.isDestroyed()) this.window.webContents.send(pushChannel(name), JSON.stringify(payload))
  }

  /** Pushes what wants an answer; false where no page would hear it. */
  ask<N extends PushName>(name: N, payload: PushPayload<N>): boolean {
    if (this.window && this.listens) this.push(name, payload)
    return this.window !== null && this.listens
  }

  /** Opens the window at a place; `misled`: it was asked for another, which isn’t there. */
  show(place: Place, misled = false): void {
    this.open()
    this.awaited = { ...place, misled }
    if (this.listens) this.pageListens()
  }

  /** Its page hears what is pushed from now on: it has asked its first question. */
  pageListens(): void {
    this.listens = true
    if (this.awaited) this.push('navigate', this.awaited)
    this.awaited = null
  }

  /** Its page goes to a place as soon as it listens. */
  get isAwaited(): boolean {
    return this.awaited !== null
  }

  get browserWindow(): BrowserWindow | null {
    return this.window
  }
}
