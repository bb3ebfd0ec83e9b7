import { UnstyledButton } from '@mantine/core'
import type { Incident } from '../../../shared/model'
import { useClock } from '../../clock'
import { Age } from '../../parts/Age'
import { classes } from '../../parts/classes'
import { IncidentMark } from '../../parts/IncidentMark'
import { needsSomebody } from '../../parts/incident-state'
import opens from '../../parts/opens.module.css'
import { QuickActions } from '../../parts/QuickActions'
import { StatusMark } from '../../parts/StatusMark'
import { exactTime, hourMinute } from '../../parts/time'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { aboutIncident } from './about'
import styles from './IncidentList.module.css'

interface Props {
  incident: Incident
  chosen: boolean
  /** What is chosen is shown beside the list: the focus chooses, and the buttons are there. */
  beside: boolean
  onChoose: () => void
  onOpen: () => void
}

export function IncidentRow({ incident, chosen, beside, onChoose, onOpen }: Props) {
  const calm = useClock((now) => !needsSomebody(incident, now))
  return (
    <div className={classes(styles.row, opens.row, chosen && styles.chosen)} data-testid={`incident-row-${incident.id}`} data-keys={beside ? undefined : 'row'}>
      {incident.resolvedAt === null ? <IncidentMark incident={incident} /> : <Past incident={incident} />}
      <div className={styles.words}>
        <UnstyledButton
          className={classes(styles.open, opens.opens, calm && styles.calm)}
          data-row={incident.id}
          // One stop of the Tab key for the whole list.
          tabIndex={chosen ? 0 : -1}
          aria-current={chosen}
          aria-haspopup={beside ? undefined : 'dialog'}
          data-tip-when="cut"
          data-tip={incident.title}
          onFocus={beside ? onChoose : undefined}
          // A press of Enter goes on to what was opened; pointing at it has shown it already.
          onClick={(event) => (beside && event.detail > 0 ? onChoose() : onOpen())}
        >
          {incident.title}
        </UnstyledButton>
        <About incident={incident} />
      </div>
      {!beside && <QuickActions incident={incident} className={styles.actions} />}
      <span className={styles.age}>{incident.resolvedAt === null ? <Age at={incident.openedAt} /> : <Opened at={incident.openedAt} />}</span>
    </div>
  )
}

/** What it was, without a colour: nothing is asked any more. */
function Past({ incident: { severity } }: { incident: Incident }) {
  return (
    <span className={styles.past}>
      <StatusMark status={severity} label word={`${texts.incidents.states.resolved}, ${texts.status[severity]}`} />
    </span>
  )
}

/** The day is in the heading. */
function Opened({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={exactTime(at)}>
      {hourMinute(at)}
    </time>
  )
}

function About({ incident }: { incident: Incident }) {
  const component = useConsole((state) => state.snapshot?.components.find(({ target }) => target === incident.component)?.title ?? incident.component)
  const about = useClock((now) => aboutIncident(incident, component, now))
  return (
    <p className={styles.about} data-tip-when="cut" data-tip={about}>
      {about}
    </p>
  )
}
