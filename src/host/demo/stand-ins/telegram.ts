import { systemClock } from '../../io/clock'
import { good, type Answer, type Answering, type Asked } from './answering'

const bot = { id: 123_456_789, is_bot: true, first_name: 'Ops Console', username: 'brightloom_demo_bot' }
const person = { id: 987_654_321, first_name: 'Demo', type: 'private' }
const refused: Answer = { status: 401, body: { ok: false, error_code: 401, description: 'Unauthorized' } }
const missing: Answer = { status: 404, body: { ok: false, error_code: 404, description: 'Not Found' } }
const done = (result: unknown): Answer => good({ ok: true, result })
const nowSeconds = (): number => Math.floor(systemClock.now() / 1000)

interface Question {
  offset?: number
  timeout?: number
  text?: string
  message_id?: number
}

/** A made-up Telegram with one bot and one person; any token of the right form is let in. Messages end here. */
export class TelegramStandIn {
  private updates: { update_id: number; message: object }[] = []
  private lastUpdate = 700_000_000
  private lastMessage = 41
  private wake: () => void = () => {}

  /** The person writes to the bot. */
  write(text: string): void {
    const message = { message_id: ++this.lastMessage, from: { id: person.id, is_bot: false, first_name: person.first_name }, chat: person, date: nowSeconds(), text }
    this.updates.push({ update_id: ++this.lastUpdate, message })
    this.wake()
  }

  readonly answers: Answering = (asked) => {
    const [, token, method] = /^\/bot(\d+:[\w-]{8,})\/(\w+)$/.exec(asked.path) ?? []
    if (token === undefined) return refused
    const question = JSON.parse(asked.body || '{}') as Question
    if (method === 'getMe') return done({ ...bot, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false })
    if (method === 'getUpdates') return this.read(question, asked)
    if (method === 'sendMessage') return done(this.sent(++this.lastMessage, question))
    if (method === 'editMessageText') return done(this.sent(question.message_id ?? this.lastMessage, question))
    return method === 'answerCallbackQuery' || method === 'setMyCommands' || method === 'deleteWebhook' ? done(true) : missing
  }

  private sent(id: number, { text = '' }: Question) {
    return { message_id: id, from: bot, chat: person, date: nowSeconds(), text }
  }

  /** Answers when something is written, or the time is over. A positive offset confirms what is before it, a negative one forgets all but the newest. */
  private async read({ offset = 0, timeout = 0 }: Question, { goneAway }: Asked): Promise<Answer> {
    this.updates = offset < 0 ? this.updates.slice(offset) : this.updates.filter(({ update_id: id }) => id >= offset)
    if (this.updates.length === 0 && timeout > 0) {
      const written = new Promise<void>((woken) => (this.wake = woken))
      const late = new Promise<void>((over) => void setTimeout(over, timeout * 1000).unref())
      await Promise.race([written, late, goneAway])
    }
    return done(this.updates)
  }
}
