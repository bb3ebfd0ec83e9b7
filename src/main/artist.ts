import type { Drawing, Drawn } from '../shared/stills'
import type { Artist } from './stills'

/** A window that is busy for longer draws in vain. */
const usualPatienceMs = 1000

/** Has the window draw: a question goes out by a push, and the answer comes back by a call. */
export class WindowArtist {
  private number = 0
  private take: (pages: string[] | null) => void = () => {}

  /** `push`: false where there is no window to ask. */
  constructor(
    private readonly push: (drawing: Drawing) => boolean,
    private readonly patienceMs = usualPatienceMs,
  ) {}

  readonly draw: Artist = (pictures, settings) =>
    new Promise((done) => {
      this.take(null)
      this.take = done
      setTimeout(done, this.patienceMs, null)
      if (!this.push({ number: ++this.number, settings, pictures })) done(null)
    })

  /** What comes too late is of another question. */
  answer({ number, pages }: Drawn): void {
    if (number === this.number) this.take(pages)
  }
}
