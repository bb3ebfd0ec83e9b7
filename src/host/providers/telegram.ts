import type { Api } from 'grammy'
import type { TelegramPort } from '../../core/io'
import type { TelegramChatPort, TelegramFault, TelegramPost } from '../../core/plugin'
import { err, ok, type Result } from '../../shared/result'
import { callProvider, clientTimeoutMs, type CallRules } from './call'

/** The Bot API alone: no polling, no middleware. */
export async function telegramApi(token: string, rules: CallRules, fetch: typeof globalThis.fetch) {
  const { Api: BotApi } = await import('grammy')
  return new BotApi(token, { fetch: fetch as never, timeoutSeconds: Math.ceil(clientTimeoutMs(rules) / 1000) })
}

/** Where something was written or pressed. */
export interface Chat {
  id: string
  /** "@name" of a public group or channel; null where it has none. */
  handle: string | null
  /** Of the person, or of the group. */
  name: string
  kind: 'private' | 'group' | 'channel'
}

/** Something written to the bot. */
export interface Written {
  /** Its place in the order of what came. */
  update: number
  chat: Chat
  text: string
  messageId: string
  /** UTC epoch ms, by Telegram's clock. */
  at: number
  /** The message it answers: its id, and what its first button holds. */
  replyTo: { messageId: string; data: string | null } | null
}

/** A button of a message of the bot's, pressed. */
export interface Pressed {
  update: number
  /** What the answer names. */
  query: string
  data: string
  /** null where Telegram doesn't tell any more. */
  chat: Chat | null
}

export interface Updates {
  written: Written[]
  pressed: Pressed[]
  /** The offset to go on with. */
  next: number
}

export type UpdateKind = 'message' | 'callback_query'

interface TelegramBot {
  /**
   * What was written to the bot since `offset`, waiting at most `waitSeconds` for it; `next` is the offset to go on with.
   * A negative offset forgets all but so many of the newest.
   */
  updates(token: string, offset: number, waitSeconds: number, kinds?: readonly UpdateKind[]): Promise<Result<Updates>>
  /** Ends a pressed button's waiting with a few words. */
  answer(token: string, query: string, text: string): Promise<Result<void>>
  /** The list a chat shows when somebody types a slash. */
  setCommands(token: string, commands: readonly { command: string; description: string }[]): Promise<Result<void>>
}

export function telegramPort(rules: CallRules): TelegramPort & TelegramChatPort & TelegramBot {
  const ask = <T>(token: string, call: (api: Api) => Promise<T>, accept: (answer: T) => boolean = () => true) => askBot(rules, token, call, accept)
  return {
    async me(token) {
      const answer = await ask(token, (api) => api.getMe(), (bot) => typeof bot?.username === 'string')
      return answer.ok ? ok({ name: answer.value.username }) : answer
    },
    async send(token, chatId, post) {
      const options = { ...optionsOf(post), ...(post.replyTo === undefined ? {} : { reply_parameters: { message_id: Number(post.replyTo), allow_sending_without_reply: true } }) }
      const answer = await ask(token, (api) => api.sendMessage(chatId, post.text, options), (message) => typeof message?.message_id === 'number')
      return answer.ok ? ok({ id: String(answer.value.message_id) }) : answer
    },
    async edit(token, chatId, messageId, post) {
      const answer = await ask(token, (api) => api.editMessageText(chatId, Number(messageId), post.text, optionsOf(post)))
      return answer.ok ? ok(undefined) : answer
    },
    async updates(token, offset, waitSeconds, kinds = ['message']) {
      const options = { offset, timeout: waitSeconds, allowed_updates: [...kinds] }
      const answer = await ask(token, async (api) => (await api.getUpdates(options)) as unknown as Update[], (updates) => Array.isArray(updates) && updates.every(isUpdate))
      return answer.ok ? ok(sorted(answer.value, offset)) : answer
    },
    async answer(token, query, text) {
      const answer = await ask(token, (api) => api.answerCallbackQuery(query, { text: text.slice(0, 200) }))
      return answer.ok ? ok(undefined) : answer
    },
    async setCommands(token, commands) {
      const answer = await ask(token, (api) => api.setMyCommands([...commands]))
      return answer.ok ? ok(undefined) : answer
    },
  }
}

/** One call. What the server said beside the meaning is read off the answer itself, before the client makes its own of it. */
async function askBot<T>(rules: CallRules, token: string, call: (api: Api) => Promise<T>, accept: (answer: T) => boolean): Promise<Result<T, TelegramFault>> {
  let said: Refusal = {}
  const listening = (fetch: typeof globalThis.fetch): typeof globalThis.fetch => async (...request) => {
    const answer = await fetch(...request)
    if (!answer.ok) said = (await answer.clone().json()) as Refusal
    return answer
  }
  const answer = await callProvider('telegram', rules, async (fetch) => call(await telegramApi(token, rules, listening(fetch))), accept)
  return answer.ok ? answer : err({ ...answer.error, ...beside(answer.error.code, said) })
}

interface Refusal {
  description?: unknown
  parameters?: { migrate_to_chat_id?: unknown }
}

function beside(code: TelegramFault['code'], { description, parameters }: Refusal): Pick<TelegramFault, 'movedTo' | 'unreadable'> {
  const moved = parameters?.migrate_to_chat_id
  if (code === 'migrated' && Number.isSafeInteger(moved)) return { movedTo: String(moved) }
  return code === 'request_invalid' && typeof description === 'string' && /can.t parse entities/i.test(description) ? { unreadable: true } : {}
}

const optionsOf = ({ html, buttons }: TelegramPost) => ({
  ...(html ? { parse_mode: 'HTML' as const } : {}),
  link_preview_options: { is_disabled: true },
  ...(buttons ? { reply_markup: { inline_keyboard: [buttons.map(({ text, data }) => ({ text, callback_data: data }))] } } : {}),
})

interface RawChat {
  id: number
  type?: string
  title?: string
  username?: string
  first_name?: string
  last_name?: string
}

interface RawMessage {
  message_id: number
  chat: RawChat
  date: number
  text?: string
  reply_to_message?: { message_id: number; reply_markup?: { inline_keyboard?: { callback_data?: string }[][] } }
}

interface Update {
  update_id: number
  message?: RawMessage
  callback_query?: { id: string; data?: string; message?: { chat?: RawChat } }
}

/** Kinds nobody asked for may come too; what is a message has a chat. */
const isUpdate = (update: Partial<Update> | null): boolean =>
  typeof update?.update_id === 'number' && (!update.message || update.message.chat?.id !== undefined) && (!update.callback_query || typeof update.callback_query.id === 'string')

function sorted(updates: readonly Update[], offset: number): Updates {
  const ids = updates.map(({ update_id }) => update_id)
  return {
    written: updates.flatMap(({ update_id, message }) => (message ? [writtenOf(update_id, message)] : [])),
    pressed: updates.flatMap(({ update_id, callback_query: query }) => (query ? [{ update: update_id, query: query.id, data: query.data ?? '', chat: query.message?.chat ? chatOf(query.message.chat) : null }] : [])),
    // Updates of other kinds count, too: they would come again for ever. After a quiet week Telegram begins anew, maybe below.
    next: ids.length > 0 ? Math.max(...ids) + 1 : Math.max(offset, 0),
  }
}

function writtenOf(update: number, { message_id, chat: raw, date, text, reply_to_message: before }: RawMessage): Written {
  const replyTo = before ? { messageId: String(before.message_id), data: before.reply_markup?.inline_keyboard?.[0]?.[0]?.callback_data ?? null } : null
  return { update, chat: chatOf(raw), text: text ?? '', messageId: String(message_id), at: date * 1000, replyTo }
}

const chatOf = (chat: RawChat): Chat => ({
  id: String(chat.id),
  handle: chat.username ? `@${chat.username}` : null,
  name: chat.title ?? nameOf(chat),
  kind: chat.type === 'private' ? 'private' : chat.type === 'channel' ? 'channel' : 'group',
})

const nameOf = (chat: RawChat): string => [chat.first_name, chat.last_name].filter(Boolean).join(' ') || (chat.username ? `@${chat.username}` : 'somebody')
