import type { Engine } from '../host/engine'
import type { Handlers } from '../shared/ipc'
import { ok } from '../shared/result'

type TimelineCalls = 'timeline.view' | 'timeline.line' | 'timeline.spend' | 'notes.add' | 'notes.change' | 'notes.remove' | 'notes.restore'

/** What the Timeline page asks for. */
export function timelineHandlers({ history, notes }: Pick<Engine, 'history' | 'notes'>): Pick<Handlers, TimelineCalls> {
  return {
    'timeline.view': async (question) => ok(await history.view(question)),
    'timeline.line': async ({ target, span }) => ok(await history.line(target, span)),
    'timeline.spend': async (question) => ok(await history.spend(question)),
    'notes.add': async (draft) => ok(notes.add(draft, 'window')),
    'notes.change': async ({ id, note }) => notes.change(id, note),
    'notes.remove': async ({ id }) => notes.remove(id),
    'notes.restore': async ({ id }) => notes.restore(id),
  }
}
