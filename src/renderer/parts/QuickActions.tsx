import { ActionIcon } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import type { Incident } from '../../shared/model'
import { useClock } from '../clock'
import { acknowledge, resume } from '../store'
import { texts } from '../texts'
import { classes } from './classes'
import { IconCheck, IconClockPause, IconBell } from './icons'
import { needsSomebody } from './incident-state'
import styles from './QuickActions.module.css'
import { SnoozeMenu } from './SnoozeMenu'

const words = texts.incidents

interface Props {
  incident: Incident
  className?: string | undefined
}

/** What can be done about an incident without opening it: seen while its row is pointed at or has the focus. */
export function QuickActions({ incident, className }: Props) {
  const open = useClock((now) => needsSomebody(incident, now))
  if (incident.resolvedAt !== null) return null
  return (
    <span className={classes(styles.actions, className)}>
      {open ? (
        <ActionIcon key="act" data-key="a" aria-keyshortcuts="a" aria-label={words.acknowledgeOf(incident.title)} data-tip={words.acknowledgeTip} onClick={() => void acknowledge(incident.id)}>
          <IconCheck size={16} aria-hidden />
        </ActionIcon>
      ) : (
        <ActionIcon key="act" aria-label={words.resumeOf(incident.title)} data-tip={words.resumeTip} onClick={() => void resume(incident.id)}>
          <IconBell size={16} aria-hidden />
        </ActionIcon>
      )}
      <SnoozeMenu incident={incident}>
        {(trigger) => (
          <ActionIcon {...trigger} data-key="s" aria-keyshortcuts="s" aria-label={words.snoozeOf(incident.title)} data-tip={words.snoozeTip}>
            <IconClockPause size={16} aria-hidden />
          </ActionIcon>
        )}
      </SnoozeMenu>
    </span>
  )
}
