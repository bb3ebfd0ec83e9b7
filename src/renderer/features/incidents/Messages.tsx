import { Button } from '@mantine/core'
import type { Incident, SentMessage } from '../../../shared/model'
import { sentence } from '../../bridge'
import { useClock } from '../../clock'
import { IconBellOff } from '../../parts/icons'
import { StatusMark } from '../../parts/StatusMark'
import type { Asked } from '../../parts/use-asked'
import { showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import { type Delivery, deliveryOf, subjectOf } from './deliveries'
import { heldBack } from './held-back'
import styles from './IncidentDetail.module.css'
import { Moment } from './Steps'
import type { Deliveries } from './use-deliveries'

const words = texts.incidents

interface Props {
  incident: Incident
  deliveries: Asked<Deliveries>
}

/** What was sent where, and why nothing is. */
export function Messages({ incident, deliveries: { value, fault } }: Props) {
  const alerts = useConsole((state) => state.settings?.settings.alerts)
  const mutedUntil = useConsole((state) => state.snapshot?.mutedUntil ?? null)
  const held = useClock((now) => (alerts ? heldBack(incident, { alerts, mutedUntil }, now) : null))
  const fresh = useClock((now) => now - incident.openedAt < freshForMs)
  if (fault) return <p className={styles.hint}>{`${words.sentFailed} ${sentence(fault)}`}</p>
  if (!value) return null
  const unreachable = incident.resolvedAt === null && value.channels.every(({ wanted }) => !wanted)
  return (
    <>
      {value.messages.length > 0 && (
        <ol className={styles.lines}>
          {value.messages.map((message) => (
            <Sent key={message.id} message={message} subject={subjectOf(message, incident)} delivery={deliveryOf(message, value.channels.find(({ id }) => id === message.channel)?.refusal ?? null)} />
          ))}
        </ol>
      )}
      {unreachable ? (
        <p className={styles.held}>
          <span>{words.noChannel}</span>
          <Button onClick={() => showPage('settings', 'alerts')}>{words.toAlerts}</Button>
        </p>
      ) : held ? (
        <p className={styles.held}>
          <IconBellOff size={14} aria-hidden />
          <span>{held}</span>
        </p>
      ) : (
        value.messages.length === 0 && <p className={styles.hint}>{fresh && incident.resolvedAt === null ? words.notYet : words.nothingSent}</p>
      )}
    </>
  )
}

/** Messages that begin together are gathered for some seconds. */
const freshForMs = 30_000

function Sent({ message, subject, delivery }: { message: SentMessage; subject: string | null; delivery: Delivery }) {
  return (
    <li className={styles.line} data-state={message.state}>
      <StatusMark status={delivery.mark} size={14} />
      <span className={styles.what}>
        {message.channelTitle}: {delivery.word}
        {message.state === 'delivered' && <span className={styles.receipt}>{delivery.more}</span>}
        {subject && <span className={styles.more}>“{subject}”</span>}
        {message.state !== 'delivered' && <span className={styles.more}>{delivery.more}</span>}
      </span>
      <Moment at={message.createdAt} />
    </li>
  )
}
