/**
 * `next`, with every part that hasn't changed taken from `previous`. A push brings a whole new snapshot;
 * parts that keep their identity are not drawn again. Nothing is built for what is equal, which is nearly all of it:
 * tens of thousands of values are gone through many times a second.
 */
export function reuse<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next
  if (Array.isArray(next)) return reuseArray(previous, next) as T
  if (isRecord(next)) return reuseRecord(previous, next) as T
  return next
}

function reuseArray(previous: unknown, next: unknown[]): unknown[] {
  if (!Array.isArray(previous)) return next
  let same = previous.length === next.length
  let merged: unknown[] | null = null
  for (let index = 0; index < next.length; index++) {
    const item = reuse(previous[index], next[index])
    if (same && !Object.is(item, previous[index])) same = false
    if (!Object.is(item, next[index])) (merged ??= [...next])[index] = item
  }
  return same ? previous : (merged ?? next)
}

function reuseRecord(previous: unknown, next: Record<string, unknown>): Record<string, unknown> {
  if (!isRecord(previous)) return next
  let count = 0
  let same = true
  let merged: Record<string, unknown> | null = null
  for (const key in next) {
    count++
    const value = reuse(previous[key], next[key])
    if (same && (!Object.is(value, previous[key]) || !(key in previous))) same = false
    if (!Object.is(value, next[key])) (merged ??= { ...next })[key] = value
  }
  return same && Object.keys(previous).length === count ? previous : (merged ?? next)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
