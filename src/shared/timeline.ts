import { z } from 'zod'
import { jobRun, severity, unit } from './model'

/** What the Timeline page asks and is answered. Times are UTC epoch ms; spans are half-open unless said otherwise. */

const moment = z.number().int().min(0).max(8.64e15)

/** A span, and how many pixels it is drawn on: the answer has about a value a pixel. */
export const timelineQuestion = z
  .object({ from: moment, to: moment, width: z.number().int().min(1).max(20_000) })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than “from”' })
export type TimelineQuestion = z.infer<typeof timelineQuestion>

/** What a look found, as it is kept. */
export const lookStatus = z.enum(['ok', 'warning', 'fail', 'unknown'])
export type LookStatus = z.infer<typeof lookStatus>

/** Looks that found ok, warning, fail, unknown. */
const counts = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type LookCounts = z.infer<typeof counts>

/** A stretch of looks; between two bands nothing is known. */
export const band = z.object({
  from: z.number(),
  to: z.number(),
  /** What most looks found. */
  base: lookStatus,
  /** The worst that one of them found: a single failure in a year is still there to be drawn. */
  worst: lookStatus,
  counts,
})
export type Band = z.infer<typeof band>

export const gapKind = z.enum(['real', 'asleep', 'console-off', 'frozen', 'network-away'])

/** A stretch without a tick; short ones of a kind that lie close together are one, `count` says of how many. */
export const gapSpan = z.object({
  from: z.number(),
  to: z.number(),
  kind: gapKind,
  /** Gaps it counts as; 0 where it isn’t real. */
  gaps: z.number(),
  count: z.number(),
})
export type GapSpan = z.infer<typeof gapSpan>

export const tickLane = z.object({
  id: z.string(),
  title: z.string(),
  /** While it was watched. */
  watched: z.array(z.object({ from: z.number(), to: z.number() })),
  gaps: z.array(gapSpan),
  /** Each tick, where there is room to tell them apart and they are still known; else empty. */
  ticks: z.array(z.number()),
})
export type TickLane = z.infer<typeof tickLane>

export const componentLane = z.object({
  target: z.string(),
  title: z.string(),
  unit,
  /** Not looked at any more. */
  gone: z.boolean(),
  bands: z.array(band),
})
export type ComponentLane = z.infer<typeof componentLane>

const oneIncident = z.object({
  id: z.string(),
  title: z.string(),
  severity,
  component: z.string(),
  from: z.number(),
  /** null: still open. */
  to: z.number().nullable(),
})

export const incidentSpan = oneIncident.extend({
  count: z.number(),
  /** All that it stands for, oldest first; empty where it stands for itself alone. */
  together: z.array(oneIncident),
})
export type IncidentSpan = z.infer<typeof incidentSpan>

export const runMark = z.object({
  id: z.string(),
  job: z.string(),
  title: z.string(),
  at: z.number(),
  finishedAt: z.number().nullable(),
  outcome: jobRun.shape.outcome,
  late: z.boolean(),
  message: z.string().nullable(),
  count: z.number(),
})
export type RunMark = z.infer<typeof runMark>

export const noteKind = z.enum(['note', 'deployment'])
export type NoteKind = z.infer<typeof noteKind>

/** What somebody says of a moment. */
export const noteDraft = z.object({ at: moment, kind: noteKind, text: z.string().trim().min(1).max(500) })
export type NoteDraft = z.infer<typeof noteDraft>

export const timelineNote = noteDraft.extend({ id: z.string(), source: z.enum(['window', 'api']) })
export type TimelineNote = z.infer<typeof timelineNote>

/** Lanes that are ready to be drawn. */
export const timelineView = z.object({
  from: z.number(),
  to: z.number(),
  /** As of when. */
  at: z.number(),
  /** The finest difference in it, ms. */
  stepMs: z.number(),
  /** The first thing that is known at all; null: nothing is. */
  firstAt: z.number().nullable(),
  ticks: z.array(tickLane),
  components: z.array(componentLane),
  incidents: z.array(incidentSpan),
  runs: z.array(runMark),
  notes: z.array(timelineNote),
})
export type TimelineView = z.infer<typeof timelineView>

/** What one target measured: latency, or its value; columns of one length. */
export const timelineLine = z.object({
  unit,
  at: z.array(z.number()),
  low: z.array(z.number()),
  middle: z.array(z.number()),
  high: z.array(z.number()),
})
export type TimelineLine = z.infer<typeof timelineLine>

/** Spend a bar; null: nothing was ever spent. Dollars are decimal strings. */
export const timelineSpend = z.object({ bars: z.array(z.object({ from: z.number(), to: z.number(), usd: z.string() })) }).nullable()
export type TimelineSpend = z.infer<typeof timelineSpend>
