/** Where a list of millions of rows stands. Browsers don't draw elements higher than some 16 million pixels: from there on the scrollbar's way is a scale. */

export const rowHeight = 22
const mostHeight = 12_000_000

/** What there is to scroll, and how much of it is seen, px. */
export interface Extent {
  rows: number
  height: number
}

/** Of the element that is scrolled, px. */
export const contentHeight = (rows: number): number => Math.min(rows * rowHeight, mostHeight)

/** Rows that fit; the last one may be cut. */
export const rowsInSight = (height: number): number => height / rowHeight

/** The highest first row: the last row is then at the bottom. A fraction is a row that begins above the edge. */
export const lastTop = ({ rows, height }: Extent): number => Math.max(0, rows - rowsInSight(height))

export const clampTop = (top: number, extent: Extent): number => Math.min(Math.max(0, top), lastTop(extent))

/** How far to scroll for a first row, px. */
export function scrollOf(top: number, extent: Extent): number {
  const last = lastTop(extent)
  return last === 0 ? 0 : (clampTop(top, extent) / last) * wayOf(extent)
}

/** The first row of what is scrolled so far, px. */
export function topOf(scrolled: number, extent: Extent): number {
  const way = wayOf(extent)
  return way === 0 ? 0 : Math.min(1, Math.max(0, scrolled / way)) * lastTop(extent)
}

const wayOf = ({ rows, height }: Extent): number => Math.max(0, contentHeight(rows) - height)

/** The first row with which `row` is in sight, moved as little as possible. */
export function topShowing(row: number, top: number, extent: Extent): number {
  const least = row + 1 - rowsInSight(extent.height)
  return clampTop(row < top ? row : Math.max(top, least), extent)
}

/** The first row with which `row` is in the upper third: what was before it is seen, too. */
export const topAround = (row: number, extent: Extent): number => clampTop(Math.floor(row - rowsInSight(extent.height) / 3), extent)
