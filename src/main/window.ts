import { app, BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { pushChannel } from '../shared/channel-names'
import type { PushName, PushPayload } from '../shared/ipc'
import type { Place } from '../shared/places'
import { devServer, startUrl } from './content'
import { keepWindowState, readWindowState, smallest, usual } from './window-state'

const background = { dark: '#16181d', light: '#fbfbfc' }

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
    window.once('ready-to-show', () => window.show())
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

  get browserWindow(): BrowserWindow | null {
    return this.window
  }
}
