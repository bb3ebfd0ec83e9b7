import type { Incident } from '../../../shared/model'
import type { IncidentStory } from '../../../shared/incidents'
import { sentence } from '../../bridge'
import { useClock } from '../../clock'
import { ActMark } from '../../parts/IncidentMark'
import { StatusMark } from '../../parts/StatusMark'
import { exactTime } from '../../parts/time'
import { timeOfDay } from '../../../shared/moments'
import type { Asked } from '../../parts/use-asked'
import { texts } from '../../texts'
import styles from './IncidentDetail.module.css'
import { stepRows } from './steps'

/** What became of it, by the clock. */
export function Steps({ incident, story: { value, fault } }: { incident: Incident; story: Asked<IncidentStory> }) {
  const minute = useClock((now) => Math.floor(now / 60_000) * 60_000)
  if (fault) return <p className={styles.hint}>{`${texts.incidents.storyFailed} ${sentence(fault)}`}</p>
  return (
    <ol className={styles.lines}>
      {stepRows(value?.steps ?? [], { openedAt: incident.openedAt, end: incident.resolvedAt ?? minute }).map(({ at, what, mark }) => (
        <li key={`${at} ${what}`} className={styles.line}>
          {mark === 'acknowledged' || mark === 'snoozed' ? <ActMark act={mark} size={14} /> : <StatusMark status={mark} size={14} />}
          <span className={styles.what}>{what}</span>
          <Moment at={at} />
        </li>
      ))}
      {incident.resolvedAt === null && (
        <li className={styles.line}>
          <StatusMark status="off" size={14} />
          <span className={styles.hint}>{texts.incidents.stillOpen}</span>
        </li>
      )}
    </ol>
  )
}

/** The time of day, with the day when it is another one. */
export function Moment({ at }: { at: number }) {
  const time = useClock((now) => timeOfDay(at, now))
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()} data-tip={exactTime(at)}>
      {time}
    </time>
  )
}
