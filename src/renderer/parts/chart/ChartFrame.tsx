import type { ChangeEvent, KeyboardEvent, ReactNode } from 'react'
import styles from './chart.module.css'

interface Props {
  label: string
  /** How many columns or points the cursor can stand on. */
  count: number
  column: number | null
  onColumn: (column: number | null) => void
  /** What is behind a column, asked for by Enter. */
  onOpen?: ((column: number) => void) | undefined
  /** What the cursor stands on, in words. */
  said: string
  children: ReactNode
}

/**
 * A chart for the keyboard and for those who hear it: a slider nobody sees moves its cursor from column to column and says what
 * each one holds.
 */
export function ChartFrame({ label, count, column, onColumn, onOpen, said, children }: Props) {
  const at = column ?? count - 1
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onOpen?.(at)
  }
  return (
    <div className={styles.frame}>
      <input
        type="range"
        className="unseen"
        aria-label={label}
        min={0}
        max={count - 1}
        value={at}
        aria-valuetext={said}
        onChange={(event: ChangeEvent<HTMLInputElement>) => onColumn(Number(event.currentTarget.value))}
        onFocus={() => onColumn(at)}
        onBlur={() => onColumn(null)}
        onKeyDown={press}
      />
      {children}
    </div>
  )
}
