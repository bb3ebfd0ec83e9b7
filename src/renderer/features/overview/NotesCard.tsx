import { ActionButton } from '../../parts/ActionButton'
import { StatusMark } from '../../parts/StatusMark'
import { otherNotes } from '../../parts/worst'
import { useConsole } from '../../store'
import { IconInfoCircle } from '../../parts/icons'
import { texts } from '../../texts'
import styles from './NotesCard.module.css'

/** What the console says about itself. */
export function NotesCard() {
  const snapshot = useConsole((state) => state.snapshot)
  const notes = snapshot ? otherNotes(snapshot) : []
  if (notes.length === 0) return null
  return (
    <section aria-label={texts.notes.title}>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note.id} className={styles.note}>
            {note.severity === 'info' ? <IconInfoCircle size={16} className={styles.info} aria-hidden /> : <StatusMark status={note.severity} label />}
            <p className={styles.words}>
              {note.message} {note.hint && <span className={styles.hint}>{note.hint}</span>}
            </p>
            {note.action && <ActionButton action={note.action} about={note.message} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
