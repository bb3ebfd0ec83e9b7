import { z } from 'zod'
import { actedIn, grade, incident, severity } from './model'
import { band, gapSpan, timelineLine, timelineNote } from './timeline'

/** What the Incidents page asks and is answered. Times are UTC epoch ms, durations end in `Ms`. */

export const incidentId = z.object({ id: z.string().min(1).max(1000) })

/** What is looked for; each left out doesn’t matter. */
export const incidentFilter = z.object({
  state: z.enum(['open', 'resolved']).nullable().default(null),
  component: z.string().max(200).nullable().default(null),
  severity: severity.nullable().default(null),
  /** All of its words somewhere in what the incident says. */
  text: z.string().max(200).default(''),
})
export type IncidentFilter = z.infer<typeof incidentFilter>

/** Where a list goes on: after the incident that opened then. */
export const incidentCursor = z.object({ openedAt: z.number(), id: z.string() })
export type IncidentCursor = z.infer<typeof incidentCursor>

export const incidentQuestion = incidentFilter.extend({ limit: z.number().int().min(1).max(500), after: incidentCursor.nullable().default(null) })
export type IncidentQuestion = z.infer<typeof incidentQuestion>

/** Newest first. `next` null: that was all; a page may be short, or empty, and yet not the last. */
export const incidentPage = z.object({ rows: z.array(incident), next: incidentCursor.nullable() })
export type IncidentPage = z.infer<typeof incidentPage>

/** Why nothing was said of it though it was open and nobody had silenced it. */
export const heldWhy = z.enum(['cooldown', 'maintenance', 'quiet', 'muted'])
export type HeldWhy = z.infer<typeof heldWhy>

/** One thing that became of an incident. `by` null: from a time when that wasn’t kept. */
export const incidentStep = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['opened', 'escalated', 'resolved']), at: z.number(), severity }),
  z.object({ type: z.enum(['acknowledged', 'resumed']), at: z.number(), by: actedIn.nullable() }),
  /** `forMs` null: until it ends. */
  z.object({ type: z.literal('snoozed'), at: z.number(), by: actedIn.nullable(), forMs: z.number().nullable() }),
  /** `untilAt` null: that has no end of its own. */
  z.object({ type: z.literal('held'), at: z.number(), why: heldWhy, untilAt: z.number().nullable() }),
])
export type IncidentStep = z.infer<typeof incidentStep>

/** Earlier incidents of the same rule and target. */
export const incidentBefore = z.object({
  /** How many days were looked at. */
  days: z.number(),
  count: z.number(),
  /** Of those that are over; null when none is. */
  medianMs: z.number().nullable(),
  lastAt: z.number().nullable(),
})
export type IncidentBefore = z.infer<typeof incidentBefore>

export const incidentStory = z.object({ incident, steps: z.array(incidentStep), before: incidentBefore })
export type IncidentStory = z.infer<typeof incidentStory>

/** Looks at its component from before it opened to after it ended, on so many pixels. */
export const incidentAround = z.object({
  from: z.number(),
  to: z.number(),
  /** As of when. */
  at: z.number(),
  line: timelineLine,
  bands: z.array(band),
  /** Where the console couldn’t look. */
  gaps: z.array(gapSpan),
  notes: z.array(timelineNote),
})
export type IncidentAround = z.infer<typeof incidentAround>

/**
 * What failed while it was open. `direct`: of jobs it is about. `meanwhile`: of others, so that nobody knows whether it was the cause.
 * `none`: jobs ran and nothing failed. `unknown`: no log tells of a job at that time.
 */
export const incidentCost = z.object({
  link: z.enum(['direct', 'meanwhile', 'none', 'unknown']),
  usd: z.string(),
  grade,
  rows: z.array(z.object({ job: z.string(), attempts: z.number(), usd: z.string() })),
})
export type IncidentCost = z.infer<typeof incidentCost>
