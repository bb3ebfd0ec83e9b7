import { type ReactNode, useId } from 'react'
import { classes } from './classes'
import styles from './Panel.module.css'

interface Props {
  title: ReactNode
  /** Beside the title. */
  aside?: ReactNode
  /** At the far end of the title's line. */
  end?: ReactNode
  children?: ReactNode
  testId?: string
  quiet?: boolean
}

/** A card: a titled region of the page. */
export function Panel({ title, aside, end, children, testId, quiet = false }: Props) {
  const id = useId()
  return (
    <section className={classes(styles.panel, quiet && styles.quiet)} aria-labelledby={id} data-testid={testId}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {aside}
        <div className={styles.end}>{end}</div>
      </header>
      {children}
    </section>
  )
}
