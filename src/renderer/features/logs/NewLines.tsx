import { Button } from '@mantine/core'
import { useState } from 'react'
import type { LogState } from '../../../shared/logs'
import { texts } from '../../texts'
import styles from './LogsPage.module.css'

const words = texts.logs

interface Props {
  state: LogState
  following: boolean
  onFollow: () => void
}

/** What has come since somebody moved away from the end. Begins anew with each stay away from it. */
export function NewLines({ state: { rows, phase }, following, onFollow }: Props) {
  const [before, setBefore] = useState<number | null>(null)
  // What is still being found isn’t new.
  if (before === null && phase === 'ready') setBefore(rows)
  if (following || before === null || rows <= before) return null
  return (
    <Button className={styles.newLines} variant="filled" data-testid="log-new-lines" onClick={onFollow}>
      {words.newLines(rows - before)}
    </Button>
  )
}
