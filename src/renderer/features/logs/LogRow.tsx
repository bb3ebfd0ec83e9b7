import { memo } from 'react'
import type { LogLine } from '../../../shared/logs'
import { StatusMark } from '../../parts/StatusMark'
import { classes } from '../../parts/classes'
import { exactTime } from '../../parts/time'
import { lineTimeWords } from './line-time'
import styles from './LogRow.module.css'
import { rowHeight } from './scroll'

interface Props {
  line: LogLine | undefined
  row: number
  /** How many rows there are; -1 while nobody knows. */
  rows: number
  chosen: boolean
  raw: boolean
  now: number
}

export const rowId = (row: number): string => `log-row-${row}`

/** One line of the list. Chosen with the list's keys, so it takes no focus itself. */
export const LogRow = memo(function LogRow({ line, row, rows, chosen, raw, now }: Props) {
  return (
    <div
      id={rowId(row)}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no <select> holds millions of lines
      role="option"
      aria-selected={chosen}
      aria-setsize={rows}
      aria-posinset={row < 0 ? undefined : row + 1}
      data-log-row={row}
      tabIndex={-1}
      className={classes(styles.row, chosen && styles.chosen)}
      style={{ height: rowHeight }}
    >
      {line ? <Cells line={line} raw={raw} now={now} /> : <span className={styles.awaited} />}
    </div>
  )
})

function Cells({ line, raw, now }: { line: LogLine; raw: boolean; now: number }) {
  const { at, mark, file } = line
  return (
    <>
      <span className={styles.mark}>{mark && <StatusMark status={mark} size={12} />}</span>
      <time className={styles.time} dateTime={at === null ? undefined : new Date(at).toISOString()} data-tip={at === null ? undefined : exactTime(at)}>
        {lineTimeWords(at, now)}
      </time>
      {file !== null && <span className={styles.file}>{file}</span>}
      {raw || !line.json ? <span className={styles.words}>{line.raw}</span> : <Pretty line={line} />}
    </>
  )
}

function Pretty({ line: { event, mark, message, pairs } }: { line: LogLine }) {
  return (
    <>
      <span className={classes(styles.event, mark && styles[mark])}>{event}</span>
      <span className={styles.words}>
        {message && <span className={styles.message}>{message}</span>}
        {pairs.map(([name, value]) => (
          <span key={name} className={styles.pair}>
            <span className={styles.name}>{name}</span>={value}{' '}
          </span>
        ))}
      </span>
    </>
  )
}
