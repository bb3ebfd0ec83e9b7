import type { IncidentCost } from '../../../shared/incidents'
import { sentence } from '../../bridge'
import { dollars } from '../../parts/money'
import type { Asked } from '../../parts/use-asked'
import { texts } from '../../texts'
import styles from './IncidentDetail.module.css'
import { costWords } from './past-words'

const words = texts.incidents.costs
/** As many as somebody reads here; the Costs page has all. */
const shown = 5

/** What failed while it was open, job by job, and how sure that is. */
export function Cost({ cost: { value, fault } }: { cost: Asked<IncidentCost> }) {
  if (fault) return <p className={styles.hint}>{`${words.failed} ${sentence(fault)}`}</p>
  if (!value) return null
  const known = value.rows.length > 0
  return (
    <>
      <p className={known ? undefined : styles.hint}>
        {costWords(value)}
        {known && (
          <span className={styles.receipt} data-tip={texts.costs.gradeTip[value.grade]}>
            {texts.costs.grade[value.grade]}
          </span>
        )}
      </p>
      {value.rows.length > 1 && (
        <ul className={styles.lines}>
          {value.rows.slice(0, shown).map(({ job, attempts, usd }) => (
            <li key={job} className={styles.line}>
              <span className={styles.what}>{words.row(job, attempts)}</span>
              <span className={styles.time}>{dollars(usd)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
