import { app, session } from 'electron'
import { devServer, scheme } from './content'

/** No content of ours needs a permission, another page, another window or a webview; so nothing gets one. */
export function harden(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!isOwn(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

export function isOwn(url: string): boolean {
  const dev = devServer()
  return url.startsWith(`${scheme}://console/`) || (dev !== null && url.startsWith(dev))
}
