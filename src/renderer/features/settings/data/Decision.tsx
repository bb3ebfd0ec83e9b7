import { Button } from '@mantine/core'
import { texts } from '../../../texts'
import styles from './DataSection.module.css'

interface Props {
  /** What is done, as its button says it. */
  label: string
  busy?: boolean
  testId?: string
  onDo: () => void
  onCancel: () => void
}

/** Below what would change: to do it, or to leave it. While it is done there is nothing to decide. */
export function Decision({ label, busy = false, testId, onDo, onCancel }: Props) {
  return (
    <div className={styles.buttons}>
      <Button data-first data-testid={testId} variant="filled" aria-disabled={busy} aria-busy={busy} onClick={() => !busy && onDo()}>
        {label}
      </Button>
      <Button variant="subtle" color="gray" aria-disabled={busy} onClick={() => !busy && onCancel()}>
        {texts.settings.data.cancel}
      </Button>
    </div>
  )
}
