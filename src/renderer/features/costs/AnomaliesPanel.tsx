import type { CostsView } from '../../../shared/costs'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { texts } from '../../texts'
import styles from './lists.module.css'


/** What cost more than it usually does. */
export function AnomaliesPanel({ anomalies }: Pick<CostsView, 'anomalies'>) {
  if (anomalies.length === 0) return null
  return (
    <Panel title={texts.costsPage.anomalies.title} testId="costs-anomalies">
      <ul className={styles.list}>
        {anomalies.map(({ dimension, name, day, words: said }) => (
          <li key={`${dimension} ${name} ${day}`} className={styles.row}>
            <StatusMark status="warning" label />
            <p className={styles.words}>{said}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
