import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Incident } from '../../../shared/model'
import { useClock } from '../../clock'
import { Age } from '../../parts/Age'
import { IncidentMark } from '../../parts/IncidentMark'
import { QuickActions } from '../../parts/QuickActions'
import { classes } from '../../parts/classes'
import { needsSomebody } from '../../parts/incident-state'
import { moveBetweenRows } from '../../parts/move-rows'
import opens from '../../parts/opens.module.css'
import { useConsole } from '../../store'
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
  const row = useRef<HTMLLIElement>(null)
  const asked = useConsole((state) => state.focus === incident.id)
  const calm = useClock((now) => !needsSomebody(incident, now))
  useEffect(() => {
    if (asked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [asked])
  return (
    <li ref={row} className={classes(styles.row, opens.row, beside && chosen && styles.chosen)} data-testid={`incident-row-${incident.id}`} data-keys={beside ? undefined : 'row'}>
      <IncidentMark incident={incident} />
      <div className={styles.words}>
        <UnstyledButton
          className={classes(styles.open, opens.opens, calm && styles.calm)}
          data-row
          aria-current={beside && chosen}
          aria-haspopup={beside ? undefined : 'dialog'}
          data-tip-when="cut"
          data-tip={incident.title}
          onFocus={beside ? onChoose : undefined}
          // A press of Enter goes on to what was opened; pointing at it has shown it already.
          onClick={(event) => (beside && event.detail > 0 ? onChoose() : onOpen())}
          onKeyDown={moveBetweenRows}
        >
          {incident.title}
        </UnstyledButton>
        <About incident={incident} />
      </div>
      {!beside && <QuickActions incident={incident} />}
      <span className={styles.age}>
        <Age at={incident.openedAt} />
      </span>
    </li>
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
