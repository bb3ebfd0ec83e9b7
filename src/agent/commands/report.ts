import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { writeText } from '../../host/config'
import { withReader } from '../../host/data/database'
import { checkDatabases } from '../../host/data/check'
import { diagnose, makeReport } from '../../host/data/diagnose'
import { systemClock } from '../../host/io/clock'
import type { Paths } from '../../host/paths'
import { Secrets } from '../../host/secrets'
import { SettingsStore } from '../../host/settings-store'
import { incidentOf } from '../../host/store/incident-rows'
import type { Incident } from '../../shared/model'
import { failed } from '../failed'
import type { Invocation } from '../options'
import { findRunning } from '../running'

/** Incidents a report tells of. */
const incidentsReported = 20

/** What somebody who helps has to know, without credentials and names: to standard output, or into a file. */
export async function report(invocation: Invocation): Promise<number> {
  const { paths, env, version, values, write, note } = invocation
  const running = (await findRunning(paths))?.instance ?? null
  const checks = await checkDatabases({ paths })
  const { incidents, engine } = existsSync(paths.database) ? await history(paths) : { incidents: [], engine: 'no database yet' }
  const startedAt = running ? Date.parse(running.startedAt) : null
  const runtime = `Node ${process.versions.node}`
  const diagnostics = await diagnose({ paths, version, runtime, startedAt, api: running?.api ?? null, keychain: null, engine, checks: checks.ok ? checks.value : [] })
  const settings = SettingsStore.readOnly(paths.settings, {}).stored()
  const text = makeReport({ at: systemClock.now(), diagnostics, logs: paths.logs, settings, incidents, secrets: [...new Secrets(env, null).all(), ...tokenOf(paths)] })
  if (values.out === undefined) write(text.trimEnd())
  else {
    const written = writeText(resolve(values.out), text)
    if (!written.ok) return failed(written.error, invocation)
    note(`Written to ${values.out}. Read it before you send it.`)
  }
  return 0
}

/** Newest first. */
const history = (paths: Paths): Promise<{ incidents: Incident[]; engine: string }> =>
  withReader(paths.database, (driver) => ({ engine: driver.engine, incidents: driver.prepare('SELECT body FROM incidents ORDER BY opened_at DESC LIMIT ?').all(incidentsReported).map(incidentOf) }))

const tokenOf = ({ token }: Paths): string[] => (existsSync(token) ? [readFileSync(token, 'utf8').trim()] : [])
