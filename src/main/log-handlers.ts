import { app, shell, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../host/engine'
import type { LogSurroundings } from '../host/logs/log-desk'
import { LogThread } from '../host/logs/log-thread'
import type { Paths } from '../host/paths'
import { fault } from '../shared/faults'
import type { Handlers, PushPayload } from '../shared/ipc'
import { err, ok } from '../shared/result'

interface LogHandlerParts {
  engine: Engine
  paths: Paths
  window(): BrowserWindow | null
  push(name: 'logs', state: PushPayload<'logs'>): void
}

type LogHandlers = Pick<Handlers, 'logs.sources' | 'logs.open' | 'logs.rows' | 'logs.line' | 'logs.at' | 'logs.reveal' | 'logs.close'>

/** What the Logs page asks for. Files are read on a thread of their own; only what a window may see comes from there. */
export function logHandlers({ engine, paths, window, push }: LogHandlerParts): LogHandlers {
  const { calls } = new LogThread(join(app.getAppPath(), 'out', 'main', 'log-worker.js'), (state) => push('logs', state))
  const around = (): LogSurroundings => ({
    own: paths.logs,
    watched: engine.settings.get().watch.logDir,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    secrets: engine.redacted(),
  })
  const closes = new WeakSet<object>()
  return {
    'logs.sources': async () => ok(await calls.sources(around())),
    async 'logs.open'(asked) {
      const shown = window()
      // A window that is closed doesn't say that its page is left.
      if (shown && !closes.has(shown)) closes.add(shown.once('closed', () => void calls.close()))
      return calls.open(around(), asked)
    },
    async 'logs.rows'(asked) {
      return calls.rows(around(), asked)
    },
    async 'logs.line'(asked) {
      return calls.text(around(), asked)
    },
    async 'logs.at'(asked) {
      return calls.rowAt(around(), asked)
    },
    async 'logs.reveal'({ path }) {
      const { sources } = await calls.sources(around())
      if (!sources.some(({ id }) => id === path) || !existsSync(path)) return err(fault('path_missing', 'This log is gone.', 'Choose another one.'))
      shell.showItemInFolder(path)
      return ok(undefined)
    },
    'logs.close': async () => ok(await calls.close()),
  }
}
