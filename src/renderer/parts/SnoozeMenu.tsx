import type { ReactNode } from 'react'
import type { Incident } from '../../shared/model'
import { currentTime } from '../clock'
import { snooze } from '../store'
import { texts } from '../texts'
import { Choices, type ChoicesTrigger } from './Choices'
import { spanChoices } from './spans'

interface Props {
  incident: Pick<Incident, 'id'>
  children: (trigger: ChoicesTrigger) => ReactNode
}

/** For how long nothing is to be said of an incident. */
export function SnoozeMenu({ incident, children }: Props) {
  const choices = () => [
    ...spanChoices(currentTime(), (forMs) => void snooze(incident.id, forMs)),
    { label: texts.incidents.untilItEnds, pick: () => void snooze(incident.id, null) },
  ]
  return (
    <Choices title={texts.incidents.snoozeFor} choices={choices}>
      {children}
    </Choices>
  )
}
