import type { Note } from '../shared/model'
import { TelegramReader, type ReaderPorts } from './channels/telegram-reader'

export interface CommandPorts extends ReaderPorts {
  /** The bot's; null while there is none. */
  token(): string | null
  /** Says why commands don't work for now; null takes it back. */
  note(note: Omit<Note, 'id'> | null): void
}

/** Reads what the chat tells the bot, for as long as there are a bot and a chat, and nobody else reads it. */
export class TelegramCommands {
  private begun = false
  private pauses = 0
  private reading: { token: string; end: AbortController } | null = null
  private work: Promise<void> = Promise.resolve()
  private noted = false

  constructor(private readonly ports: CommandPorts) {}

  start(): void {
    this.begun = true
    this.reconsider()
  }

  /** Begins, goes on or ends, as settings and credentials say now. Costs nothing where they say the same. */
  reconsider(): void {
    const { telegramCommands, telegramChatId } = this.ports.settings().alerts
    const wanted = this.begun && this.pauses === 0 && telegramCommands && telegramChatId !== null ? this.ports.token() : null
    if (wanted === (this.reading?.token ?? null)) return
    this.reading?.end.abort()
    this.reading = wanted === null ? null : this.read(wanted)
    this.say(null)
  }

  /** After sleep the open question is a dead one. */
  wake(): void {
    this.reading?.end.abort()
    this.reading = null
    this.reconsider()
  }

  /** Something else reads the bot's messages meanwhile. */
  async pausedDuring<T>(work: () => Promise<T>): Promise<T> {
    this.pauses++
    this.reconsider()
    try {
      await this.work
      return await work()
    } finally {
      this.pauses--
      this.reconsider()
    }
  }

  async stop(): Promise<void> {
    this.begun = false
    this.reconsider()
    await this.work
  }

  private read(token: string): { token: string; end: AbortController } {
    const end = new AbortController()
    const reader = new TelegramReader(token, end.signal, this.ports, (note) => {
      if (!end.signal.aborted) this.say(note)
    })
    // One after the other: two readers would take each other's place.
    this.work = this.work.then(() => reader.read()).catch((error: unknown) => this.ports.onBug('telegram commands', error))
    return { token, end }
  }

  private say(note: Omit<Note, 'id'> | null): void {
    if (!note && !this.noted) return
    this.noted = note !== null
    this.ports.note(note)
  }
}
