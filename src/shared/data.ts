import { z } from 'zod'

/** What can be taken along as rows. Free of machine paths and secrets. */
export const exportKinds = ['samples', 'hours', 'incidents', 'messages', 'runs', 'notes', 'costs'] as const
export const exportForms = ['csv', 'ndjson'] as const

export const exportAsked = z
  .object({
    kind: z.enum(exportKinds),
    as: z.enum(exportForms),
    /** Half-open, UTC epoch ms. */
    from: z.number().int(),
    to: z.number().int(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'the end must be after the beginning' })
export type ExportAsked = z.infer<typeof exportAsked>
export type ExportKind = ExportAsked['kind']
export type ExportForm = ExportAsked['as']

/** How much of one kind there is. */
export const roomKind = z.object({
  id: z.enum(['samples', 'hours', 'incidents', 'messages', 'runs', 'notes', 'bills', 'other', 'costBook', 'logs', 'backups', 'aside']),
  bytes: z.number(),
  /** Rows, or files; null where nobody would count them. */
  count: z.number().nullable(),
  /** UTC epoch ms of the oldest; null where there is none. */
  since: z.number().nullable(),
})
export type RoomKind = z.infer<typeof roomKind>

export const backupEntry = z.object({
  /** Of the file in the backup folder. */
  name: z.string(),
  bytes: z.number(),
  /** UTC epoch ms, from the name. */
  at: z.number(),
  /** Written by itself, by hand, or before a restore. */
  reason: z.enum(['daily', 'manual', 'before-restore']),
})
export type BackupEntry = z.infer<typeof backupEntry>
export type BackupReason = BackupEntry['reason']

export const dataView = z.object({
  room: z.array(roomKind),
  /** Of the disk that holds the data folder; null where it doesn’t tell. */
  freeBytes: z.number().nullable(),
  backups: z.array(backupEntry),
  backupFolder: z.string(),
})
export type DataView = z.infer<typeof dataView>

/** What goes when room is made now. */
export const freePlan = z.object({
  /** Samples that become hours, rows that go for good. */
  fold: z.number(),
  drop: z.number(),
  /** Files that go: damaged ones set aside, what the command line keeps of logs. */
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  /** Empty room inside the database, before. */
  emptyBytes: z.number(),
  rawDays: z.number(),
  coarseDays: z.number(),
})
export type FreePlan = z.infer<typeof freePlan>

/** What a database holds, as a person would count it. */
export const holdings = z.object({
  incidents: z.number(),
  samples: z.number(),
  hours: z.number(),
  notes: z.number(),
  /** UTC epoch ms; null when nothing was measured. */
  from: z.number().nullable(),
  to: z.number().nullable(),
})
export type Holdings = z.infer<typeof holdings>

export const restorePreview = z.object({
  file: z.string(),
  at: z.number(),
  version: z.string(),
  bytes: z.number(),
  holds: holdings,
  /** How much of the same there is now. */
  now: holdings,
  logs: z.number(),
  changes: z.array(z.object({ place: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})
export type RestorePreview = z.infer<typeof restorePreview>

export const databaseCheck = z.object({ name: z.enum(['database', 'costBook']), /** "ok", or what is wrong. */ verdict: z.string() })

/** What About shows, and a report begins with. */
export const diagnostics = z.object({
  version: z.string(),
  runtime: z.string(),
  platform: z.string(),
  store: z.string(),
  /** UTC epoch ms; null while no console runs. */
  startedAt: z.number().nullable(),
  api: z.string().nullable(),
  keychain: z.string().nullable(),
  checks: z.array(databaseCheck),
  dataBytes: z.number(),
  logBytes: z.number(),
  freeBytes: z.number().nullable(),
  errors: z.array(z.object({ at: z.number(), where: z.string(), message: z.string() })),
})
export type Diagnostics = z.infer<typeof diagnostics>
