import { z } from 'zod'
import { jobRun } from './model'

/** What the Schedule page asks and is answered. Times are UTC epoch ms. */

/** Why something didn’t happen when it was due. `unknown`: the console ran, as far as it knows. */
export const lateCause = z.enum(['asleep', 'console-off', 'frozen', 'clock-set', 'unknown'])
export type LateCause = z.infer<typeof lateCause>

/** `untilAt`: when that was over; null where it isn’t known. */
export const lateness = z.object({ cause: lateCause, untilAt: z.number().nullable() })
export type Lateness = z.infer<typeof lateness>

/** A run as it is listed. `lateness` null: it wasn’t late. */
export const runView = jobRun.extend({ lateness: lateness.nullable() })
export type RunView = z.infer<typeof runView>

export const runCursor = z.object({ startedAt: z.number(), dueAt: z.number(), id: z.string() })
export type RunCursor = z.infer<typeof runCursor>

export const runQuestion = z.object({ limit: z.number().int().min(1).max(500), after: runCursor.nullable().default(null) })

/** Newest first; `next` null: that was all. */
export const runPage = z.object({ rows: z.array(runView), next: runCursor.nullable() })
export type RunPage = z.infer<typeof runPage>

/** One time a job was due. `missed`: it never ran for it. `waiting`: it is still to be made up for. */
export const dueView = z.object({ dueAt: z.number(), state: z.enum(['done', 'failed', 'interrupted', 'running', 'missed', 'waiting']), run: runView.nullable(), lateness: lateness.nullable() })
export type DueView = z.infer<typeof dueView>

/** The last days of one job: a UTC day each, oldest first, with what was due on it. */
export const jobDays = z.object({
  job: z.string(),
  /** As cron has it, in UTC. */
  cron: z.string(),
  days: z.array(z.object({ day: z.number(), due: z.array(dueView) })),
})
export type JobDays = z.infer<typeof jobDays>
