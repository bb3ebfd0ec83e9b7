import { realpathSync } from 'node:fs'
import type { Heartbeat, Io } from '../../core/io'
import type { SelfHealFigures } from '../../core/self-heal'
import type { Presence } from '../../core/timeline'
import type { SecretKey, Settings } from '../../shared/settings'
import type { CallRules } from '../providers/call'
import { drivePort } from '../providers/drive'
import { notionPort } from '../providers/notion'
import { openaiPort } from '../providers/openai'
import { stripePort } from '../providers/stripe'
import { telegramPort } from '../providers/telegram'
import { systemClock } from './clock'
import type { Deadline } from './exchange'
import { readFileFacts } from './files'
import { readFilesystems } from './filesystems'
import { FetchedLogs, LocalLogs } from './heartbeats'
import { httpRequest } from './http'
import { resolveName } from './names'
import { openNetwork, type Network, type ProxyFor } from './network'
import { providerOrigins } from './origin-map'
import { readProcesses } from './processes'
import { openConnection, readCertificate } from './sockets'

/** Providers answer in kilobytes; this is room for a hundred times that. */
const maxAnswerBytes = 4 * 1024 * 1024

export interface IoParts {
  settings(): Settings
  secret(key: SecretKey): string | null
  outside: Outside
  /** The console's own scheduler; null where none runs. */
  ownHeartbeat: (() => Heartbeat | Promise<Heartbeat>) | null
  ownLogs: string
  presence(): Presence
  selfHeals(): SelfHealFigures | null
}

/** The way to everything that isn't on this computer. */
export interface Outside {
  network: Network
  originMap: ReadonlyMap<string, string>
  /** Breaks off what is under way when the console ends. */
  ended?: AbortSignal
}

/** The runtime's own fetch is handed out here and nowhere else. */
export const realNetwork = (proxyFor: ProxyFor): Network => openNetwork(globalThis.fetch, proxyFor)

/** Rules for calls to providers that share one deadline. */
export const callRules = ({ network, originMap, ended }: Outside, deadline: Deadline): CallRules => ({
  ...(ended ? { ended } : {}),
  allow: providerOrigins,
  originMap,
  deadline,
  maxBytes: maxAnswerBytes,
  network,
})

/** A deadline from now on. */
export function deadlineIn(spanMs: number): Deadline {
  const started = systemClock.monotonic()
  return { spanMs, left: () => spanMs - (systemClock.monotonic() - started) }
}

/** The real outside world, as core's probes see it in one look. */
export const realIo =
  ({ settings, secret, outside, ownHeartbeat, ownLogs, presence, selfHeals }: IoParts, local = new LocalLogs(), fetched = new FetchedLogs()) =>
  (deadline: Deadline): Io => {
    const rules = callRules(outside, deadline)
    return {
      clock: systemClock,
      secret,
      notion: notionPort(rules),
      drive: drivePort(rules),
      stripe: stripePort(rules),
      openai: openaiPort(rules),
      telegram: telegramPort(rules),
      http: (request) => httpRequest(request, { ...outside, deadline }),
      certificate: (address) => readCertificate(address, deadline),
      connect: (address) => openConnection(address, deadline),
      resolve: (question) => resolveName(question, deadline),
      processes: readProcesses,
      file: readFileFacts,
      filesystems: readFilesystems,
      async heartbeats() {
        const own = ownHeartbeat ? [await ownHeartbeat()] : []
        // Asked for late: what is changed meanwhile is looked at already.
        const { logDir, remote } = settings().watch
        const about = { work: settings().ticks.proofOfWork }
        if (!logDir || (ownHeartbeat && sameFolder(logDir, ownLogs))) return own
        return [...own, await (remote ? fetched.read(logDir, about, () => presence().now) : local.read(logDir, about, presence))]
      },
      presence,
      selfHeals,
    }
  }

function sameFolder(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b)
  } catch {
    return a === b
  }
}
