import { bytes } from '../../shared/format'
import type { Diagnostics } from '../../shared/data'
import type { Incident } from '../../shared/model'
import type { Settings } from '../../shared/settings'

export interface ReportParts {
  at: number
  diagnostics: Diagnostics
  settings: Settings
  /** Newest first. */
  incidents: readonly Incident[]
  /** The last lines of each log. */
  logs: readonly { name: string; lines: readonly string[] }[]
}

const iso = (at: number): string => new Date(at).toISOString()

/** What somebody who helps has to know, as plain text; still with everything private in it. */
export function reportText({ at, diagnostics, settings, incidents, logs }: ReportParts): string {
  const sections = [
    ['EchoPilot Console report', [`Made ${iso(at)}`, ...factLines(diagnostics)]],
    ['Last errors', orNone(diagnostics.errors.map(({ at: when, where, message }) => `${iso(when)}  ${where}: ${message}`))],
    ['Incidents, newest first', orNone(incidents.map(incidentLine))],
    ['Settings', JSON.stringify(settings, null, 2).split('\n')],
    ...logs.map(({ name, lines }): [string, string[]] => [`End of ${name}`, orNone(lines)]),
  ] as const
  return `${sections.map(([title, lines]) => [title, '='.repeat(title.length), ...lines].join('\n')).join('\n\n')}\n`
}

const orNone = (lines: readonly string[]): string[] => (lines.length > 0 ? [...lines] : ['none'])

function factLines({ version, runtime, platform, store, startedAt, api, keychain, checks, dataBytes, logBytes, freeBytes }: Diagnostics): string[] {
  return [
    `Version       ${version}`,
    `Runtime       ${runtime}`,
    `Platform      ${platform}`,
    startedAt === null ? 'Not running' : `Running since ${iso(startedAt)}`,
    `Local API     ${api ?? 'not listening'}`,
    `Keychain      ${keychain ?? 'none'}`,
    `Store         ${store}`,
    ...checks.map(({ name, verdict }) => `${name === 'database' ? 'Database     ' : 'Cost book    '} ${verdict}`),
    `Data          ${bytes(dataBytes)}, logs ${bytes(logBytes)}${freeBytes === null ? '' : `, ${bytes(freeBytes)} free`}`,
  ]
}

const incidentLine = ({ openedAt, resolvedAt, severity, rule, target, code, title, message }: Incident): string =>
  `${iso(openedAt)}  ${severity}  ${rule} ${target}${code ? ` ${code}` : ''}  ${title}: ${message}  (${resolvedAt === null ? 'open' : `ended ${iso(resolvedAt)}`})`
