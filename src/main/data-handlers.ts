import { app, shell } from 'electron'
import { join } from 'node:path'
import { backupName } from '../core/data/backup-names'
import { diagnose, makeReport } from '../host/data/diagnose'
import { exportFileName } from '../host/data/export'
import { writeText } from '../host/config'
import { systemClock } from '../host/io/clock'
import { fault } from '../shared/faults'
import type { Handlers } from '../shared/ipc'
import { err, ok } from '../shared/result'
import { pick, saveAs } from './dialogs'
import type { HandlerParts } from './handlers'

type Parts = Pick<HandlerParts, 'engine' | 'vault' | 'paths' | 'window'>
type DataCalls = 'work.list' | 'work.cancel' | `data.${'view' | 'backUp' | 'reveal' | 'examine' | 'restore' | 'discard' | 'export' | 'freePlan' | 'free'}`
type AboutCalls = 'about.view' | 'report.make' | 'report.save'

/** Incidents a report tells of. */
const incidentsReported = 20

/** What Settings › Data and About ask for. */
export const dataHandlers = (parts: Parts): Pick<Handlers, DataCalls | AboutCalls> => ({ ...keepingHandlers(parts), ...aboutHandlers(parts) })

function keepingHandlers({ engine: { works, data }, paths, window }: Parts): Pick<Handlers, DataCalls> {
  return {
    'work.list': async () => ok(works.views()),
    'work.cancel': async ({ id }) => ok(works.cancel(id)),
    'data.view': () => data.view(),
    async 'data.backUp'({ elsewhere }) {
      const file = elsewhere ? await saveAs(window(), 'Save a backup', backupName(systemClock.now(), 'manual'), 'gz') : null
      if (elsewhere && file === null) return ok(null)
      const made = await data.backUp(file)
      return made.ok ? ok(made.value.file) : made
    },
    async 'data.reveal'({ name }) {
      const path = data.revealed(name)
      if (path === null) return err(fault('path_missing', 'This backup is gone.', 'Choose another one.'))
      shell.showItemInFolder(path)
      return ok(undefined)
    },
    async 'data.examine'({ name }) {
      const file = name === null ? await pick(window(), 'Restore a backup', 'openFile') : join(paths.backups, name)
      if (file === null) return ok(null)
      if (name !== null && data.revealed(name) === null) return err(fault('path_missing', 'This backup is gone.', 'Choose another one.'))
      return data.examine(file)
    },
    async 'data.restore'() {
      const decided = await data.restore()
      // The answer goes out first; the next start puts everything in place before it opens anything.
      if (decided.ok) setImmediate(startAnew)
      return decided
    },
    'data.discard': async () => ok(data.discard()),
    async 'data.export'(asked) {
      const file = await saveAs(window(), 'Export', exportFileName(asked), asked.as)
      if (file === null) return ok(null)
      const rows = await data.exportTo(asked, file)
      return rows.ok ? ok({ file, rows: rows.value }) : rows
    },
    'data.freePlan': () => data.freePlan(),
    'data.free': () => data.free(),
  }
}

function aboutHandlers({ engine, vault, paths, window }: Parts): Pick<Handlers, AboutCalls> {
  const { console, store, settings, redacted, data } = engine
  let report = ''
  const diagnosis = async () => {
    const { startedAt, api } = console.snapshot()
    const runtime = `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`
    return diagnose({ paths, version: app.getVersion(), runtime, startedAt, api: api.url, keychain: vault.available ? vault.name : null, engine: store.engine, checks: await data.checks() })
  }
  return {
    'about.view': async () => ok(await diagnosis()),
    async 'report.make'() {
      report = makeReport({ at: systemClock.now(), diagnostics: await diagnosis(), logs: paths.logs, settings: settings.stored(), incidents: store.incidents.newest(incidentsReported), secrets: redacted() })
      return ok(report)
    },
    async 'report.save'() {
      const name = `echopilot-report-${new Date(systemClock.now()).toISOString().slice(0, 10)}.txt`
      const file = await saveAs(window(), 'Save the report', name, 'txt')
      return file === null ? ok(null) : writeText(file, report)
    },
  }
}

function startAnew(): void {
  app.relaunch()
  app.quit()
}
