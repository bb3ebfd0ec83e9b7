import { hostname, homedir, release, userInfo } from 'node:os'
import { hidePrivate, type Owner } from '../../core/data/private-parts'
import { reportText } from '../../core/data/report'
import type { Diagnostics } from '../../shared/data'
import type { Settings } from '../../shared/settings'
import type { Incident } from '../../shared/model'
import type { Paths } from '../paths'
import { freeBytesAt } from './disk'
import { lastErrors, logEnds } from './log-ends'
import { bytesBelow } from './room'

export interface Diagnosed {
  paths: Pick<Paths, 'data' | 'logs'>
  version: string
  runtime: string
  /** UTC epoch ms; null while no console runs. */
  startedAt: number | null
  api: string | null
  /** What secrets are encrypted with; null: nothing. */
  keychain: string | null
  engine: string
  checks: Diagnostics['checks']
}

/** How this console is, as far as a folder tells; the rest is known to whoever asks. */
export async function diagnose({ paths, engine, ...known }: Diagnosed): Promise<Diagnostics> {
  return {
    ...known,
    platform: `${process.platform} ${process.arch} ${release()}`,
    store: engine,
    dataBytes: bytesBelow(paths.data),
    logBytes: bytesBelow(paths.logs),
    freeBytes: await freeBytesAt(paths.data),
    errors: lastErrors(paths.logs),
  }
}

export interface ReportAsked {
  at: number
  diagnostics: Diagnostics
  logs: string
  settings: Settings
  incidents: readonly Incident[]
  secrets: readonly string[]
}

/** The whole report as somebody else may read it. */
export function makeReport({ at, diagnostics, logs, settings, incidents, secrets }: ReportAsked): string {
  return hidePrivate(reportText({ at, diagnostics, settings, incidents, logs: logEnds(logs) }), ownerOf(settings, secrets))
}

function ownerOf({ alerts, fleet }: Settings, secrets: readonly string[]): Owner {
  const known = [alerts.telegramChatId, alerts.smtp?.user, alerts.smtp?.from, alerts.smtp?.to, fleet.agentName, fleet.tenant].filter((one) => typeof one === 'string')
  // What every computer is called tells nothing.
  const host = hostname() === 'localhost' ? '' : hostname()
  return { home: homedir(), user: userName(), host, known, secrets }
}

/** Some containers know their user by number alone. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
