import { type ReactNode, useId } from 'react'
import { texts } from '../../texts'
import type { SectionId } from '../../../shared/places'
import styles from './Section.module.css'

interface Props {
  id: SectionId
  intro?: string
  children: ReactNode
}

export function Section({ id, intro, children }: Props) {
  const heading = useId()
  return (
    <section className={styles.section} aria-labelledby={heading} data-testid={`settings-${id}`} data-section={id}>
      <h2 id={heading}>{texts.settings.sections[id]}</h2>
      {intro && <p className={styles.intro}>{intro}</p>}
      {children}
    </section>
  )
}
