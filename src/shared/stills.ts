import { z } from 'zod'
import { snapshot } from './model'
import { settingsView } from './settings'

/** A snapshot as it reads at a time, UTC epoch ms. */
export const picture = z.object({ at: z.number(), snapshot })
export type Picture = z.infer<typeof picture>

/** How many pictures are drawn at once. */
export const mostPictures = 3

/** Asks the window to draw the overview, so that the next one has it before its program. */
export const drawing = z.object({ number: z.number(), settings: settingsView, pictures: z.array(picture).max(mostPictures) })
export type Drawing = z.infer<typeof drawing>

/** What it drew, in that order, as HTML. */
export const drawn = z.object({ number: z.number(), pages: z.array(z.string().max(500_000)).max(mostPictures) })
export type Drawn = z.infer<typeof drawn>
