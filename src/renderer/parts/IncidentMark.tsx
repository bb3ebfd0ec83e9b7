import type { Incident } from '../../shared/model'
import { useClock } from '../clock'
import { texts } from '../texts'
import styles from './IncidentMark.module.css'
import { stateOf, stateWords } from './incident-state'
import { StatusMark } from './StatusMark'

/** Once somebody has dealt with it: an eye that has seen it, a clock that waits. Thin and without a colour, since nothing is asked any more. */
const shapes = {
  acknowledged: 'M1.5 8S3.8 3.75 8 3.75 14.5 8 14.5 8 12.2 12.25 8 12.25 1.5 8 1.5 8ZM8 6.1a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8Z',
  snoozed: 'M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5ZM8 4.6V8l2.4 1.5',
}

/** The shape of an incident's state; while it is open, that of how bad it is. */
export function IncidentMark({ incident, size = 16 }: { incident: Incident; size?: number }) {
  const state = useClock((now) => stateOf(incident, now))
  const word = useClock((now) => stateWords(incident, now))
  if (state === 'open') return <StatusMark status={incident.severity} size={size} label word={`${word}, ${texts.status[incident.severity]}`} />
  if (state === 'resolved') return <StatusMark status="ok" size={size} label word={word} />
  return <ActMark act={state} size={size} word={`${word}, ${texts.status[incident.severity]}`} />
}

interface ActProps {
  act: keyof typeof shapes
  size?: number
  /** Left out where the word stands beside it. */
  word?: string
}

export function ActMark({ act, size = 16, word }: ActProps) {
  const name = word === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word }
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 16 16" {...name}>
      <path d={shapes[act]} />
    </svg>
  )
}
