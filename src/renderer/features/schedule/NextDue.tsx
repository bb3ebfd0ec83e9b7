import { useClock } from '../../clock'
import { exactTime, localZone, untilTime } from '../../parts/time'
import { nextTime, until } from '../../../shared/moments'
import styles from './SchedulePage.module.css'

const hourMs = 3_600_000

/** When it runs next, by this computer’s clock, with its weekday when that isn’t today; below, as the job has it, of UTC. */
export function NextDue({ at }: { at: number }) {
  const soon = useClock((now) => at - now < hourMs)
  const local = useClock((now) => untilTime(at, now))
  const first = useClock((now) => (soon ? until(at, now) : local))
  const second = useClock((now) => (soon ? local : localZone() === 'UTC' ? null : nextTime(at, now)))
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={exactTime(at)}>
      {first}
      {second !== null && <span className={styles.small}>{second}</span>}
    </time>
  )
}
