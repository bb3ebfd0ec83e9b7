import { Button } from '@mantine/core'
import type { LogState } from '../../../shared/logs'
import { Empty } from '../../parts/Empty'
import { showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './LogsPage.module.css'

const words = texts.logs

/** Nothing to show, and why. */
export function NoLines({ state: { phase, lines }, query, onClear }: { state: LogState; query: string; onClear: () => void }) {
  const unwatched = useConsole((state) => state.settings?.settings.watch.logDir === null)
  if (phase !== 'ready') return <Empty title={words.phases[phase]} />
  if (lines === 0)
    return (
      <Empty title={words.none} hint={words.noneHint}>
        {unwatched && (
          <Button className={styles.step} onClick={() => showPage('settings', 'watch')}>
            {words.watch}
          </Button>
        )}
      </Empty>
    )
  return (
    <Empty title={words.noMatch(query.trim())} hint={words.noMatchHint(lines)}>
      <Button className={styles.step} onClick={onClear}>
        {words.clear}
      </Button>
    </Empty>
  )
}
