import { Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import { percent } from '../../../shared/format'
import type { LogState } from '../../../shared/logs'
import { texts } from '../../texts'
import styles from './LogsPage.module.css'

const words = texts.logs

/** "2,165 of 2,100,000 lines", or how far the work is. */
export function LogsStatus({ state, filtered }: { state: LogState; filtered: boolean }) {
  const { phase, part, rows, lines } = state
  const count = filtered ? words.found(rows, lines) : words.lines(lines)
  return (
    <p className={styles.status} data-testid="log-status" data-phase={phase}>
      {phase !== 'ready' && <Progress className={styles.progress} size={4} value={100 * part} aria-label={words.phases[phase]} />}
      <span>{phase === 'ready' ? count : `${words.phases[phase]} ${percent(Math.floor(100 * part))}${filtered ? `, ${words.soFar(rows)}` : ''}`}</span>
    </p>
  )
}
