/** Something that was at some time; `to` is `from` for a moment. */
export interface Event {
  from: number
  to: number
}

export interface Cluster<E extends Event> extends Event {
  /** The one that stands for all: the weightiest. */
  event: E
  events: E[]
}

export interface Likeness<E extends Event> {
  /** Only events of one class are ever put together. */
  classOf(event: E): string
  /** The weightiest stands for all; the first of equals. */
  weight(event: E): number
}

/**
 * Events as they can be told apart: those of a class that are no longer than `slotMs` and begin within it from the first are one.
 * Sorted by when they begin; longer ones stay as they are.
 */
export function clustered<E extends Event>(events: readonly E[], slotMs: number, { classOf, weight }: Likeness<E>): Cluster<E>[] {
  const clusters: Cluster<E>[] = []
  const latest = new Map<string, Cluster<E>>()
  for (const event of events.toSorted((a, b) => a.from - b.from)) {
    const isShort = event.to - event.from <= slotMs
    const near = isShort ? latest.get(classOf(event)) : undefined
    if (near && event.from - near.from < slotMs) {
      if (weight(event) > weight(near.event)) near.event = event
      near.to = Math.max(near.to, event.to)
      near.events.push(event)
      continue
    }
    const cluster = { event, from: event.from, to: event.to, events: [event] }
    clusters.push(cluster)
    if (isShort) latest.set(classOf(event), cluster)
  }
  return clusters
}
