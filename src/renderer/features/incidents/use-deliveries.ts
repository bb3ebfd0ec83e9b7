import { useCallback, useEffect, useState } from 'react'
import { ok, type Result } from '../../../shared/result'
import type { ChannelView, Incident, SentMessage } from '../../../shared/model'
import { call, listen } from '../../bridge'
import { type Asked, useAsked } from '../../parts/use-asked'

export interface Deliveries {
  messages: SentMessage[]
  channels: ChannelView[]
}

/** What was sent about an incident; asked anew whenever something has come of a message. */
export function useDeliveries({ id, resolvedAt }: Incident): Asked<Deliveries> {
  const [changedAt, setChangedAt] = useState(0)
  useEffect(() => listen('messages', ({ at }) => setChangedAt(at)), [])
  const ask = useCallback(async (): Promise<Result<Deliveries>> => {
    const [messages, channels] = await Promise.all([call('incidents.messages', { id }), call('channels.list')])
    if (!messages.ok) return messages
    return channels.ok ? ok({ messages: messages.value, channels: channels.value }) : channels
  }, [id])
  return useAsked(ask, `${changedAt} ${resolvedAt}`)
}
