import { realpathSync } from 'node:fs'
import type { Heartbeat, Io } from '../../core/io'
import type { Settings } from '../../shared/settings'
import type { CallRules } from '../providers/call'
import { drivePort } from '../providers/drive'
import { notionPort } from '../providers/notion'
import { stripePort } from '../providers/stripe'
import type { Secrets } from '../secrets'
import { systemClock } from './clock'
import { readFilesystems } from './filesystems'
import { readHeartbeat } from './heartbeats'
import { providerOrigins } from './origin-map'

/** Providers answer in kilobytes; this is room for a hundred times that. */
const maxAnswerBytes = 4 * 1024 * 1024

export interface IoParts {
  settings(): Settings
  secrets: Secrets
  originMap: ReadonlyMap<string, string>
  /** The console's own scheduler; null where none runs. */
  ownHeartbeat: (() => Heartbeat | Promise<Heartbeat>) | null
  ownLogs: string
  /** Breaks off what is under way when the console ends. */
  ended?: AbortSignal
}

export const callRules =
  (settings: () => Settings, originMap: ReadonlyMap<string, string>, ended?: AbortSignal): CallRules =>
  () => ({
    ...(ended ? { ended } : {}),
    allow: providerOrigins,
    originMap,
    deadlineMs: settings().probing.deadlineSeconds * 1000,
    maxBytes: maxAnswerBytes,
    fetch: globalThis.fetch,
  })

/** The real outside world, as core's probes see it. */
export function realIo({ settings, secrets, originMap, ownHeartbeat, ownLogs, ended }: IoParts): Io {
  const rules = callRules(settings, originMap, ended)
  return {
    clock: systemClock,
    secret: (name) => secrets.get(name),
    notion: notionPort(rules),
    drive: drivePort(rules),
    stripe: stripePort(rules),
    filesystems: readFilesystems,
    async heartbeats() {
      const { logDir } = settings().watch
      const own = ownHeartbeat ? [await ownHeartbeat()] : []
      if (!logDir || (ownHeartbeat && sameFolder(logDir, ownLogs))) return own
      return [...own, await readHeartbeat(logDir, systemClock.now())]
    },
  }
}

function sameFolder(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b)
  } catch {
    return a === b
  }
}
