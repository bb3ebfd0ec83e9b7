import type { Engine } from '../host/engine'
import type { Handlers } from '../shared/ipc'
import { ok } from '../shared/result'

type IncidentCalls = Extract<keyof Handlers, `incidents.${string}`>

/** What the Incidents page asks for, and what somebody does there. */
export function incidentHandlers({ incidents, messaging }: Pick<Engine, 'incidents' | 'messaging'>): Pick<Handlers, IncidentCalls> {
  return {
    'incidents.list': async (question) => ok(incidents.page(question)),
    'incidents.story': async ({ id }) => incidents.story(id),
    'incidents.around': ({ id, width }) => incidents.around(id, width),
    'incidents.cost': ({ id }) => incidents.cost(id),
    'incidents.acknowledge': async ({ id }) => messaging.acknowledge(id, 'window'),
    'incidents.snooze': async ({ id, forMs }) => messaging.snooze(id, forMs, 'window'),
    'incidents.resume': async ({ id }) => messaging.resume(id),
    'incidents.messages': async ({ id }) => ok(messaging.messagesAbout(id)),
  }
}
