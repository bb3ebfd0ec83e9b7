import type { Clock } from '../core/io'
import { tell } from '../core/messages'
import type { EngineEvent } from '../shared/model'
import type { Sink } from './hub'
import type { Outbox } from './outbox'
import type { Store } from './store/store'

/** Events → at most one message, kept back by cooldown, handed durably to the outbox. */
export function notifier(store: Store, outbox: Outbox, clock: Clock, log: (line: Record<string, unknown>) => void): Sink<EngineEvent[]> {
  return {
    name: 'outbox',
    take(events) {
      const now = clock.now()
      const { message, told, held } = tell(events, store.lastTold(), now)
      for (const identity of held) log({ ts: new Date(now).toISOString(), event: 'held_back', identity })
      if (!message) return
      outbox.post(message, () => told.forEach((identity) => store.markTold(identity, now)))
    },
  }
}
