import { fault } from '../../shared/faults'
import { err } from '../../shared/result'
import { defineChannel, type Message } from '../plugin'

/** Telegram's limit is 4,096 characters after entities are parsed; staying under it before is safe. */
const limit = 4096

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A title is one line on a phone. */
const titleLimit = 512
/** Kept free for the mark that says something was cut. */
const reserve = '\n…'.length

/** Message → Telegram HTML within the limit, cut between characters so that no tag, entity or surrogate pair is split. */
export function toHtml(message: Message): string {
  let text = `<b>${fitting(message.title, titleLimit)}</b>`
  for (const line of message.body.split('\n')) {
    const fits = fitting(line, limit - reserve - text.length - 1)
    text += `\n${fits}`
    if (fits !== escape(line)) return text
  }
  return text
}

/** The escaped text, or as much of it as `room` holds before a mark. */
function fitting(plain: string, room: number): string {
  const whole = escape(plain)
  if (whole.length <= room) return whole
  let fits = ''
  for (const character of plain) {
    const next = fits + escape(character)
    if (next.length >= room) break
    fits = next
  }
  return `${fits}…`
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
