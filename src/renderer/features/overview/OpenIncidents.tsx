import { Button } from '@mantine/core'
import { ActionButton } from '../../parts/ActionButton'
import { Age } from '../../parts/Age'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import { incidentAction } from '../../parts/worst'
import { showPage, useConsole } from '../../store'
import { UnstyledButton } from '@mantine/core'
import { texts } from '../../texts'
import styles from './OpenIncidents.module.css'

/** More than this belongs on the page of its own. */
const shown = 5

export function OpenIncidents() {
  const incidents = useConsole((state) => state.snapshot?.incidents)
  const components = useConsole((state) => state.snapshot?.components)
  if (!incidents || !components || incidents.length === 0) return null
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
      <ul className={styles.list}>
        {incidents.slice(0, shown).map((incident) => {
          const action = incidentAction(incident, components)
          return (
            <li key={incident.id} className={styles.incident}>
              <StatusMark status={incident.severity} label />
              <div className={styles.words}>
                <UnstyledButton className={styles.title} onClick={() => showPage('incidents', incident.id)}>
                  {incident.title}
                </UnstyledButton>
                <p className={styles.message} data-tip-when="cut" data-tip={incident.message}>
                  {incident.message}
                </p>
              </div>
              <span className={styles.age}>
                <Age at={incident.openedAt} />
              </span>
              {action && <ActionButton action={action} about={incident.title} />}
            </li>
          )
        })}
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
