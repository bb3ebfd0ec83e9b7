import { Button } from '@mantine/core'
import type { BackupEntry } from '../../../../shared/data'
import { bytes } from '../../../../shared/format'
import { call } from '../../../bridge'
import { exactTime } from '../../../parts/time'
import { dayTime } from '../../../../shared/moments'
import { showNotice } from '../../../store'
import { texts } from '../../../texts'
import styles from './DataSection.module.css'

const words = texts.settings.data
/** Further back nobody goes from a list. */
const mostShown = 12

const reveal = async (name: string): Promise<void> => {
  const answer = await call('data.reveal', { name })
  if (!answer.ok) showNotice(answer.error)
}

/** The newest backups of the data folder, newest first. */
export function BackupList({ backups, onRestore }: { backups: readonly BackupEntry[]; onRestore: (name: string) => void }) {
  if (backups.length === 0) return <p className={styles.hint}>{words.noBackups}</p>
  return (
    <ul className={styles.backups} aria-label={words.backups}>
      {backups.slice(0, mostShown).map(({ name, at, bytes: size, reason }) => (
        <li key={name} className={styles.backup} data-testid="backup">
          <span className={styles.when} data-tip={exactTime(at)}>
            {dayTime(at)}
          </span>
          <span className={styles.amount}>{bytes(size)}</span>
          <span className={styles.reason}>{words.reasons[reason]}</span>
          <Button aria-label={words.restoreOf(dayTime(at))} onClick={() => onRestore(name)}>
            {words.restore}
          </Button>
          <Button variant="subtle" color="gray" aria-label={words.showOf(dayTime(at))} onClick={() => void reveal(name)}>
            {words.show}
          </Button>
        </li>
      ))}
      {backups.length > mostShown && <li className={styles.hint}>{words.more(backups.length - mostShown)}</li>}
    </ul>
  )
}
