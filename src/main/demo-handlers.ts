import type { Demo } from '../host/demo/open-demo'
import { fault } from '../shared/faults'
import type { Handlers } from '../shared/ipc'
import { err, ok } from '../shared/result'

/** What the window asks of a demo workspace; null where this is none. */
export function demoHandlers(demo: Demo | null): Pick<Handlers, 'demo.get' | 'demo.give'> {
  return {
    'demo.get': async () => ok(demo?.view() ?? null),
    async 'demo.give'({ cue }) {
      if (!demo) return err(fault('invalid_input', 'This is no demo workspace.', 'Start one with --demo.'))
      demo.give(cue)
      return ok(undefined)
    },
  }
}
