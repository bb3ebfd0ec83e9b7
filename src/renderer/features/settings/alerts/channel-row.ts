import { age } from '../../../../shared/format'
import type { ChannelView, Status } from '../../../../shared/model'
import type { SettingsView } from '../../../../shared/settings'
import { texts } from '../../../texts'
import { storedParts } from '../services/credential'

const words = texts.settings.alerts

/** Its state as shape and word. */
export function channelState({ wanted, refusal }: Pick<ChannelView, 'wanted' | 'refusal'>): { status: Status; word: string } {
  if (!wanted) return { status: 'off', word: words.notSetUp }
  return refusal ? { status: 'fail', word: words.refused } : { status: 'ok', word: words.ready }
}

type SetUp = Pick<SettingsView, 'settings' | 'secrets'>

/** Where messages go by each channel. */
const goesTo: Readonly<Record<string, (view: SetUp) => string | null>> = {
  'os-notification': () => words.osHint,
  telegram: ({ settings }) => (settings.alerts.telegramChatId === null ? null : words.toChat(settings.alerts.telegramChatId)),
  webhook: ({ secrets }) => storedParts('webhookUrl', secrets.webhookUrl).join(' · '),
  email: ({ settings: { alerts } }) => (alerts.smtp === null ? null : words.toMail(alerts.smtp.to, alerts.smtp.host)),
}

/** The quiet line of a channel: "ready · to chat 123456789 · 2 messages wait"; how it helps, where it isn't set up. */
export function aboutChannel(channel: ChannelView, view: SetUp | null, now: number): string {
  const { id, waiting, refusal, wanted } = channel
  if (id === 'os-notification' && view?.settings.alerts.osNotifications === false) return texts.switchedOff
  if (!wanted) return [words.notSetUp, words.offers[id]].filter(Boolean).join(' · ')
  const state = refusal ? words.refusedSince(age(refusal.at, now)) : words.ready
  return [state, view && goesTo[id]?.(view), waiting > 0 ? words.waiting(waiting) : null].filter(Boolean).join(' · ')
}
