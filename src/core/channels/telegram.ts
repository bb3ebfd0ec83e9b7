import { fault, retryOf } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import type { Settings } from '../../shared/settings'
import { defineChannel, type ChannelIo, type Message, type Receipt, type TelegramFault, type TelegramPost } from '../plugin'
import { buttonsFor } from '../telegram-commands'

/** Telegram's limit is 4,096 characters after entities are parsed; staying under it before is safe. */
const limit = 4096

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const plainly = (text: string): string => text

/** A title is one line on a phone. */
const titleLimit = 512
/** Kept free for the mark that says something was cut. */
const reserve = '\n…'.length

/** Message → Telegram HTML within the limit, cut between characters so that no tag, entity or surrogate pair is split. */
export const toHtml = (message: Message): string => composed(message, escape, (title) => `<b>${title}</b>`)

/** The same for where HTML isn't understood. */
export const toPlain = (message: Message): string => composed(message, plainly, plainly)

function composed(message: Message, write: (text: string) => string, asTitle: (title: string) => string): string {
  let text = asTitle(fitting(message.title, titleLimit, write))
  for (const line of message.body.split('\n')) {
    const fits = fitting(line, limit - reserve - text.length - 1, write)
    text += `\n${fits}`
    if (fits !== write(line)) return text
  }
  return text
}

/** The written text, or as much of it as `room` holds before a mark. */
function fitting(plain: string, room: number, write: (text: string) => string): string {
  const whole = write(plain)
  if (whole.length <= room) return whole
  let fits = ''
  for (const character of plain) {
    const next = fits + write(character)
    if (next.length >= room) break
    fits = next
  }
  return `${fits}…`
}

/** A chat's message, as a receipt names it: "42 in -100123"; the answer to it stands behind a comma. */
export const receiptOf = (chat: string, ...ids: string[]): string => `${ids.join(', ')} in ${chat}`

/** The messages a receipt names; null when it is of another chat: the same number is another message there. */
export function messagesOf(receipt: string | null, chat: string): string[] | null {
  const [, ids, of] = /^(\d+(?:, \d+)*) in (\S+)$/.exec(receipt ?? '') ?? []
  return ids !== undefined && of === chat ? ids.split(', ') : null
}

interface Letterbox {
  token: string
  chat: string
  port: ChannelIo['telegram']
}

/** One call; what Telegram can't read goes as plain text, once. */
async function readably<T>(post: TelegramPost, message: Message, call: (post: TelegramPost) => Promise<Result<T, TelegramFault>>): Promise<Result<T, TelegramFault>> {
  const sent = await call(post)
  return sent.ok || !sent.error.unreadable ? sent : call({ ...post, text: toPlain(message), html: false })
}

async function deliver(message: Message, { token, chat, port }: Letterbox, earlier: string | null): Promise<Result<Receipt, TelegramFault>> {
  const first = messagesOf(earlier, chat)?.[0]
  if (first !== undefined) {
    const followed = await follow(message, { token, chat, port }, first)
    if (followed) return followed
  }
  const post: TelegramPost = { ...postOf(message), ...(first === undefined ? {} : { replyTo: first }) }
  const sent = await readably(post, message, (one) => port.send(token, chat, one))
  return sent.ok ? ok({ id: receiptOf(chat, sent.value.id) }) : sent
}

/** The message about the beginning says what is so now, and a line below it makes itself heard. null: it can't be changed any more. */
async function follow(message: Message, { token, chat, port }: Letterbox, first: string): Promise<Result<Receipt, TelegramFault> | null> {
  const edited = await readably(postOf(message), message, (post) => port.edit(token, chat, first, post))
  if (!edited.ok && edited.error.code !== 'already_done') return isOfTheMessage(edited.error) ? null : edited
  const title: Message = { ...message, body: '' }
  const answered = await readably({ text: toHtml(title).trimEnd(), html: true, replyTo: first }, title, (post) => port.send(token, chat, post))
  return answered.ok ? ok({ id: receiptOf(chat, first, answered.value.id), calls: 2 }) : answered
}

/** Deleted, too old, or not to be edited: that says nothing against another message. */
const isOfTheMessage = (error: TelegramFault): boolean => retryOf(error) === 'no' && (error.code === 'not_found_or_not_shared' || error.code === 'request_invalid')

function postOf(message: Message): TelegramPost {
  const buttons = buttonsFor(message)
  return { text: toHtml(message), html: true, ...(buttons.length > 0 ? { buttons } : {}) }
}

const letterbox = (settings: Settings, io: ChannelIo): Letterbox | null => {
  const token = io.secret('telegramToken')
  const chat = settings.alerts.telegramChatId
  return token && chat ? { token, chat, port: io.telegram } : null
}

export default defineChannel({
  id: 'telegram',
  title: 'Telegram',
  wanted: (settings, io) => letterbox(settings, io) !== null,
  address: (settings, io) => `${io.secret('telegramToken')} ${settings.alerts.telegramChatId}`,
  // The Bot API's own limits for one chat: core.telegram.org/bots/faq.
  pace: { everyMs: 1000, perMinute: 20 },
  async send(message, settings, io, { earlier }) {
    const box = letterbox(settings, io)
    if (!box) return err(fault('channel_off', 'Telegram isn’t set up.', 'Add a bot token and a chat id in Settings.'))
    const sent = await deliver(message, box, earlier)
    if (sent.ok || sent.error.movedTo === undefined) return sent
    const chat = sent.error.movedTo
    await io.chatMoved(chat)
    return deliver(message, { ...box, chat }, earlier)
  },
})
