/** A place that receives what the engine publishes. */
export interface Sink<T> {
  name: string
  take(value: T): void
}

/** Hands each value to every sink; a broken one starves nobody. */
export class Hub<T> {
  private readonly sinks = new Set<Sink<T>>()

  constructor(private readonly onBroken: (sink: string, error: unknown) => void) {}

  /** Returns its own off-switch. */
  subscribe(sink: Sink<T>): () => void {
    this.sinks.add(sink)
    return () => this.sinks.delete(sink)
  }

  publish(value: T): void {
    for (const sink of this.sinks) {
      try {
        sink.take(value)
      } catch (error) {
        this.onBroken(sink.name, error)
      }
    }
  }
}

/**
 * Latest wins: at most one call per `everyMs`, the first at once, the last never lost. Bursts coalesce, and a steady
 * stream can't starve the receiver, since the timer isn't restarted by new values.
 */
export function coalesced(call: () => void, everyMs: number): () => void {
  let timer: NodeJS.Timeout | null = null
  let again = false
  return () => {
    if (timer) {
      again = true
      return
    }
    call()
    timer = setTimeout(function next() {
      timer = null
      if (!again) return
      again = false
      call()
      timer = setTimeout(next, everyMs)
    }, everyMs)
    timer.unref()
  }
}
