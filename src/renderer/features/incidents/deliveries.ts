import type { ChannelView, Incident, SentMessage, Status } from '../../../shared/model'
import { receiptWords } from '../../parts/receipt'
import { texts } from '../../texts'

export interface Delivery {
  mark: Status
  word: string
  /** The receipt, or why there is none yet. */
  more: string | null
}

const words = texts.incidents

/** How a message fares; `refusal` is its channel's, with which all its messages wait. */
export function deliveryOf({ state, receipt, attempts, problem }: SentMessage, refusal: ChannelView['refusal']): Delivery {
  if (state === 'delivered') return { mark: 'ok', word: words.deliveries.delivered, more: receipt && receiptWords(receipt) }
  if (state === 'refused') return { mark: 'fail', word: words.deliveries.refused, more: problem }
  if (refusal) return { mark: 'warning', word: words.restsWith, more: refusal.message }
  return attempts === 0 ? { mark: 'off', word: words.deliveries.waiting, more: problem } : { mark: 'warning', word: words.triedAgain(attempts), more: problem }
}

/** What a message was headed, without its sign; null where that is the incident's own title again. */
export function subjectOf({ title }: Pick<SentMessage, 'title'>, incident: Pick<Incident, 'title'>): string | null {
  const subject = title.replace(/^[\p{Extended_Pictographic}\uFE0F\s]+/u, '')
  return subject === incident.title ? null : subject
}
