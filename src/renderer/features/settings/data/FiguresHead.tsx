import type { ReactNode } from 'react'
import { texts } from '../../../texts'
import styles from './DataSection.module.css'

/** Head of a table of kinds: what their figures are, and what else there is of them. */
export function FiguresHead({ figures, children }: { figures: readonly string[]; children?: ReactNode }) {
  return (
    <thead>
      <tr>
        <th scope="col">{texts.settings.data.kind}</th>
        {figures.map((figure) => (
          <th key={figure} scope="col" className={styles.figure}>
            {figure}
          </th>
        ))}
        {children}
      </tr>
    </thead>
  )
}
