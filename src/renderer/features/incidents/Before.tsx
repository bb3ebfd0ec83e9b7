import type { IncidentStory } from '../../../shared/incidents'
import { Age } from '../../parts/Age'
import type { Asked } from '../../parts/use-asked'
import { texts } from '../../texts'
import styles from './IncidentDetail.module.css'
import { beforeWords } from './past-words'

/** How often the same thing happened before. */
export function Before({ story: { value } }: { story: Asked<IncidentStory> }) {
  if (!value) return null
  const { lastAt } = value.before
  return (
    <p className={lastAt === null ? styles.hint : undefined}>
      {beforeWords(value.before)}
      {lastAt !== null && (
        <span className={styles.receipt}>
          {texts.incidents.lastTime} <Age at={lastAt} />
        </span>
      )}
    </p>
  )
}
