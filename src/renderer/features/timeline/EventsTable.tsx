import { UnstyledButton } from '@mantine/core'
import { ColumnHeads } from '../../parts/ColumnHeads'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { StatusMark } from '../../parts/StatusMark'
import page from '../../parts/page.module.css'
import { exactTime, lasted } from '../../parts/time'
import { dayTime } from '../../../shared/moments'
import { texts } from '../../texts'
import { eventWords } from './event-words'
import { oneByOne, type TimelineEvent } from './events'
import styles from './EventsTable.module.css'

const words = texts.timeline
/** As many as somebody reads; a shorter span has fewer. */
const shown = 200

interface Props {
  events: readonly TimelineEvent[]
  waiting: boolean
  onChoose: (event: TimelineEvent) => void
}

/** What happened in the span, newest first: the same as the chart, to be read. */
export function EventsTable({ events, waiting, onChoose }: Props) {
  const newest = oneByOne(events).toReversed()
  return (
    <Panel title={words.eventsTable} testId="timeline-table">
      {!waiting && events.length === 0 && <Empty title={words.noEvents} hint={words.noEventsHint} />}
      {events.length > 0 && (
        <table className={page.table} aria-label={words.eventsTable}>
          <ColumnHeads titles={[words.when, words.what, words.how]}>
            <th scope="col" className={page.end}>
              {words.length}
            </th>
          </ColumnHeads>
          <tbody className={styles.rows}>
            {newest.slice(0, shown).map((event) => (
              <EventRow key={event.id} event={event} onChoose={onChoose} />
            ))}
          </tbody>
        </table>
      )}
      {newest.length > shown && <p className={styles.more}>{words.moreEvents(newest.length - shown)}</p>}
    </Panel>
  )
}

function EventRow({ event, onChoose }: { event: TimelineEvent; onChoose: (event: TimelineEvent) => void }) {
  const { title, meaning } = eventWords(event)
  return (
    <tr>
      <td className={page.nowrap} data-tip={exactTime(event.from)}>
        {dayTime(event.from)}
      </td>
      <td>
        <UnstyledButton className={styles.title} onClick={() => onChoose(event)}>
          {event.kind === 'incident' && <StatusMark status={event.incident.severity} size={14} />}
          {title}
        </UnstyledButton>
        {event.kind !== 'incident' && <span className={styles.meaning}>{meaning}</span>}
      </td>
      <td className={page.quiet}>{words.kinds[event.kind]}</td>
      <td className={`${page.quiet} ${page.nowrap} ${page.end}`}>{event.to > event.from && lasted(event.from, event.to)}</td>
    </tr>
  )
}
