import { useCallback } from 'react'
import { ok, type Result } from '../../../shared/result'
import type { ChannelView, Incident, SentMessage } from '../../../shared/model'
import { call } from '../../bridge'
import { focusedEveryMs, useClock } from '../../clock'
import { type Asked, useAsked } from '../../parts/use-asked'

export interface Deliveries {
  messages: SentMessage[]
  channels: ChannelView[]
}

/** What was sent about an incident. Nobody says when a message has arrived: while one may, the window's clock asks. */
export function useDeliveries({ id, resolvedAt }: Incident): Asked<Deliveries> {
  const tick = useClock((now) => (resolvedAt === null || now - resolvedAt < watchedForMs ? Math.floor(now / focusedEveryMs) : 0))
  const ask = useCallback(async (): Promise<Result<Deliveries>> => {
    const [messages, channels] = await Promise.all([call('incidents.messages', { id }), call('channels.list')])
    if (!messages.ok) return messages
    return channels.ok ? ok({ messages: messages.value, channels: channels.value }) : channels
  }, [id])
  return useAsked(ask, `${tick} ${resolvedAt}`)
}

/** The message that it is over follows within this time, or waits for long. */
const watchedForMs = 10 * 60_000
