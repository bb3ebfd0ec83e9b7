import type { MenuItemConstructorOptions } from 'electron'

/** Hidden on Linux and Windows until Alt; its shortcuts (copy, zoom, quit) work all the same. */
export const applicationMenu = (): MenuItemConstructorOptions[] => [
  ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
  { label: 'File', submenu: [{ role: 'close' }, { role: 'quit', accelerator: 'CmdOrCtrl+Q' }] },
  { role: 'editMenu' },
  { label: 'View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }] },
]
