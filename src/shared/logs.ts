import { z } from 'zod'

/** The logs as the Logs page shows them. Texts are redacted, times are UTC epoch ms. */

export const logSource = z.object({
  /** "own" for all logs of the console together, else a file's path. */
  id: z.string(),
  title: z.string(),
  of: z.enum(['own', 'watched']),
  bytes: z.number(),
  /** When it was last written to. */
  at: z.number().nullable(),
})
export type LogSource = z.infer<typeof logSource>

export const logSources = z.object({ sources: z.array(logSource), /** Why the watched folder can’t be listed, in words. */ problem: z.string().nullable() })
export type LogSources = z.infer<typeof logSources>

export const logMark = z.enum(['warning', 'fail'])
export type LogMark = z.infer<typeof logMark>

/** One line of the list. */
export const logLine = z.object({
  /** Its place among those shown, 0-based. */
  row: z.number(),
  at: z.number().nullable(),
  mark: logMark.nullable(),
  /** What happened, and the field that says so; empty where none does. */
  event: z.string(),
  eventField: z.string(),
  message: z.string(),
  pairs: z.array(z.tuple([z.string(), z.string()])),
  raw: z.string(),
  json: z.boolean(),
  /** There is more of it than this. */
  cut: z.boolean(),
  /** Its file, where several are shown together. */
  file: z.string().nullable(),
})
export type LogLine = z.infer<typeof logLine>

/** What is known of the lines that were asked for; latest wins. */
export const logState = z.object({
  view: z.number(),
  /** Raised when the rows are others than before: a file was replaced. */
  turn: z.number(),
  /** Rows that can be asked for. */
  rows: z.number(),
  /** Lines they were chosen from. */
  lines: z.number(),
  phase: z.enum(['reading', 'searching', 'ready']),
  /** How much of this phase is done, 0 to 1. */
  part: z.number(),
  /** Why something can’t be shown, in words. */
  problem: z.string().nullable(),
})
export type LogState = z.infer<typeof logState>

export const logOpened = z.object({ state: logState, /** The newest lines, before it is known which rows they are; empty where that is known. */ tail: z.array(logLine) })

/** All of one line, up to a limit. */
export const logText = z.object({
  path: z.string(),
  /** 1-based. */
  line: z.number(),
  bytes: z.number(),
  text: z.string(),
  /** `text` ends before the line does. */
  cut: z.boolean(),
})
export type LogText = z.infer<typeof logText>

const view = z.number().int()
const row = z.number().int().min(0)

export const logOpenInput = z.object({ source: z.string().max(4096), query: z.string().max(2000) })
export const logRowsInput = z.object({ view, from: row, count: z.number().int().min(1).max(500) })
export const logLineInput = z.object({ view, row })
/** A moment in words, or as UTC epoch ms. */
export const logMomentInput = z.object({ view, when: z.union([z.string().max(100), z.number()]) })
