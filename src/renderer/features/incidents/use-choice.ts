import { useCallback, useState } from 'react'
import type { IncidentStory } from '../../../shared/incidents'
import type { Incident } from '../../../shared/model'
import { ok, type Result } from '../../../shared/result'
import { call } from '../../bridge'
import { useAsked } from '../../parts/use-asked'
import { useConsole } from '../../store'

export interface Choice {
  id: string | null
  /** As far as it is known. */
  incident: Incident | null
  /** Its details lie over the list. */
  opened: boolean
  choose: (id: string) => void
  open: (id: string) => void
  close: () => void
}

/** Which incident is looked at: the one the page was opened for, else the first; it stays when the list is sorted anew, and when it isn’t in it. */
export function useChoice(listed: readonly Incident[], first: string | null): Choice {
  const [id, setId] = useState(useConsole((state) => state.focus))
  const [opened, setOpened] = useState(id !== null)
  const live = useConsole((state) => state.snapshot?.incidents.find((one) => one.id === id))
  const [last, setLast] = useState<Incident | null>(null)
  const ask = useCallback(async (wanted: string | null): Promise<Result<IncidentStory | null>> => (wanted === null ? ok(null) : call('incidents.story', { id: wanted })), [])
  const here = live ?? listed.find((one) => one.id === id) ?? (last?.id === id ? last : null)
  // One that is older than what was read of the list.
  const asked = useAsked(ask, here ? null : id)
  const incident = here ?? (asked.value?.incident.id === id ? asked.value.incident : null)
  if (incident !== null && incident !== last) setLast(incident)
  if (id === null && first !== null) setId(first)
  return {
    id,
    incident,
    opened,
    choose: setId,
    open: (next) => {
      setId(next)
      setOpened(true)
    },
    close: () => setOpened(false),
  }
}
