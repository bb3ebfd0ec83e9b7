import { Button } from '@mantine/core'
import { call } from '../../bridge'
import { showNotice, showPage } from '../../store'
import { texts } from '../../texts'
import type { Span } from './axis'
import { countOf, type TimelineEvent } from './events'
import { eventWords } from './event-words'
import { NoteForm } from './NoteForm'
import styles from './Strip.module.css'
import type { TimelineNote } from '../../../shared/timeline'

const words = texts.timeline

/** What the strip below the lanes is about. */
export type Shown = { kind: 'event'; event: TimelineEvent } | { kind: 'draft'; at: number } | { kind: 'edit'; note: TimelineNote } | { kind: 'removed'; id: string } | null

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
      {shown?.kind === 'removed' && <Removed id={shown.id} onShow={onShow} onChanged={onChanged} />}
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
  const remove = async (): Promise<void> => {
    const done = await call('notes.remove', { id: note.id })
    if (!done.ok) return showNotice(done.error)
    onChanged()
    onShow({ kind: 'removed', id: note.id })
  }
  return (
    <>
      <Button onClick={() => onShow({ kind: 'edit', note })}>{words.edit}</Button>
      <Button onClick={() => void remove()}>{words.remove}</Button>
    </>
  )
}

function Removed({ id, onShow, onChanged }: Omit<Parts, 'onZoom'> & { id: string }) {
  const restore = async (): Promise<void> => {
    const done = await call('notes.restore', { id })
    if (!done.ok) return showNotice(done.error)
    onChanged()
    onShow(null)
  }
  return (
    <>
      <p className={styles.words}>{words.removed}</p>
      <Button onClick={() => void restore()}>{words.undo}</Button>
    </>
  )
}
