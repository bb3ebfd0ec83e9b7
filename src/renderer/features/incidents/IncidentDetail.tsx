import { UnstyledButton } from '@mantine/core'
import { catalogue } from '../../../shared/faults'
import type { Incident } from '../../../shared/model'
import { useClock } from '../../clock'
import { Exact } from '../../parts/Exact'
import { Facts } from '../../parts/Facts'
import { IncidentMark } from '../../parts/IncidentMark'
import { stateWords } from '../../parts/incident-state'
import { showComponent, useConsole } from '../../store'
import { texts } from '../../texts'
import { spanWords } from './about'
import { IncidentActions } from './IncidentActions'
import { IncidentChart } from './IncidentChart'
import styles from './IncidentDetail.module.css'
import { Messages } from './Messages'
import { Part } from './Part'
import { Timeline } from './Timeline'
import { useDeliveries } from './use-deliveries'

/** Everything known of one incident. */
export function IncidentDetail({ incident, titled = true }: { incident: Incident; titled?: boolean }) {
  const deliveries = useDeliveries(incident)
  return (
    <div className={`${styles.detail} selectable`} data-testid="incident-detail" data-keys="page">
      <div className={styles.head}>
        {titled && <IncidentTitle incident={incident} />}
        <State incident={incident} />
        {incident.message && <p>{incident.message}</p>}
        {incident.hint && <p className={styles.hint}>{incident.hint}</p>}
        <IncidentActions incident={incident} deliveries={deliveries.value} />
      </div>
      <Part title={texts.incidents.timeline}>
        <Timeline incident={incident} />
      </Part>
      <Part title={texts.incidents.sent} testId="incident-messages">
        <Messages incident={incident} deliveries={deliveries} />
      </Part>
      <IncidentChart incident={incident} />
      <Part title={texts.incidents.facts}>
        <About incident={incident} />
      </Part>
    </div>
  )
}

function IncidentTitle({ incident }: { incident: Incident }) {
  return (
    <h2 className={styles.title}>
      <IncidentMark incident={incident} />
      <span>{incident.title}</span>
    </h2>
  )
}

/** "snoozed until 14:30 · failing · for 2 h": changes with the clock, and is heard when it does by hand. */
function State({ incident }: { incident: Incident }) {
  const state = useClock((now) => stateWords(incident, now))
  const span = useClock((now) => spanWords(incident, now))
  return (
    <p className={styles.state}>
      <output>{state}</output> · {incident.resolvedAt === null && `${texts.status[incident.severity]} · `}
      {span}
    </p>
  )
}

function About({ incident }: { incident: Incident }) {
  const { target, component, code, rule, openedAt } = incident
  const words = texts.incidents
  return (
    <Facts
      facts={[
        [words.component, <Component key="component" target={component} />],
        target !== component && [words.target, target],
        code && [words.cause, catalogue[code].title],
        [words.rule, rule],
        [words.opened, <Exact key="opened" at={openedAt} />],
      ]}
    />
  )
}

/** Leads to the component, as long as it is looked at. */
function Component({ target }: { target: string }) {
  const title = useConsole((state) => state.snapshot?.components.find((one) => one.target === target)?.title)
  if (title === undefined) return <>{target}</>
  return (
    <UnstyledButton className={styles.link} onClick={() => showComponent(target)}>
      {title}
    </UnstyledButton>
  )
}
