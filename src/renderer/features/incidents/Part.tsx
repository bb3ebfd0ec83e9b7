import { type ReactNode, useId } from 'react'
import styles from './IncidentDetail.module.css'

/** A titled part of an incident's details. */
export function Part({ title, testId, children }: { title: string; testId?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.part} aria-labelledby={id} data-testid={testId}>
      <h3 id={id} className={styles.partTitle}>
        {title}
      </h3>
      {children}
    </section>
  )
}
