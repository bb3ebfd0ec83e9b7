import { ActionIcon, Button } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { IconX } from '../parts/icons'
import { useState } from 'react'
import { currentTime, useClock } from '../clock'
import { ActionButton } from '../parts/ActionButton'
import { StatusMark } from '../parts/StatusMark'
import { classes } from '../parts/classes'
import { channelNotes, headlineAction, needsHand, networkNote } from '../parts/worst'
import { duration } from '../../shared/format'
import { showNotice, showPage, useConsole } from '../store'
import { texts } from '../texts'
import styles from './Banner.module.css'

/** The engine is there sooner than this; one that isn't needs a word. */
const startsWithinMs = 5000

/** Snapshots come at least once a minute; one this old means that nothing comes any more. */
const staleAfterMs = 180_000

/** The strip on top: the one thing that needs a hand, then what went wrong in this window. Nothing when all is well. */
export function Banner() {
  return (
    <>
      <Network />
      <Problem />
      <Channel />
      <Stale />
      <Notice />
    </>
  )
}

/** Our own network is in the way of everything remote: said once, in place of a word at each row. */
function Network() {
  const note = useConsole((state) => state.snapshot && networkNote(state.snapshot))
  if (!note) return null
  return (
    <section className={classes(styles.strip, styles.unknown)} aria-label={texts.frame.network} data-testid="note-network">
      <StatusMark status="unknown" label />
      <p className={styles.words}>
        {note.message} {note.hint && <span className={styles.hint}>{note.hint}</span>}
      </p>
      {note.action && <ActionButton action={note.action} about={note.message} />}
    </section>
  )
}

function Problem() {
  const snapshot = useConsole((state) => state.snapshot)
  const page = useConsole((state) => state.page)
  if (!snapshot || !needsHand(snapshot)) return null
  // The network's strip says it already, and more.
  if (snapshot.overall === 'unknown' && networkNote(snapshot)) return null
  const next = headlineAction(snapshot)
  return (
    <section className={classes(styles.strip, styles[snapshot.overall])} aria-label={texts.frame.needsHand}>
      <StatusMark status={snapshot.overall} label />
      <p className={styles.words} data-tip-when="cut" data-tip={snapshot.headline}>
        {snapshot.headline}
      </p>
      {next && <ActionButton action={next.action} about={next.about} />}
      {!next && snapshot.incidents.length > 0 && page !== 'incidents' && (
        <Button onClick={() => showPage('incidents')}>{texts.frame.seeIncidents}</Button>
      )}
    </section>
  )
}

/** A way to be told is gone: seen at once, since what it would have told is not. */
function Channel() {
  const notes = useConsole((state) => state.snapshot?.notes)
  const [note, ...others] = channelNotes({ notes: notes ?? [] })
  if (!note) return null
  return (
    <section className={classes(styles.strip, note.severity === 'info' ? styles.unknown : styles[note.severity])} aria-label={texts.frame.channel} data-testid="note-channel">
      <StatusMark status={note.severity === 'info' ? 'unknown' : note.severity} label />
      <p className={styles.words} data-tip-when="cut" data-tip={[note.message, note.hint].filter(Boolean).join(' ')}>
        {note.message} <span className={styles.hint}>{note.hint}</span> {others.length > 0 && texts.frame.otherChannels(others.length)}
      </p>
      {note.action && <ActionButton action={note.action} about={note.message} />}
    </section>
  )
}

function Stale() {
  const at = useConsole((state) => state.snapshot?.at)
  const live = useConsole((state) => state.live)
  const [openedAt] = useState(currentTime)
  // What was kept of the last run is old by nature; that its engine doesn't come is not.
  const isLate = useClock((now) => live || now - openedAt > startsWithinMs)
  const age = useClock((now) => (at !== undefined && now - at > staleAfterMs ? duration(now - at) : null))
  if (age === null || !isLate) return null
  return (
    <section className={classes(styles.strip, styles.unknown)} aria-label={texts.frame.agedFigures} data-testid="stale">
      <StatusMark status="unknown" />
      <p className={styles.words}>{live ? texts.frame.stale(age) : texts.frame.starting(age)}</p>
    </section>
  )
}

function Notice() {
  const notice = useConsole((state) => state.notice)
  if (!notice) return null
  return (
    <section className={classes(styles.strip, styles.unknown)} role="alert">
      <StatusMark status="warning" />
      <p className={styles.words}>
        {notice.message} {notice.hint}
      </p>
      <ActionIcon aria-label={texts.frame.dismiss} onClick={() => showNotice(null)}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </section>
  )
}
