import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../bridge'
import { texts } from '../../texts'
import styles from './LogsHead.module.css'

const words = texts.logs

interface Props {
  view: number
  onRow: (row: number) => void
  onLeave: () => void
}

/** Leads to the first line at or after a moment written in words. */
export function JumpField({ view, onRow, onLeave }: Props) {
  const [when, setWhen] = useState('')
  const [error, setError] = useState<string | null>(null)
  const jump = async (): Promise<void> => {
    if (when.trim() === '') return onLeave()
    const answer = await call('logs.at', { view, when })
    setError(answer.ok ? null : answer.error.message)
    if (answer.ok) onRow(answer.value.row)
  }
  return (
    <TextInput
      className={styles.jump}
      aria-label={words.jump}
      placeholder={words.jumpExample}
      data-key="t"
      aria-keyshortcuts="t"
      data-testid="log-jump"
      data-tip={words.jumpTip}
      spellCheck={false}
      value={when}
      error={error}
      classNames={{ wrapper: styles.jumpInput ?? '', error: styles.jumpError ?? '' }}
      onChange={(event) => {
        setWhen(event.currentTarget.value)
        setError(null)
      }}
      onClick={(event) => event.currentTarget.focus()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void jump()
        if (event.key === 'Escape') onLeave()
      }}
    />
  )
}
