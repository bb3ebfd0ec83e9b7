import type { ReactNode } from 'react'
import styles from './Exact.module.css'
import { exactTime } from './time'

/** A moment in full: its age, then local and universal time. */
export function Exact({ at, age }: { at: number; age?: ReactNode }) {
  if (!age) return <span className={styles.alone}>{exactTime(at)}</span>
  return (
    <>
      {age}
      <span className={styles.exact}>{exactTime(at)}</span>
    </>
  )
}
