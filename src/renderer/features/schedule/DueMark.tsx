import styles from './Fortnight.module.css'
import type { DueShape } from './run-words'

/** Told apart without colour: a full square is on time, an empty one late, a cross failed, a slash missed, a dot nothing due. */
const shapes: Readonly<Record<DueShape, string>> = {
  done: 'M1 1h8v8h-8Z',
  late: 'M2 2h6v6h-6Z',
  failed: 'M1.5 1.5l7 7M8.5 1.5l-7 7',
  interrupted: 'M1 1h8l-8 8Z',
  running: 'M5 2a3 3 0 1 0 .01 0Z',
  missed: 'M1.5 8.5l7-7',
  waiting: 'M5 2a3 3 0 1 0 .01 0Z',
  none: 'M4 4h2v2h-2Z',
}

export function DueMark({ shape }: { shape: DueShape }) {
  return (
    <svg className={styles[shape]} width={10} height={10} viewBox="0 0 10 10" aria-hidden>
      <path d={shapes[shape]} />
    </svg>
  )
}
