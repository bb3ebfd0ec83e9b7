/** Where a key leads from a row; null for a key that doesn’t move. */
export function rowAfter(key: string, from: number, page: number, rows: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }
  const step = steps[key]
  return step === undefined || rows === 0 ? null : Math.min(Math.max(0, from + step), rows - 1)
}

