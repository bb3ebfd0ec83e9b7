import { app, Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron'
import { join } from 'node:path'
import { trayView, type TrayView } from '../core/views/tray'
import type { Sink } from '../host/hub'
import type { Overall, Snapshot } from '../shared/model'

export interface TrayActions {
  open(): void
  probe(): void
  /** Silences all messages for so long; null ends that. */
  mute(forMs: number | null): void
  quit(): void
}

const states: Overall[] = ['ok', 'warning', 'fail', 'unknown']

/** The tray as a projection of the snapshot; `mark` begins its tooltip. A desktop without a tray has none, and nothing else changes. */
export function openTray(actions: TrayActions, mark = ''): Sink<Snapshot> & { current(): TrayView | null } {
  const images = Object.fromEntries(states.map((state) => [state, image(state)])) as Record<Overall, NativeImage>
  const tray = new Tray(images.unknown)
  let shown: TrayView | null = null
  tray.on('click', actions.open)
  return {
    name: 'tray',
    current: () => shown,
    take(snapshot) {
      const view = trayView(snapshot)
      if (shown && JSON.stringify(shown) === JSON.stringify(view)) return
      if (shown?.icon !== view.icon) tray.setImage(images[view.icon])
      tray.setToolTip(`${mark}${view.tooltip}`)
      tray.setContextMenu(Menu.buildFromTemplate(menu(view, actions)))
      shown = view
    },
  }
}

const image = (state: Overall): NativeImage => nativeImage.createFromPath(join(app.getAppPath(), 'resources', 'tray', `${state}.png`))

const hourMs = 3_600_000

function muting({ muted }: TrayView, { mute }: TrayActions): MenuItemConstructorOptions[] {
  if (muted !== null) return [{ label: muted, enabled: false }, { label: 'Unmute messages', click: () => mute(null) }]
  const items = [1, 4, 8].map((hours) => ({ label: `${hours} h`, click: () => mute(hours * hourMs) }))
  return [{ label: 'Mute messages', submenu: items }]
}

function menu(view: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  const reasons = view.reasons.length > 0 ? view.reasons : [view.tooltip]
  return [
    ...reasons.map((label) => ({ label, click: actions.open })),
    { type: 'separator' },
    { label: 'Open EchoPilot Console', click: actions.open },
    { label: 'Run health probe', click: actions.probe },
    ...muting(view, actions),
    { type: 'separator' },
    { label: 'Quit', click: actions.quit },
  ]
}
