import type { CostsView } from '../../../shared/costs'
import type { Status } from '../../../shared/model'
import { Age } from '../../parts/Age'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { texts } from '../../texts'
import styles from './lists.module.css'

const words = texts.costsPage.sources

type Source = CostsView['sources'][number]
const marks: Record<Source['state'], Status> = { ok: 'ok', reading: 'unknown', stale: 'warning', problem: 'fail', off: 'off' }

/** What the figures are made from, how old that is, and by which prices. */
export function SourcesPanel({ view: { sources, prices } }: { view: CostsView }) {
  return (
    <Panel title={words.title} quiet testId="costs-sources">
      <ul className={styles.list}>
        {sources.map(({ id, title, state, words: said, at }) => (
          <li key={id} className={styles.row}>
            <StatusMark status={marks[state]} size={14} label word={words.states[state]} />
            <div className={styles.words}>
              <p>{title}</p>
              <p className={styles.about}>{said}</p>
            </div>
            {at !== null && (
              <p className={styles.about}>
                <Age at={at} />
              </p>
            )}
          </li>
        ))}
        <li className={styles.row}>
          <StatusMark status="ok" size={14} />
          <div className={styles.words}>
            <p>{words.prices}</p>
            <p className={styles.about} data-tip={words.fingerprints(prices.sha256, prices.overlay)}>
              {words.version(prices.source, prices.version)}
            </p>
          </div>
        </li>
      </ul>
    </Panel>
  )
}
