import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { IconSearch } from '../../parts/icons'
import { useReturnFocus } from '../../parts/use-return-focus'
import { showPalette } from '../../store'
import { texts } from '../../texts'
import type { Entry } from './entry'
import { moved } from './moves'
import styles from './Palette.module.css'
import { rememberChoice } from './recent'
import { Results } from './Results'
import { takeTyped } from './typed-ahead'
import { useDialog } from './use-dialog'
import { useFound } from './use-found'

const words = texts.palette

/** Finds anything, and does it: a combobox whose list is always open. */
export default function Palette() {
  useReturnFocus()
  const list = useId()
  const [query, setQuery] = useState('')
  const groups = useFound(query)
  const entries = groups.flatMap(({ found }) => found.map(({ entry }) => entry))
  const [wanted, setAt] = useState(0)
  // Past incidents come later than the first letters; the list only grows by them.
  const at = Math.min(wanted, entries.length - 1)

  const type = (next: string): void => {
    setQuery(next)
    setAt(0)
  }
  const dialog = useDialog(() => type(takeTyped()), () => showPalette(false))
  const press = (event: KeyboardEvent): void => {
    const chosen = entries[at]
    if (event.nativeEvent.isComposing) return
    const next = moved(event.key, at, entries.length)
    if (next !== null) setAt(next)
    else if (event.key === 'Enter' && chosen) choose(chosen)
    else if (event.key === 'Escape') showPalette(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <dialog ref={dialog} className={styles.palette} aria-label={words.title} data-testid="palette">
      <div className={styles.field}>
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <input
          className={styles.input}
          role="combobox"
          aria-label={words.title}
          aria-expanded
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
          placeholder={words.example}
          autoComplete="off"
          spellCheck={false}
          // What lies below has no business with Escape.
          data-mantine-stop-propagation="true"
          value={query}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={press}
        />
      </div>
      <Results id={list} groups={groups} at={at} onPoint={setAt} onChoose={choose} />
      <Count count={entries.length} asked={query !== ''} />
      <Foot />
    </dialog>
  )
}

/** Closed first: what is chosen may open something of its own, or give the focus somewhere. */
function choose(entry: Entry): void {
  rememberChoice(entry.id)
  showPalette(false)
  entry.run()
}

/** Said once somebody stops typing. */
const quietMs = 400

function Count({ count, asked }: { count: number; asked: boolean }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(asked ? words.count(count) : ''), quietMs)
    return () => clearTimeout(timer)
  }, [count, asked])
  return <output className="unseen">{said}</output>
}

const hints = [
  ['↑ ↓', words.hints.move],
  ['Enter', words.hints.run],
  ['Esc', words.hints.close],
] as const

const Foot = () => (
  <p className={styles.foot} aria-hidden>
    {hints.map(([keys, what]) => (
      <span key={keys}>
        <kbd>{keys}</kbd> {what}
      </span>
    ))}
  </p>
)
