/**
 * `next`, with every part that hasn't changed taken from `previous`. A push brings a whole new snapshot;
 * parts that keep their identity are not drawn again.
 */
export function reuse<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next
  if (Array.isArray(next)) return reuseArray(previous, next) as T
  if (isRecord(next)) return reuseRecord(previous, next) as T
  return next
}

function reuseArray(previous: unknown, next: unknown[]): unknown[] {
  if (!Array.isArray(previous)) return next
  const merged = next.map((item, index) => reuse(previous[index], item))
  const same = previous.length === merged.length && merged.every((item, index) => Object.is(item, previous[index]))
  return same ? previous : merged
}

function reuseRecord(previous: unknown, next: Record<string, unknown>): Record<string, unknown> {
  if (!isRecord(previous)) return next
  const keys = Object.keys(next)
  const merged = Object.fromEntries(keys.map((key) => [key, reuse(previous[key], next[key])]))
  const same = Object.keys(previous).length === keys.length && keys.every((key) => Object.is(merged[key], previous[key]))
  return same ? previous : merged
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
