/** Rows drawn beyond both edges, so that a quick scroll doesn’t show a hole. */
const beyond = 6

/** Where each of the rows begins, CSS pixels from the first; one more entry says where the last one ends. */
export function offsetsOf(heights: readonly number[]): number[] {
  const offsets = [0]
  for (const height of heights) offsets.push(offsets.at(-1)! + height)
  return offsets
}

/** The rows between two heights: from `first`, up to but without `end`. */
export function rowsBetween(offsets: readonly number[], top: number, bottom: number): { first: number; end: number } {
  const count = offsets.length - 1
  return { first: Math.max(0, rowAt(offsets, top) - beyond), end: Math.min(count, rowAt(offsets, bottom) + 1 + beyond) }
}

/** The row that lies at a height; the first or the last one where none does. */
function rowAt(offsets: readonly number[], height: number): number {
  let low = 0
  let high = Math.max(0, offsets.length - 2)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (offsets[middle]! <= height) low = middle
    else high = middle - 1
  }
  return low
}
