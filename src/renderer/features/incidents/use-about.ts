import { useCallback, useEffect, useState } from 'react'
import type { IncidentAround, IncidentCost, IncidentStory } from '../../../shared/incidents'
import type { Incident } from '../../../shared/model'
import { call, listen } from '../../bridge'
import { useClock } from '../../clock'
import { type Asked, useAsked } from '../../parts/use-asked'
import { type Deliveries, useDeliveries } from './use-deliveries'

export interface About {
  deliveries: Asked<Deliveries>
  story: Asked<IncidentStory>
  around: Asked<IncidentAround>
  cost: Asked<IncidentCost>
  /** A note was added: what lies around it is asked for anew. */
  askAgain: () => void
}

/** As fine as the widest chart of it is drawn. */
const chartWidth = 800
/** An open one goes on: what is measured is asked for so often. */
const freshMs = 60_000

/** All that is asked about one incident; each comes when it comes, and what is there stays until newer is. */
export function useAbout(incident: Incident): About {
  const { id, resolvedAt, acknowledgedAt, escalatedAt, snooze } = incident
  const deliveries = useDeliveries(incident)
  const [asks, setAsks] = useState(0)
  const [costsAt, setCostsAt] = useState(0)
  useEffect(() => listen('costs', ({ at }) => setCostsAt(at)), [])
  const minute = useClock((now) => (resolvedAt === null ? Math.floor(now / freshMs) : 0))
  const ask = {
    story: useCallback(() => call('incidents.story', { id }), [id]),
    around: useCallback(() => call('incidents.around', { id, width: chartWidth }), [id]),
    cost: useCallback(() => call('incidents.cost', { id }), [id]),
  }
  // A message that was held back is a step too.
  const story = useAsked(ask.story, [resolvedAt, acknowledgedAt, escalatedAt, snooze?.from.wallMs, minute, deliveries.value?.messages.length].join())
  const around = useAsked(ask.around, `${resolvedAt} ${minute} ${asks}`)
  const cost = useAsked(ask.cost, `${resolvedAt} ${costsAt}`)
  return { deliveries, story, around, cost, askAgain: useCallback(() => setAsks((before) => before + 1), []) }
}
