import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
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
import { Around } from './Around'
import { Before } from './Before'
import { Cost } from './Cost'
import { IncidentActions } from './IncidentActions'
import styles from './IncidentDetail.module.css'
import { Messages } from './Messages'
import { Part } from './Part'
import { Steps } from './Steps'
import { useAbout } from './use-about'

const words = texts.incidents

/** Everything known of one incident. */
export function IncidentDetail({ incident, titled = true }: { incident: Incident; titled?: boolean }) {
  const [writing, setWriting] = useState(false)
  const about = useAbout(incident)
  const { deliveries, story, around, cost } = about
  return (
    <div className={`${styles.detail} selectable`} data-testid="incident-detail" data-keys="page">
      <div className={styles.head}>
        {titled && <IncidentTitle incident={incident} />}
        <State incident={incident} />
        {incident.message && <p>{incident.message}</p>}
        {incident.hint && <p className={styles.hint}>{incident.hint}</p>}
        <IncidentActions incident={incident} about={about} onNote={() => setWriting(true)} />
      </div>
      <div className={styles.parts}>
        <Around incident={incident} around={around} writing={writing} onWritten={(saved) => (saved && about.askAgain(), setWriting(false))} />
        <Part title={words.timeline} testId="incident-steps">
          <Steps incident={incident} story={story} />
        </Part>
        <Part title={words.sent} testId="incident-messages">
          <Messages incident={incident} deliveries={deliveries} />
        </Part>
        <Part title={words.cost} testId="incident-cost">
          <Cost cost={cost} />
        </Part>
        <Part title={words.before} testId="incident-before">
          <Before story={story} />
        </Part>
        <Part title={words.facts}>
          <About incident={incident} />
        </Part>
      </div>
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
  const { target, component, code, rule, openedAt, resolvedAt } = incident
  return (
    <Facts
      facts={[
        [words.component, <Component key="component" target={component} />],
        target !== component && [words.target, target],
        code && [words.cause, catalogue[code].title],
        [words.rule, rule],
        [words.opened, <Exact key="opened" at={openedAt} />],
        resolvedAt !== null && [words.resolved, <Exact key="resolved" at={resolvedAt} />],
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
