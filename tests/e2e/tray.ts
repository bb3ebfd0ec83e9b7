import type { ElectronApplication } from '@playwright/test'

interface Seen {
  tooltip: string
  image: string
  menu: string[]
}

declare global {
  // Lives in the app's main process while a test watches.
  var traySeen: Seen
}

/** Notes what the app gives to its real tray from now on: the tooltip, the picture, and the menu's words. */
export async function watchTray(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Tray }) => {
    globalThis.traySeen = { tooltip: '', image: '', menu: [] }
    const { setImage, setToolTip, setContextMenu } = Tray.prototype
    Tray.prototype.setImage = function (image) {
      globalThis.traySeen.image = typeof image === 'string' ? image : image.toDataURL()
      return setImage.call(this, image)
    }
    Tray.prototype.setToolTip = function (text) {
      globalThis.traySeen.tooltip = text
      return setToolTip.call(this, text)
    }
    Tray.prototype.setContextMenu = function (menu) {
      globalThis.traySeen.menu = menu?.items.map(({ label }) => label) ?? []
      return setContextMenu.call(this, menu)
    }
  })
}

export const trayNow = (app: ElectronApplication): Promise<Seen> => app.evaluate(() => globalThis.traySeen)
