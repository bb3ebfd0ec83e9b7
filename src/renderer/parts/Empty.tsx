import type { ReactNode } from 'react'
import styles from './Empty.module.css'

interface Props {
  title: string
  hint?: string
  children?: ReactNode
}

/** A place with nothing in it says what would be there. */
export function Empty({ title, hint, children }: Props) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  )
}
