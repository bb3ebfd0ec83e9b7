import { fault } from '../../shared/faults'
import { err } from '../../shared/result'
import { defineChannel, type Message } from '../plugin'

/** Telegram's limit is 4,096 characters after entities are parsed; staying under it before is safe. */
const limit = 4096

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Message → Telegram HTML, cut at whole lines so that no tag or entity is split. */
export function toHtml(message: Message): string {
  const lines = [`<b>${escape(message.title)}</b>`, ...message.body.split('\n').map(escape)]
  let text = ''
  for (const line of lines) {
    if (text.length + line.length + 2 > limit) return `${text}\n…`
    text = text === '' ? line : `${text}\n${line}`
  }
  return text
}

export default defineChannel({
  id: 'telegram',
  title: 'Telegram',
  wanted: (settings, io) => settings.alerts.telegramChatId !== null && io.secret('telegramToken') !== null,
  async send(message, settings, io) {
    const token = io.secret('telegramToken')
    const chat = settings.alerts.telegramChatId
    if (!token || !chat) return err(fault('channel_off', 'Telegram isn’t set up.', 'Add a bot token and a chat id in Settings.'))
    return io.telegram.send(token, chat, toHtml(message))
  },
})
