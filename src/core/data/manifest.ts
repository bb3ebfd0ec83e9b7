import { z } from 'zod'
import { fault, type Fault } from '../../shared/faults'

/** Of the form of a backup; raised when an older console couldn’t read it any more. */
export const BACKUP_FORMAT = 1

/** The first file of a backup: what the others are. */
export const manifestName = 'manifest.json'
export const databaseNames = { database: 'console.db', costBook: 'costs.db' } as const
export const settingsName = 'settings.json'

/** Logs that the console writes, and its sealed weeks; other files of that folder are somebody else’s. */
const ownLog = /^(?:(?:console|health_probe|scheduler|process-cpu)\.log(?:\.1)?|events\.ndjson(?:\.[1-9]\d?)?|cost-summary-\d{4}-W\d{2}\.json)$/
export const isOwnLog = (name: string): boolean => ownLog.test(name)

const logFolder = 'logs/'
export const logEntry = (name: string): string => `${logFolder}${name}`
/** The log that an entry is; null for the others. */
export const logOfEntry = (entry: string): string | null => (entry.startsWith(logFolder) ? entry.slice(logFolder.length) : null)

/** Settings are read into memory as a whole; a hundred checks take a tenth of this. */
const longestSettings = 4 * 1024 * 1024

const wholeFiles: readonly string[] = [databaseNames.database, databaseNames.costBook, settingsName]

/** Nothing else is ever taken out of a backup: no path leads out of the folders it belongs to. */
export function isBackupEntry(name: string): boolean {
  const log = logOfEntry(name)
  return log === null ? wholeFiles.includes(name) : isOwnLog(log)
}

const size = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const manifestSchema = z.object({
  echopilot: z.literal('backup'),
  format: z.number().int(),
  madeAt: z.iso.datetime(),
  /** Of the console that made it. */
  version: z.string().regex(/^[\w.+-]{1,60}$/),
  /** Of the two databases and the settings. */
  schemas: z.object({ database: z.number().int(), costBook: z.number().int().nullable(), settings: z.number().int() }),
  files: z
    .array(z.object({ name: z.string().max(100), bytes: size, sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1)
    .max(1000),
})
export type Manifest = z.infer<typeof manifestSchema>

/** What this console understands. */
export interface Known {
  version: string
  database: number
  costBook: number
  settings: number
}

const takeAnother = 'Choose another backup. Nothing was changed.'

/** The fault of a backup that isn’t taken; nothing was changed then. */
export const unusable = (message: string, hint = takeAnother): Fault => fault('backup_unusable', message, hint)

/** Why a backup with this manifest isn’t taken; null when nothing speaks against it. */
export function manifestProblem(manifest: Manifest, known: Known): Fault | null {
  const { format, version, schemas, files } = manifest
  const isNewer = format > BACKUP_FORMAT || schemas.database > known.database || (schemas.costBook ?? 0) > known.costBook || schemas.settings > known.settings || isVersionNewer(version, known.version)
  if (isNewer) return unusable(`This backup was made by a newer console (${version}); this one is ${known.version}.`, 'Update this console, then restore. Nothing was changed.')
  const stranger = files.find(({ name }) => !isBackupEntry(name))
  if (stranger) return unusable(`The backup names “${printable(stranger.name)}”, which no backup of this console holds.`)
  const names = files.map(({ name }) => name)
  if (new Set(names).size < names.length) return unusable('The backup names a file twice.')
  if (files.some(({ name, bytes }) => name === settingsName && bytes > longestSettings)) return unusable('The settings in the backup are too long to be settings of this console.')
  const missing = [databaseNames.database, settingsName].find((name) => !names.includes(name))
  return missing ? unusable(`The backup has no ${missing}.`) : null
}

/** A name of a stranger’s choosing, fit to be shown. */
export const printable = (name: string): string => name.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 60)

/** By its figures; what stands behind a dash is a trial of the version before it. */
export function isVersionNewer(version: string, than: string): boolean {
  const [mine, other] = [figuresOf(than), figuresOf(version)]
  const at = mine.findIndex((figure, index) => figure !== other[index])
  return at !== -1 && other[at]! > mine[at]!
}

const figuresOf = (version: string): [number, number, number] => {
  const [, major = 0, minor = 0, patch = 0] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []
  return [Number(major), Number(minor), Number(patch)]
}
