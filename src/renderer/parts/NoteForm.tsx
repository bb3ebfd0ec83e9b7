import { Button, SegmentedControl, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { NoteKind, TimelineNote } from '../../shared/timeline'
import { call, sentence } from '../bridge'
import { segments, segmentLooks } from './segments'
import { texts } from '../texts'
import { fromLocalInput, localInput } from './note-time'
import styles from './NoteForm.module.css'

const words = texts.timeline
const kinds: readonly NoteKind[] = ['deployment', 'note']

interface Props {
  /** The one that is changed; null: a new one. */
  note: TimelineNote | null
  at: number
  onDone: (saved: boolean) => void
}

/** Says of a moment what was done then. */
export function NoteForm({ note, at, onDone }: Props) {
  const [when, setWhen] = useState(localInput(at))
  const [kind, setKind] = useState<NoteKind>(note?.kind ?? 'note')
  const [text, setText] = useState(note?.text ?? '')
  const [fault, setFault] = useState<string | null>(null)
  const moment = fromLocalInput(when, at)
  const complete = text.trim() !== '' && moment !== null
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onDone(false)
  }
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!complete) return
    const draft = { at: moment, kind, text }
    const done = await (note ? call('notes.change', { id: note.id, note: draft }) : call('notes.add', draft))
    if (done.ok) onDone(true)
    else setFault(sentence(done.error))
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <TextInput type="datetime-local" step={1} label={words.noteWhen} value={when} onKeyDown={escape} onChange={(event) => setWhen(event.currentTarget.value)} />
      <SegmentedControl aria-label={words.noteKind} {...segmentLooks} value={kind} data={segments(kinds, words.noteKinds, () => undefined)} onChange={(next) => setKind(next as NoteKind)} />
      <TextInput className={styles.text ?? ''} label={words.noteText} placeholder={words.noteExample} maxLength={500} data-autofocus ref={(field) => field?.focus()} value={text} onKeyDown={escape} error={fault} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" variant="filled" aria-disabled={!complete}>
        {words.save}
      </Button>
      <Button variant="subtle" onClick={() => onDone(false)}>
        {words.cancel}
      </Button>
    </form>
  )
}
