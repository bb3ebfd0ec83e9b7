import { Button } from '@mantine/core'
import { useState } from 'react'
import type { IncidentAround } from '../../../shared/incidents'
import type { Incident } from '../../../shared/model'
import { currentTime, useClock } from '../../clock'
import { ActionButton } from '../../parts/ActionButton'
import { copyText } from '../../parts/copy'
import { IconChevronDown, IconCopy } from '../../parts/icons'
import { needsSomebody, stateOf } from '../../parts/incident-state'
import { SnoozeMenu } from '../../parts/SnoozeMenu'
import { incidentAction } from '../../parts/worst'
import { acknowledge, resume, runProbe, showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './IncidentDetail.module.css'
import { type Around, incidentText } from './incident-text'
import type { About } from './use-about'

const words = texts.incidents

interface Props {
  incident: Incident
  about: About
  /** Somebody wants to say something of it. */
  onNote: () => void
}

/** The next step, then what can be done about the messages. */
export function IncidentActions({ incident, about, onNote }: Props) {
  const components = useConsole((state) => state.snapshot?.components)
  const state = useClock((now) => stateOf(incident, now))
  const action = incidentAction(incident, components ?? [])
  return (
    <div className={styles.actions}>
      {action && <ActionButton action={action} about={incident.title} prominent={state === 'open'} />}
      {state !== 'resolved' && (
        <>
          {action?.do.kind !== 'probe' && <LookAgain incident={incident} />}
          <Acts incident={incident} />
        </>
      )}
      <Button data-testid="incident-add-note" onClick={onNote}>
        {words.addNote}
      </Button>
      <Elsewhere incident={incident} around={about.around.value} />
      <Copy incident={incident} about={about} />
    </div>
  )
}

function LookAgain({ incident }: { incident: Incident }) {
  const watched = useConsole((state) => state.snapshot?.components.some(({ target }) => target === incident.component))
  const busy = useConsole((state) => state.probing || (state.snapshot?.run ?? null) !== null)
  if (!watched) return null
  return (
    <Button aria-disabled={busy} aria-busy={busy} onClick={() => !busy && void runProbe(incident.component)}>
      {words.lookAgain}
    </Button>
  )
}

/** The first button stays in its place, and keeps the focus, when what it does turns round. */
function Acts({ incident }: { incident: Incident }) {
  const open = useClock((now) => needsSomebody(incident, now))
  return (
    <>
      {open ? (
        <Button key="act" data-testid="incident-ack" data-key="a" aria-keyshortcuts="a" data-tip={words.acknowledgeTip} onClick={() => void acknowledge(incident.id)}>
          {words.acknowledge}
        </Button>
      ) : (
        <Button key="act" data-testid="incident-resume" data-tip={words.resumeTip} onClick={() => void resume(incident.id)}>
          {words.resume}
        </Button>
      )}
      <SnoozeMenu incident={incident}>
        {(trigger) => (
          <Button {...trigger} data-testid="incident-snooze" data-key="s" aria-keyshortcuts="s" data-tip={words.snoozeTip} rightSection={<IconChevronDown size={14} aria-hidden />}>
            {words.snooze}
          </Button>
        )}
      </SnoozeMenu>
    </>
  )
}

/** The same time on other pages. */
function Elsewhere({ incident, around }: { incident: Incident; around: IncidentAround | null }) {
  return (
    <>
      <Button variant="subtle" color="gray" data-testid="incident-to-logs" onClick={() => showPage('logs', `own@${incident.openedAt}`)}>
        {words.showInLogs}
      </Button>
      {around && (
        <Button variant="subtle" color="gray" data-testid="incident-to-timeline" onClick={() => showPage('timeline', `${around.from}-${around.to}@incident-${incident.id}`)}>
          {words.showInTimeline}
        </Button>
      )}
    </>
  )
}

function Copy({ incident, about }: Omit<Props, 'onNote'>) {
  const component = useConsole((state) => state.snapshot?.components.find(({ target }) => target === incident.component)?.title ?? incident.component)
  const [said, setSaid] = useState('')
  const copy = (): void => {
    const text = incidentText(incident, knownOf(component, about), currentTime())
    setSaid(copyText(text) ? words.copied : words.notCopied)
  }
  return (
    <>
      <Button variant="subtle" color="gray" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy} onBlur={() => setSaid('')}>
        {said || words.copy}
      </Button>
      <output className="unseen">{said}</output>
    </>
  )
}

/** What has come of what was asked about it. */
const knownOf = (component: string, { deliveries, story, around, cost }: About): Around => ({
  component,
  messages: deliveries.value?.messages ?? [],
  channels: deliveries.value?.channels ?? [],
  story: story.value,
  notes: around.value?.notes ?? [],
  cost: cost.value,
})
