import { type ReactNode, useId } from 'react'
import styles from './Part.module.css'

interface Props {
  title: string
  testId?: string
  children: ReactNode
}

/** A titled part of a section. */
export function Part({ title, testId, children }: Props) {
  const id = useId()
  return (
    <section className={styles.part} aria-labelledby={id} data-testid={testId}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      {children}
    </section>
  )
}
