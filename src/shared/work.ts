import { z } from 'zod'

/** Long work: what it is, how far it has come, and how it ended. One of each id is under way at a time. */
export const workView = z.object({
  id: z.string(),
  title: z.string(),
  /** 0–1; null while that isn’t known. */
  part: z.number().nullable(),
  /** What it is at now, in words; empty when there is nothing to say. */
  detail: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What stopping it is called, where that isn’t “Cancel”; null: it can’t be stopped. */
  stop: z.string().nullable(),
  /** UTC epoch ms. */
  startedAt: z.number(),
})
export type WorkView = z.infer<typeof workView>
