import { Button, UnstyledButton } from '@mantine/core'
import type { Incident } from '../../../shared/model'
import { useClock } from '../../clock'
import { ActionButton } from '../../parts/ActionButton'
import { Age } from '../../parts/Age'
import { classes } from '../../parts/classes'
import { IncidentMark } from '../../parts/IncidentMark'
import { mostUrgent, needsSomebody, stateWords } from '../../parts/incident-state'
import { Panel } from '../../parts/Panel'
import { QuickActions } from '../../parts/QuickActions'
import { incidentAction } from '../../parts/worst'
import { showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './OpenIncidents.module.css'

/** More than this belongs on the page of its own. */
const shown = 5

export function OpenIncidents() {
  const incidents = useConsole((state) => state.snapshot?.incidents)
  const at = useConsole((state) => state.snapshot?.at ?? 0)
  if (!incidents || incidents.length === 0) return null
  const rest = incidents.length - shown
  return (
    <Panel
      title={texts.incidents.open}
      aside={<span className={styles.count}>{incidents.length}</span>}
      end={
        <Button variant="subtle" color="gray" onClick={() => showPage('incidents')}>
          {texts.incidents.all}
        </Button>
      }
    >
      <ul className={styles.list} aria-label={texts.incidents.open}>
        {incidents
          .toSorted(mostUrgent(at))
          .slice(0, shown)
          .map((incident) => (
            <Row key={incident.id} incident={incident} />
          ))}
        {rest > 0 && (
          <li className={styles.more}>
            <UnstyledButton className={styles.title} onClick={() => showPage('incidents')}>
              {texts.incidents.more(rest)}
            </UnstyledButton>
          </li>
        )}
      </ul>
    </Panel>
  )
}

/** What somebody has dealt with keeps to one quiet line. */
function Row({ incident }: { incident: Incident }) {
  const components = useConsole((state) => state.snapshot?.components)
  const action = incidentAction(incident, components ?? [])
  const open = useClock((now) => needsSomebody(incident, now))
  const word = useClock((now) => stateWords(incident, now))
  return (
    <li className={classes(styles.incident, !open && styles.calm)} data-testid={`incident-row-${incident.id}`} data-keys="row">
      <IncidentMark incident={incident} />
      <div className={styles.words}>
        <UnstyledButton className={styles.title} onClick={() => showPage('incidents', incident.id)}>
          {incident.title}
        </UnstyledButton>
        <p className={styles.message} data-tip-when="cut" data-tip={incident.message}>
          {open ? incident.message : word}
        </p>
      </div>
      <QuickActions incident={incident} className={styles.quick} />
      <span className={styles.age}>
        <Age at={incident.openedAt} />
      </span>
      {action && open && <ActionButton action={action} about={incident.title} />}
    </li>
  )
}
