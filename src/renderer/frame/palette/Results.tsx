import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { IncidentMark } from '../../parts/IncidentMark'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import { texts } from '../../texts'
import { keysOf } from '../shortcuts'
import type { Entry, EntryMark } from './entry'
import type { Mark } from './fit'
import styles from './Palette.module.css'
import type { Found, FoundGroup } from './ranking'

interface Props {
  /** Of the list; its entries' ids begin with it. */
  id: string
  groups: readonly FoundGroup[]
  /** The one that Enter chooses. */
  at: number
  onPoint: (at: number) => void
  onChoose: (entry: Entry) => void
}

export function Results({ id, groups, at, onPoint, onChoose }: Props) {
  let next = 0
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <select> takes the focus, and holds no pictures
    <div id={id} className={styles.results} role="listbox" tabIndex={-1} aria-label={texts.palette.results}>
      {groups.map((group) => (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as the list
        <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`}>
          <p id={`${id}-${group.id}`} className={styles.group}>
            {texts.palette.groups[group.id]}
          </p>
          {group.found.map((found) => {
            const place = next++
            return <Option key={found.entry.id} id={`${id}-${place}`} found={found} chosen={place === at} onPoint={() => onPoint(place)} onChoose={() => onChoose(found.entry)} />
          })}
        </div>
      ))}
    </div>
  )
}

interface OptionProps {
  id: string
  found: Found
  chosen: boolean
  onPoint: () => void
  onChoose: () => void
}

/** The focus stays in the field: this is pointed at, and chosen with Enter there. */
function Option({ id, found: { entry, marks }, chosen, onPoint, onChoose }: OptionProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field hears the keys
    <div
      ref={row}
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as the list
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={classes(styles.option, chosen && styles.chosen)}
      data-testid={`found-${entry.id}`}
      onPointerMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles.mark}>
        <Picture mark={entry.mark} />
      </span>
      <span className={styles.title}>{marked(entry.title, marks)}</span>
      {entry.aside && <span className={styles.aside}>{entry.aside}</span>}
      <span className={styles.keys} aria-hidden>
        {keysOf(entry.id).map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
    </div>
  )
}

function Picture({ mark }: { mark: EntryMark }) {
  if ('status' in mark) return <StatusMark status={mark.status} />
  if ('incident' in mark) return <IncidentMark incident={mark.incident} />
  return <mark.icon size={16} stroke={1.75} aria-hidden />
}

/** The letters that were found, set off. */
function marked(title: string, marks: readonly Mark[]): ReactNode {
  let end = 0
  const parts = marks.map(([from, to]) => {
    const before = title.slice(end, from)
    const within = title.slice(Math.max(from, end), to)
    end = Math.max(end, to)
    return (
      <Fragment key={`${from}-${to}`}>
        {before}
        <b>{within}</b>
      </Fragment>
    )
  })
  return [...parts, title.slice(end)]
}
