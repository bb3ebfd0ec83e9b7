import type { ChannelIo } from '../../core/plugin'
import type { Note } from '../../shared/model'
import type { Secrets } from '../secrets'
import { callRules, deadlineIn, type Outside } from '../io/io'
import { telegramPort } from '../providers/telegram'
import type { SettingsStore } from '../settings-store'
import { sendLetter } from './smtp'
import { postWebhook } from './webhook'

export interface ChannelIoParts {
  showNotification: ChannelIo['showNotification']
  /** Without an end: a message on its way when the console ends may finish. */
  outside: Omit<Outside, 'ended'>
  settings: SettingsStore
  secrets: Secrets
  note(note: Omit<Note, 'id'> | null): void
}

/** Mail servers take their time before they say a word, to see who can't wait. */
const shortestMailMs = 30_000

/** The outside world as channels see it. */
export function channelIoOf({ showNotification, outside, settings, secrets, note }: ChannelIoParts): ChannelIo {
  const deadlineMs = () => settings.get().probing.deadlineSeconds * 1000
  const telegram = () => telegramPort(callRules(outside, deadlineIn(deadlineMs())))
  return {
    showNotification,
    telegram: { send: (...post) => telegram().send(...post), edit: (...post) => telegram().edit(...post) },
    async chatMoved(chatId) {
      const kept = await settings.update({ section: 'alerts', values: { telegramChatId: chatId } })
      // The messages arrive all the same, each with a detour.
      note(kept.ok ? null : { severity: 'warning', message: `The Telegram group has another id now: ${chatId}. It could not be kept: ${kept.error.message}`, hint: `Set the chat to ${chatId} there.`, action: null })
    },
    webhook: (url, headers, body) => postWebhook(url, headers, body, { network: outside.network, deadline: deadlineIn(deadlineMs()) }),
    mail: (server, password, letter) => sendLetter(server, password, letter, { deadline: deadlineIn(Math.max(shortestMailMs, deadlineMs())) }),
    secret: (key) => secrets.get(key),
    withheld: (name) => secrets.withheld(name),
  }
}
