import { msBetween, type Moment } from '../../core/moment'
import { lateAnswer } from '../../core/telegram-answers'
import { commands, handleOf, readCommand, tooLateAfterMs, type Command } from '../../core/telegram-commands'
import { retryOf, type Fault } from '../../shared/faults'
import type { Note } from '../../shared/model'
import { ok, type Result } from '../../shared/result'
import type { Settings } from '../../shared/settings'
import { endedBy } from '../connecting/ended-by'
import { pause } from '../pause'
import type { CallRules } from '../providers/call'
import { telegramPort, type Chat, type Pressed, type Updates, type Written } from '../providers/telegram'
import { carryOut, carryOutPress, readPress, sayPress, type Hands } from './carry-out'

export interface ReaderPorts extends Hands {
  settings(): Settings
  moment(): Moment
  /** Rules for one call that takes at most so long. */
  ask(spanMs: number): CallRules
  log(line: Record<string, unknown>): void
  onBug(where: string, error: unknown): void
  patience?: Patience
}

/** How long the reader waits for what. */
export interface Patience {
  /** After a failure; doubled at each further one. */
  firstMs: number
  /** Two programs that fight for a bot's messages both lose some: after the first time this one stands back. */
  conflictMs: readonly [first: number, further: number]
}

/** Telegram holds a question open for so long at most: while nothing is written, there is about one a minute. */
const longPollSeconds = 50
/** An answer has this much more to arrive. */
const answerWithinMs = 10_000
const longestWaitMs = 5 * 60_000
const usualPatience: Patience = { firstMs: 2000, conflictMs: [10_000, longestWaitMs] }
/** Nothing new, and no waiting for it: whoever answers so would be asked again and again. */
const tooQuickMs = 500
const answerTries = 3
const longestAnswerWaitMs = 60_000

/** What is known of a bot over restarts. `next`: the first update that wasn't taken yet; `shown`: the commands its chats list. */
interface Kept {
  bot: string
  next: number
  shown: string | null
}

/** Reads one bot's messages until it is ended; each command is done once, also over restarts. */
export class TelegramReader {
  private readonly patience: Patience
  private name: string | null = null
  private kept: Kept
  private failures = 0
  /** When Telegram last answered: whatever comes next was written after it. */
  private heardAt: Moment | null = null

  constructor(
    private readonly token: string,
    private readonly ended: AbortSignal,
    private readonly ports: ReaderPorts,
    private readonly note: (note: Omit<Note, 'id'> | null) => void,
  ) {
    this.kept = keptOf(ports.store.meta(metaKey), token)
    this.patience = ports.patience ?? usualPatience
  }

  async read(): Promise<void> {
    while (!this.ended.aborted) {
      const done = await this.once()
      if (this.ended.aborted) return
      this.failures = done.ok ? 0 : this.failures + 1
      if (done.ok) this.note(null)
      const wait = done.ok ? 0 : this.waitAfter(done.error)
      // A refused token is told by the channel; it takes another one to go on.
      if (wait === null) return
      if (wait > 0) await pause(wait, this.ended)
    }
  }

  private async once(): Promise<Result<void>> {
    const known = await this.introduce()
    if (!known.ok) return known
    const asked = this.ports.moment()
    const { next } = this.kept
    // The first question waits for nothing: what comes at once may be old, and all that comes later is not.
    const waitSeconds = this.heardAt ? longPollSeconds : 0
    const answer = await this.port(waitSeconds * 1000).updates(this.token, next, waitSeconds, ['message', 'callback_query'])
    if (!answer.ok || this.ended.aborted) return answer.ok ? ok(undefined) : answer
    await this.takeAll(answer.value)
    if (waitSeconds > 0 && answer.value.next === next && msBetween(asked, this.ports.moment()) < tooQuickMs) await pause(this.patience.firstMs, this.ended)
    return ok(undefined)
  }

  /** Learns the bot's own name, and has its chats list the commands. */
  private async introduce(): Promise<Result<void>> {
    if (this.name !== null) return ok(undefined)
    const bot = await this.port().me(this.token)
    if (!bot.ok) return bot
    const list = handleOf(JSON.stringify(commands))
    if (this.kept.shown !== list && (await this.port().setCommands(this.token, commands)).ok) this.keep({ shown: list })
    this.name = bot.value.name
    return ok(undefined)
  }

  private async takeAll({ written, pressed, next }: Updates): Promise<void> {
    const now = this.ports.moment()
    const gapMs = this.heardAt ? msBetween(this.heardAt, now) : Infinity
    this.heardAt = now
    const late: Written[] = []
    for (const update of [...written, ...pressed].toSorted((a, b) => a.update - b.update)) {
      if (this.ended.aborted) return
      // Before it is done: what a crash breaks off is better said again than done twice.
      this.keep({ next: update.update + 1 })
      try {
        if ('query' in update) await this.takePress(update, gapMs)
        else await this.takeWritten(update, gapMs, late)
      } catch (error) {
        this.ports.onBug('telegram commands', error)
      }
    }
    const last = late.at(-1)
    if (last) await this.answer(last, lateAnswer(late.length), 'late')
    this.keep({ next })
  }

  private async takeWritten(written: Written, gapMs: number, late: Written[]): Promise<void> {
    const command = this.isOurs(written.chat) ? readCommand(written.text, this.name ?? '') : null
    // In a group a word that isn't known here may be another bot's.
    if (!command || (command.name === null && written.chat.kind !== 'private' && !command.byName)) return
    // The clocks of Telegram and of this computer may differ: they are asked only where nothing else tells.
    if (gapMs > tooLateAfterMs && this.ports.clock.now() - written.at > tooLateAfterMs) late.push(written)
    else await this.answer(written, await carryOut(command, written, this.ports), command)
  }

  private async takePress({ query, data, chat }: Pressed, gapMs: number): Promise<void> {
    const press = readPress(data, this.ports)
    if (!chat || !press || !this.isOurs(chat)) return
    // Whoever reads a channel could press there.
    if (chat.kind === 'channel') return void (await this.port().answer(this.token, query, 'Buttons do nothing in channels.'))
    const answered = await this.port().answer(this.token, query, sayPress(press))
    const isOld = gapMs > tooLateAfterMs && !answered.ok && answered.error.code === 'already_done'
    if (isOld) await this.send(chat.id, 'A button was pressed while the console was off or out of reach. Nothing was done; press it again if it still holds.')
    else carryOutPress(press, this.ports)
    this.log(press.forMs === null ? 'ack' : 'snooze', isOld ? 'late' : 'done')
  }

  private isOurs({ id, handle }: Chat): boolean {
    const chat = this.ports.settings().alerts.telegramChatId
    return chat !== null && (chat === id || chat.toLowerCase() === handle?.toLowerCase())
  }

  private async answer({ chat, messageId }: Written, text: string, to: Command | 'late'): Promise<void> {
    const sent = await this.send(chat.id, text, messageId)
    this.log(to === 'late' ? '' : (to.name ?? 'unknown'), to === 'late' ? 'late' : sent ? 'done' : 'not answered')
  }

  /** False when it can't be said. */
  private async send(chatId: string, text: string, replyTo?: string): Promise<boolean> {
    for (let tries = 1; tries <= answerTries && !this.ended.aborted; tries++) {
      const sent = await this.port().send(this.token, chatId, { text, ...(replyTo === undefined ? {} : { replyTo }) })
      if (sent.ok) return true
      if (retryOf(sent.error) === 'no') return false
      await pause(Math.min(sent.error.retryAfterMs ?? this.patience.firstMs, longestAnswerWaitMs), this.ended)
    }
    return false
  }

  /** ms; null: never with this token. */
  private waitAfter(error: Fault): number | null {
    if (error.code === 'auth_invalid') return null
    if (error.code === 'client_conflict') {
      const [first, further] = this.patience.conflictMs
      if (this.failures === 1) return first
      this.note({ severity: 'warning', message: `Telegram commands don’t work for now. ${error.message}`, hint: error.hint, action: { label: 'Settings', do: { kind: 'settings', section: 'telegram' } } })
      return further
    }
    const base = Math.min(longestWaitMs, this.patience.firstMs * 2 ** Math.min(this.failures - 1, 16))
    return error.retryAfterMs ?? Math.round(base * (0.5 + Math.random() / 2))
  }

  private port(waitMs = 0) {
    return telegramPort(endedBy(this.ports.ask(waitMs + answerWithinMs), this.ended))
  }

  private keep(known: Partial<Kept>): void {
    const before = this.kept
    this.kept = { ...before, ...known }
    if (this.kept.next === before.next && this.kept.shown === before.shown) return
    try {
      this.ports.store.setMeta(metaKey, JSON.stringify(this.kept))
    } catch (error) {
      // A full disk must not leave the bot without an answer: it goes on from memory.
      this.ports.onBug('telegram commands', error)
    }
  }

  private log(command: string, outcome: string): void {
    this.ports.log({ ts: new Date(this.ports.clock.now()).toISOString(), event: 'command', channel: 'telegram', command, outcome })
  }
}

const metaKey = 'telegram_bot'

/** Another bot counts its updates otherwise. What stands before the colon names the bot, and is no secret. */
function keptOf(text: string | null, token: string): Kept {
  const unknown: Kept = { bot: token.split(':')[0]!, next: 0, shown: null }
  try {
    const kept = text === null ? unknown : (JSON.parse(text) as Kept)
    return kept.bot === unknown.bot ? kept : unknown
  } catch {
    return unknown
  }
}
