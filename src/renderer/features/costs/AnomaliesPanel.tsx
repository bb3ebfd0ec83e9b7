import { useState } from 'react'
import type { CostsView } from '../../../shared/costs'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { texts } from '../../texts'
import styles from './lists.module.css'
import { ShowAll } from './ShowAll'

const shownAtFirst = 5

/** What cost more than it usually does. */
export function AnomaliesPanel({ anomalies }: Pick<CostsView, 'anomalies'>) {
  const [all, setAll] = useState(false)
  if (anomalies.length === 0) return null
  return (
    <Panel title={texts.costsPage.anomalies.title} testId="costs-anomalies">
      <ul className={styles.list}>
        {(all ? anomalies : anomalies.slice(0, shownAtFirst)).map(({ dimension, name, day, words: said }) => (
          <li key={`${dimension} ${name} ${day}`} className={styles.row}>
            <StatusMark status="warning" label />
            <p className={styles.words}>{said}</p>
          </li>
        ))}
      </ul>
      <ShowAll count={anomalies.length} first={shownAtFirst} all={all} onAll={setAll} />
    </Panel>
  )
}
