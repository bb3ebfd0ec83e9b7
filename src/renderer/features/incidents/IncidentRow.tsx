import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { catalogue } from '../../../shared/faults'
import type { Incident } from '../../../shared/model'
import { useClock } from '../../clock'
import { ActionButton } from '../../parts/ActionButton'
import { Age } from '../../parts/Age'
import { Exact } from '../../parts/Exact'
import { Facts } from '../../parts/Facts'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import page from '../../parts/page.module.css'
import { lasted } from '../../parts/time'
import { incidentAction } from '../../parts/worst'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './IncidentRow.module.css'

interface Props {
  incident: Incident
  opened: boolean
  onToggle: () => void
}

export function IncidentRow({ incident, opened, onToggle }: Props) {
  const components = useConsole((state) => state.snapshot?.components)
  const action = incidentAction(incident, components ?? [])
  const row = useRef<HTMLTableRowElement>(null)
  const focused = useConsole((state) => state.focus === incident.id)
  useEffect(() => {
    if (focused) row.current?.scrollIntoView({ block: 'nearest' })
  }, [focused])

  return (
    <>
      <tr ref={row} className={styles.row} data-testid={`incident-${incident.id}`}>
        <td>
          <span className={styles.what}>
            {incident.resolvedAt === null ? <StatusMark status={incident.severity} label /> : <ResolvedMark />}
            <span className={styles.words}>
              <UnstyledButton className={styles.open} aria-expanded={opened} onClick={onToggle}>
                {incident.title}
              </UnstyledButton>
              <span className={styles.message}>{incident.message}</span>
            </span>
          </span>
        </td>
        <td className={classes(page.quiet, page.nowrap)}>
          <Age at={incident.openedAt} />
        </td>
        <td className={classes(page.quiet, page.nowrap)}>
          <Lasted incident={incident} />
        </td>
        <td className={page.end}>{action && <ActionButton action={action} about={incident.title} />}</td>
      </tr>
      {opened && (
        <tr className={styles.details}>
          <td colSpan={4}>
            <Details incident={incident} />
          </td>
        </tr>
      )}
    </>
  )
}

function ResolvedMark() {
  return (
    <span className={styles.resolved}>
      <StatusMark status="ok" />
      <span className="unseen">{texts.incidents.resolved}</span>
    </span>
  )
}

function Lasted({ incident }: { incident: Incident }) {
  const { openedAt, resolvedAt } = incident
  const soFar = useClock((now) => (resolvedAt === null ? lasted(openedAt, Math.max(now, openedAt + 1000)) : null))
  return <>{resolvedAt === null ? texts.incidents.ongoing(soFar ?? '') : lasted(openedAt, resolvedAt)}</>
}

function Details({ incident }: { incident: Incident }) {
  return (
    <div className={`${styles.sheet} selectable`}>
      {incident.hint && <p>{incident.hint}</p>}
      <Facts
        facts={[
          [texts.incidents.opened, <Exact key="opened" at={incident.openedAt} />],
          incident.escalatedAt !== null && [texts.incidents.escalated, <Exact key="escalated" at={incident.escalatedAt} />],
          [texts.incidents.closed, incident.resolvedAt === null ? texts.incidents.stillOpen : <Exact key="closed" at={incident.resolvedAt} />],
          incident.code && [texts.incidents.cause, catalogue[incident.code].title],
          [texts.incidents.component, incident.target],
          [texts.incidents.rule, incident.rule],
        ]}
      />
    </div>
  )
}
