import { Button } from '@mantine/core'
import type { CostsView } from '../../../shared/costs'
import { Panel } from '../../parts/Panel'
import { dollarParts } from '../../parts/money'
import page from '../../parts/page.module.css'
import { showPage } from '../../store'
import { texts } from '../../texts'
import styles from './lists.module.css'

const words = texts.costsPage.failures

/** What trying again has cost, job by job. */
export function FailuresPanel({ failures: { usd, rows } }: Pick<CostsView, 'failures'>) {
  if (rows.length === 0) return null
  const { total, parts } = dollarParts(usd, rows.map((row) => row.usd))
  return (
    <Panel title={words.title} aside={<span className={page.quiet}>{words.about}</span>} end={total} testId="costs-failures">
      <ul className={styles.list}>
        {rows.map(({ job, attempts, incident }, index) => (
          <li key={job} className={styles.row}>
            <div className={styles.words}>
              <p>{job}</p>
              <p className={styles.about}>{words.attempts(attempts)}</p>
            </div>
            <p className={styles.amount}>{parts[index]}</p>
            {incident !== null && (
              <Button aria-label={words.incidentOf(job)} onClick={() => showPage('incidents', incident)}>
                {words.incident}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
