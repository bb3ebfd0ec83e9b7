import { Button } from '@mantine/core'
import { IconRefresh } from '../../parts/icons'
import { runProbe, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './HealthCard.module.css'
import { runCount } from './row-view'

/** Looks at everything, and says how far that is. */
export function RunButton() {
  const run = useConsole((state) => state.snapshot?.run ?? null)
  const probing = useConsole((state) => state.probing)
  const ready = useConsole((state) => state.live)
  const busy = probing || run !== null
  const count = run ? runCount(run) : null
  return (
    <Button
      className={styles.run ?? ''}
      data-testid="run-probe"
      data-tip={texts.health.runTip}
      aria-keyshortcuts="r"
      aria-disabled={busy || !ready}
      aria-busy={busy}
      leftSection={<IconRefresh size={14} stroke={2} aria-hidden />}
      onClick={() => {
        if (!busy && ready) void runProbe()
      }}
    >
      <span hidden>{texts.health.runGlyph} </span>
      {busy ? (count ? `${texts.health.running} ${texts.health.progress(count.done, count.all)}` : texts.health.running) : texts.health.run}
    </Button>
  )
}
