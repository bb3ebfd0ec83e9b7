import { useClock } from '../clock'
import { calmAge, exactTime, nextTime } from './time'

interface Props {
  at: number
}

/** "40 s ago", with the exact time at hover. Drawn again only when the words change. */
export function Age({ at }: Props) {
  const text = useClock((now) => calmAge(at, now))
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={exactTime(at)}>
      {text}
    </time>
  )
}

/** "in 35 s", "08:00 UTC", "Mon 00:05 UTC". */
export function Due({ at }: Props) {
  const text = useClock((now) => nextTime(at, now))
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={exactTime(at)}>
      {text}
    </time>
  )
}
