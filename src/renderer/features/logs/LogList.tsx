import { type KeyboardEvent, useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import type { LogLine, LogState } from '../../../shared/logs'
import { useClock } from '../../clock'
import { texts } from '../../texts'
import styles from './LogList.module.css'
import { LogRow, rowId } from './LogRow'
import { rowAfter } from './row-after'
import { contentHeight, rowHeight, rowsInSight, topAround, topShowing } from './scroll'
import { useRows } from './use-rows'
import { useScroll } from './use-scroll'

const words = texts.logs
const hourMs = 3_600_000

export interface LogListHandle {
  focus: () => void
  /** Brings a row to the top. */
  bring: (row: number) => void
  /** Chooses a row and brings it into sight with what was before it. */
  show: (row: number) => void
}

interface Props {
  ref: Ref<LogListHandle>
  state: LogState
  /** Shown instead of rows as long as these aren’t known. */
  tail: readonly LogLine[]
  raw: boolean
  following: boolean
  chosen: number | null
  onFollow: (following: boolean) => void
  onChoose: (row: number) => void
  onOpen: (row: number) => void
  onEscape: () => void
  /** Pretty becomes raw, and raw pretty. */
  onLook: () => void
  /** The lines in sight, for whoever makes suggestions of them. */
  onSeen: (lines: readonly LogLine[]) => void
}

/** Millions of rows, of which those in sight are drawn. One stop for the keyboard, whose keys move within. */
export function LogList({ ref, state, tail, raw, following, chosen, onFollow, onChoose, onOpen, onEscape, onLook, onSeen }: Props) {
  const { rows } = state
  const scroll = useScroll(rows, following, onFollow)
  const { box, top, height } = scroll
  const first = Math.floor(top)
  const last = Math.min(rows, Math.ceil(top + rowsInSight(height)))
  const line = useRows(state, first, last)
  const now = useClock((time) => time - (time % hourMs) + hourMs)
  const preview = following && state.phase === 'reading' && tail.length > 0 ? tail.slice(-Math.ceil(rowsInSight(height))) : null
  const choose = (row: number): void => {
    scroll.scrollTo(topShowing(row, top, { rows, height }))
    onFollow(row === rows - 1)
    onChoose(row)
  }
  const show = (row: number): void => {
    scroll.scrollTo(topAround(row, { rows, height }))
    onFollow(false)
    onChoose(row)
  }
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus({ preventScroll: true }), show, bring: scroll.scrollTo }))
  useInSight(height, () => {
    if (chosen !== null && !following) scroll.scrollTo(topShowing(chosen, top, { rows, height }))
  })
  useSeen(preview ?? seenLines(first, last, line), onSeen)

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || preview) return
    const to = rowAfter(event.key, chosen ?? (following ? rows : first), Math.max(1, Math.floor(rowsInSight(height)) - 1), rows)
    if (to !== null) choose(to)
    else if (event.key === 'Enter' && chosen !== null) onOpen(chosen)
    else if (event.key === 'Escape') onEscape()
    else if (event.key === 'p') onLook()
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={box}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no <select> holds millions of lines
      role="listbox"
      aria-label={words.list}
      aria-activedescendant={chosen !== null && chosen >= first && chosen < last ? rowId(chosen) : undefined}
      tabIndex={0}
      className={styles.box}
      data-testid="log-list"
      data-rows-total={rows}
      onKeyDown={press}
      onClick={(event) => preview === null && openClicked(event.target, onOpen)}
    >
      <div role="none" style={{ height: preview ? '100%' : contentHeight(rows) }}>
        <div role="none" className={styles.sight} style={{ height }}>
          <div role="none" style={{ transform: preview ? undefined : `translateY(${-(top - first) * rowHeight}px)` }}>
            {preview
              ? preview.map((one) => <LogRow key={one.row} line={one} row={one.row} rows={-1} chosen={false} raw={raw} now={now} />)
              : Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place).map((row) => (
                  <LogRow key={row} line={line(row)} row={row} rows={rows} chosen={row === chosen} raw={raw} now={now} />
                ))}
          </div>
        </div>
      </div>
    </div>
  )
}

function openClicked(target: EventTarget, onOpen: (row: number) => void): void {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-log-row]')?.dataset['logRow'] : undefined
  if (row !== undefined) onOpen(Number(row))
}

function seenLines(first: number, last: number, line: (row: number) => LogLine | undefined): LogLine[] {
  return Array.from({ length: Math.max(0, last - first) }, (_, place) => line(first + place)).filter((one) => one !== undefined)
}

/** The list became higher or lower: what was looked at is to stay in sight. */
function useInSight(height: number, onResized: () => void): void {
  const before = useRef(height)
  useEffect(() => {
    if (before.current !== height) onResized()
    before.current = height
  })
}

/** Told when others come into sight. */
function useSeen(lines: readonly LogLine[], onSeen: (lines: readonly LogLine[]) => void): void {
  const told = useRef('')
  useEffect(() => {
    const name = lines.map(({ row, raw }) => `${row} ${raw.length}`).join()
    if (name === told.current) return
    told.current = name
    onSeen(lines)
  })
}
