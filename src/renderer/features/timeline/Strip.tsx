import { Button } from '@mantine/core'
import { call } from '../../bridge'
import { NoteForm } from '../../parts/NoteForm'
import { offerUndo } from '../../parts/undo'
import { showNotice, showPage } from '../../store'
import { texts } from '../../texts'
import type { Span } from './axis'
import { countOf, type TimelineEvent } from './events'
import { eventWords } from './event-words'
import styles from './Strip.module.css'
import type { TimelineNote } from '../../../shared/timeline'

const words = texts.timeline

/** What the strip below the lanes is about. */
export type Shown = { kind: 'event'; event: TimelineEvent } | { kind: 'draft'; at: number } | { kind: 'edit'; note: TimelineNote } | null

interface Props {
  shown: Shown
  onShow: (shown: Shown) => void
  /** Notes were changed. */
  onChanged: () => void
  onZoom: (span: Span) => void
  /** Whether there is hardly a past yet. */
  young: boolean
}

/** What is chosen, in words, with its next step; or a note that is being written. */
export function Strip({ shown, onShow, onChanged, onZoom, young }: Props) {
  return (
    <section className={styles.strip} aria-label={words.strip} aria-live="polite" data-testid="timeline-strip">
      {shown === null && <p className={styles.hint}>{young ? words.first : words.hint}</p>}
      {shown?.kind === 'event' && <About event={shown.event} onShow={onShow} onChanged={onChanged} onZoom={onZoom} />}
      {(shown?.kind === 'draft' || shown?.kind === 'edit') && (
        <NoteForm
          key={shown.kind === 'edit' ? shown.note.id : 'new'}
          note={shown.kind === 'edit' ? shown.note : null}
          at={shown.kind === 'edit' ? shown.note.at : shown.at}
          onDone={(saved) => {
            if (saved) onChanged()
            onShow(null)
          }}
        />
      )}
    </section>
  )
}

type Parts = Pick<Props, 'onShow' | 'onChanged' | 'onZoom'>

function About({ event, onShow, onChanged, onZoom }: Parts & { event: TimelineEvent }) {
  const { title, when, meaning } = eventWords(event)
  return (
    <>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.when}>
          {when}
          {meaning && <span className={styles.meaning}>{meaning}</span>}
        </p>
      </div>
      {(event.kind === 'run' || event.kind === 'gap') && <Button onClick={() => showPage('logs', `own@${Math.floor(event.from)}`)}>{words.showInLogs}</Button>}
      {event.kind === 'run' && <Button onClick={() => showPage('schedule')}>{words.openSchedule}</Button>}
      {event.kind === 'incident' && <Button onClick={() => showPage('incidents', event.incident.id)}>{words.open}</Button>}
      {event.kind === 'note' && <NoteActions note={event.note} onShow={onShow} onChanged={onChanged} />}
      {(event.to > event.from || countOf(event) > 1) && <Button onClick={() => onZoom(event)}>{words.zoomTo}</Button>}
      <Button variant="subtle" onClick={() => onShow(null)}>
        {words.close}
      </Button>
    </>
  )
}

function NoteActions({ note, onShow, onChanged }: Omit<Parts, 'onZoom'> & { note: TimelineNote }) {
  /** Tells whether it was done; what came of it is shown. */
  const change = async (name: 'notes.remove' | 'notes.restore'): Promise<boolean> => {
    const done = await call(name, { id: note.id })
    if (done.ok) onChanged()
    else showNotice(done.error)
    return done.ok
  }
  const remove = async (): Promise<void> => {
    if (!(await change('notes.remove'))) return
    onShow(null)
    offerUndo({ words: words.removed, what: words.noteOf(note.text), putBack: () => change('notes.restore') })
  }
  return (
    <>
      <Button onClick={() => onShow({ kind: 'edit', note })}>{words.edit}</Button>
      <Button onClick={() => void remove()}>{words.remove}</Button>
    </>
  )
}
