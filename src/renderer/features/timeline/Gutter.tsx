import { UnstyledButton } from '@mantine/core'
import { useClock } from '../../clock'
import { IconChevronDown, IconChevronRight } from '../../parts/icons'
import { classes } from '../../parts/classes'
import { texts } from '../../texts'
import type { Camera } from './camera'
import styles from './Gutter.module.css'
import type { Answer } from './lane-source'
import { axisHeight, type LaneRow } from './layout'
import { readout } from './readout'
import { useLooking } from './use-looking'

interface Props {
  camera: Camera
  rows: readonly LaneRow[]
  answer: Answer
  onToggle: (target: string) => void
}

/** Two lines of words. */
const wordsHeight = 32
/** Words stand beside the marks, not beside what is opened below them. */
const aboveName = ({ kind, top, bottom, markHeight }: LaneRow): number => Math.round(((kind === 'component' ? markHeight : bottom - top) - wordsHeight) / 2)

/** The lanes’ names, and below each what it says at the cursor; without one, now or at the right end. */
export function Gutter({ camera, rows, answer, onToggle }: Props) {
  const { span, cursor } = useLooking(camera)
  const now = useClock((at) => at)
  const pointed = cursor !== null && cursor >= span.from && cursor <= span.to
  // What was looked at last is a moment old.
  const at = pointed ? cursor : Math.min(span.to, now, answer.view.at) - 1
  return (
    <ul className={styles.gutter} style={{ paddingTop: axisHeight }}>
      {rows.map((row) => (
        <li key={row.id} className={styles.row} style={{ height: row.bottom - row.top, paddingTop: aboveName(row) }} data-testid={`lane-${row.id}`}>
          {row.kind === 'component' ? <Name row={row} onToggle={onToggle} /> : <p className={styles.name}><span className={styles.cut}>{nameOf(row)}</span></p>}
          <p className={styles.says} data-tip-when="cut" data-tip={readout(row, at, answer)}>
            {readout(row, at, answer)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Name({ row, onToggle }: { row: LaneRow & { kind: 'component' }; onToggle: (target: string) => void }) {
  const { title, target, gone } = row.lane
  const Icon = row.opened ? IconChevronDown : IconChevronRight
  return (
    <UnstyledButton className={classes(styles.name, styles.open, gone && styles.gone)} aria-expanded={row.opened} data-tip={row.opened ? texts.timeline.hideLine(title) : texts.timeline.showLine(title)} onClick={() => onToggle(target)}>
      <span className={styles.cut}>{title}</span>
      <Icon size={14} aria-hidden className={styles.chevron} />
    </UnstyledButton>
  )
}

function nameOf(row: LaneRow): string {
  if (row.kind === 'ticks') return row.lane.title
  return row.kind === 'component' ? row.lane.title : texts.timeline[row.kind]
}
