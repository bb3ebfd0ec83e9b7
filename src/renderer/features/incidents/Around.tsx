import type { IncidentAround } from '../../../shared/incidents'
import type { Incident } from '../../../shared/model'
import { sentence } from '../../bridge'
import { currentTime } from '../../clock'
import { IconFileText } from '../../parts/icons'
import { NoteForm } from '../../parts/NoteForm'
import type { Asked } from '../../parts/use-asked'
import { useConsole } from '../../store'
import { texts } from '../../texts'
import { AroundChart } from './AroundChart'
import styles from './IncidentDetail.module.css'
import { Part } from './Part'
import { Moment } from './Steps'

const words = texts.incidents

interface Props {
  incident: Incident
  around: Asked<IncidentAround>
  /** A note is being written. */
  writing: boolean
  onWritten: (saved: boolean) => void
}

/** What was measured around it, and what people said of that time. */
export function Around({ incident, around: { value, fault }, writing, onWritten }: Props) {
  const component = useConsole((state) => state.snapshot?.components.find(({ target }) => target === incident.component)?.title ?? incident.component)
  return (
    <div className={styles.wide}>
      <Part title={words.around} testId="incident-around">
        {fault && <p className={styles.hint}>{sentence(fault)}</p>}
        {value ? <AroundChart incident={incident} component={component} around={value} /> : <div className={styles.chartRoom} />}
        {value && value.notes.length > 0 && (
          <ol className={styles.lines} aria-label={words.notes}>
            {value.notes.map((note) => (
              <li key={note.id} className={styles.line}>
                <IconFileText size={14} aria-hidden />
                <span className={styles.what}>
                  {note.text}
                  <span className={styles.receipt}>{texts.timeline.noteKinds[note.kind]}</span>
                </span>
                <Moment at={note.at} />
              </li>
            ))}
          </ol>
        )}
        {writing && <NoteForm note={null} at={incident.resolvedAt ?? currentTime()} onDone={onWritten} />}
      </Part>
    </div>
  )
}
