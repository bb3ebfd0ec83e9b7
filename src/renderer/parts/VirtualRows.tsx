import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useSight } from './use-sight'
import styles from './VirtualRows.module.css'
import { offsetsOf, rowsBetween } from './virtual-rows'

interface Props<R> {
  label: string
  rows: readonly R[]
  keyOf: (row: R) => string
  /** CSS pixels. */
  heightOf: (row: R) => number
  /** A row that is drawn wherever one has scrolled to, since it has the focus. */
  kept?: number | undefined
  /** The end is near: what follows is wanted. */
  onNearEnd: () => void
  children: (row: R) => ReactNode
}

/** A list of any length, of which only what is in sight is drawn. It scrolls with the nearest thing around it that does. */
export function VirtualRows<R>({ label, rows, keyOf, heightOf, kept, onNearEnd, children }: Props<R>) {
  const list = useRef<HTMLUListElement>(null)
  const offsets = useMemo(() => offsetsOf(rows.map(heightOf)), [rows, heightOf])
  const sight = useSight(list)
  const { first, end } = rowsBetween(offsets, sight.top, sight.bottom)
  const atEnd = end >= rows.length
  useEffect(() => {
    if (atEnd) onNearEnd()
  }, [atEnd, onNearEnd])
  const drawn = rows.map((_, place) => place).slice(first, end)
  if (kept !== undefined && kept < rows.length && (kept < first || kept >= end)) drawn.push(kept)
  return (
    <ul ref={list} className={styles.rows} style={{ height: offsets.at(-1) }} aria-label={label}>
      {drawn.map((place) => (
        <li key={keyOf(rows[place]!)} className={styles.row} style={{ transform: `translateY(${offsets[place]}px)`, height: offsets[place + 1]! - offsets[place]! }} aria-setsize={rows.length} aria-posinset={place + 1}>
          {children(rows[place]!)}
        </li>
      ))}
    </ul>
  )
}
