import type { Engine } from '../host/engine'
import type { Handlers } from '../shared/ipc'
import { ok } from '../shared/result'

/** What the Fleet page asks for. */
export const fleetHandlers = ({ fleet }: Pick<Engine, 'fleet'>): Pick<Handlers, 'fleet.view' | 'fleet.components'> => ({
  'fleet.view': async () => ok(await fleet.view()),
  'fleet.components': ({ agent, instance }) => fleet.components(agent, instance),
})
