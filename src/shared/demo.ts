import { z } from 'zod'
import { demoCues } from './demo-cues'

export const demoCue = z.enum(demoCues)

/** What the window is told of a demo workspace. */
export const demoView = z.object({
  /** How much of it has been made, 0–1; null once it is there. */
  making: z.number().nullable(),
  /** What it plays now; none: all is well. */
  playing: z.array(demoCue),
})
export type DemoView = z.infer<typeof demoView>
