import { bounded, followsNow, lengthOf, panned, type Span, upToNow, zoomed } from './axis'

export interface Looking {
  span: Span
  /** The newest stays in sight as time goes on. */
  follows: boolean
  /** The time under the pointer or the keyboard’s cursor; null: none. */
  cursor: number | null
}

/**
 * What is looked at. Held outside of React: the canvas is painted from it sixty times a second, and the page only hears of what it shows
 * in words.
 */
export class Camera {
  looking: Looking
  private readonly listeners = new Set<() => void>()

  constructor(
    lengthMs: number,
    private readonly now: () => number,
  ) {
    this.looking = { span: upToNow(lengthMs, now()), follows: true, cursor: null }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = (): Looking => this.looking

  show(span: Span): void {
    const now = this.now()
    const shown = bounded(span, now)
    this.set({ span: shown, follows: followsNow(shown, now) })
  }

  pan(part: number): void {
    this.show(panned(this.looking.span, part, this.now()))
  }

  /** Around `at`; without one around the cursor, now, or the middle. */
  zoom(factor: number, at: number = this.anchor()): void {
    this.show(zoomed(this.looking.span, factor, at, this.now()))
  }

  toNow(): void {
    this.show(upToNow(lengthOf(this.looking.span), this.now()))
  }

  /** Time went on. */
  tick(): void {
    if (this.looking.follows) this.toNow()
  }

  point(cursor: number | null): void {
    if (cursor !== this.looking.cursor) this.set({ cursor })
  }

  private anchor(): number {
    const { span, follows, cursor } = this.looking
    if (cursor !== null && cursor >= span.from && cursor <= span.to) return cursor
    return follows ? this.now() : (span.from + span.to) / 2
  }

  private set(more: Partial<Looking>): void {
    this.looking = { ...this.looking, ...more }
    for (const listener of this.listeners) listener()
  }
}
