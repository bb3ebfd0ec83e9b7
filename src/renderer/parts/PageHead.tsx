import type { ReactNode } from 'react'
import styles from './PageHead.module.css'

interface Props {
  title: string
  /** What the page is about now, and what can be done on it as a whole. */
  children?: ReactNode
}

/** The top line of a page, alike on all of them. */
export function PageHead({ title, children }: Props) {
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      {children}
    </header>
  )
}
