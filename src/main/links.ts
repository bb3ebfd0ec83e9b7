import { app } from 'electron'
import { linkIn, linkScheme, placeOf } from '../shared/deep-links'
import type { ConsoleWindow } from './window'

/** Shows what a link leads to; one that leads nowhere opens the window and says so there. */
export function followLink(window: ConsoleWindow, link: string): void {
  const place = placeOf(link)
  window.show(place ?? { page: 'overview', id: null }, place === null)
}

/** The link this program was started with; what asks for the lock hands it on. */
export const startLink = (): string | null => linkIn(process.argv)

/** Links of other starts of the program, and of a system that hands them over itself, also as its `asDefault` one. Call once this is the only instance. */
export function takeLinks(window: ConsoleWindow, { asDefault }: { asDefault: boolean }): void {
  app.on('second-instance', (_event, _args, _folder, data) => {
    const { link } = (data ?? {}) as { link?: unknown }
    if (typeof link === 'string') followLink(window, link)
    else window.open()
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    // The system may have started the program for it.
    void app.whenReady().then(() => followLink(window, link))
  })
  // On Linux the installed .desktop file says it. A checkout is no program a system could start again.
  if (asDefault && app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(linkScheme)
}
