import { UnstyledButton } from '@mantine/core'
import { currentTime, useClock } from '../clock'
import { Choices } from '../parts/Choices'
import { classes } from '../parts/classes'
import { IconBell, IconBellOff } from '../parts/icons'
import { spanChoices } from '../parts/spans'
import { untilTime } from '../parts/time'
import { mute, useConsole } from '../store'
import { texts } from '../texts'
import styles from './Mute.module.css'

const words = texts.mute
const bellId = 'mute'

/** Until when nothing is sent, in words; null when messages go out. */
function useMutedUntil(): string | null {
  const until = useConsole((state) => state.snapshot?.mutedUntil ?? null)
  return useClock((now) => (until !== null && now < until ? untilTime(until, now) : null))
}

/** Silences all messages for a while, from every page. */
export function MuteMenu() {
  const until = useMutedUntil()
  const choices = () => [...(until === null ? [] : [{ label: words.unmute, pick: () => void mute(null) }]), ...spanChoices(currentTime(), (forMs) => void mute(forMs))]
  const Bell = until === null ? IconBell : IconBellOff
  return (
    <Choices title={words.muteFor} note={words.measuring} choices={choices}>
      {(trigger) => (
        <UnstyledButton
          {...trigger}
          id={bellId}
          className={classes(styles.bell, until !== null && styles.on)}
          data-testid="mute"
          data-tip={until === null ? words.mute : `${words.until(until)}\n${words.measuring}`}
          aria-label={until === null ? words.mute : words.change}
        >
          <Bell size={16} stroke={1.75} aria-hidden />
        </UnstyledButton>
      )}
    </Choices>
  )
}

/** Says so while it lasts: silence must not be taken for peace. */
export function Muted() {
  const until = useMutedUntil()
  const unmute = (): void => {
    void mute(null)
    // This button goes with it.
    document.getElementById(bellId)?.focus()
  }
  return (
    <div className={classes(until !== null && styles.muted)} data-testid="muted">
      <output className={styles.words} data-tip={words.untilTip}>
        {until === null ? '' : words.until(until)}
      </output>
      {until !== null && (
        <UnstyledButton className={styles.unmute} data-testid="unmute" aria-label={words.unmuteMessages} onClick={unmute}>
          {words.unmute}
        </UnstyledButton>
      )}
    </div>
  )
}
