import { Fragment, type ReactNode } from 'react'
import styles from './Facts.module.css'

interface Props {
  /** Name and value; what doesn't apply is left out. */
  facts: readonly (readonly [string, ReactNode] | false | null | '')[]
}

export function Facts({ facts }: Props) {
  return (
    <dl className={styles.facts}>
      {facts.map(
        (fact) =>
          fact && (
            <Fragment key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </Fragment>
          ),
      )}
    </dl>
  )
}
