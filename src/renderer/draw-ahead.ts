import type { Drawing } from '../shared/stills'
import { call } from './bridge'

/** Where nothing else is to be done, and at the end of the program soon all the same. */
const latestMs = 100

const idle = (): Promise<unknown> => new Promise((done) => requestIdleCallback(done, { timeout: latestMs }))

/** Draws what the next window shows first, one picture at a time: nobody waits for it, and nothing may wait for it long. */
export async function drawAhead({ number, settings, pictures }: Drawing): Promise<void> {
  await idle()
  const { drawStill } = await import('./still')
  const pages: string[] = []
  for (const picture of pictures) {
    await idle()
    pages.push(drawStill(picture, settings))
  }
  await call('view.drawn', { number, pages })
}
