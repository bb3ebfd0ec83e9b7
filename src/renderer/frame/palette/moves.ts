/** Rows that a page key passes. */
const page = 8

/** Where a key leads in a list of so many; null for a key that leads nowhere. Up and down go round. */
export function moved(key: string, at: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'PageDown') return Math.min(count - 1, at + page)
  if (key === 'PageUp') return Math.max(0, at - page)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
