import { fault } from '../../shared/faults'
import type { TelegramChat } from '../../shared/ipc'
import { err, ok, type Result } from '../../shared/result'
import { sections } from '../../shared/settings'
import { telegramPort } from '../providers/telegram'
import type { ConnectingPorts } from './ports'
import { findChat } from './telegram-pairing'
import { Wait } from './wait'

const withinMs = 3 * 60_000

/** Finding the Telegram chat that alerts go to. */
export class TelegramChats {
  private readonly pairing: Wait

  constructor(private readonly ports: ConnectingPorts) {
    this.pairing = new Wait(ports.ended)
  }

  /** Waits for somebody to write to the bot; whoever gives the code of this pairing becomes the chat. */
  async find(open: boolean): Promise<Result<TelegramChat | null>> {
    const token = this.botToken()
    if (!token.ok) return token
    const openInBrowser = open ? this.ports.openInBrowser : null
    const { whilePairing = (work) => work() } = this.ports
    const found = await whilePairing(() => this.pairing.during((cancelled) => findChat({ ...this.ports, token: token.value, openInBrowser, cancelled, waitMs: withinMs })))
    if (!found.ok || !found.value?.sure) return found
    const used = await this.use(found.value.id)
    return used.ok ? found : used
  }

  cancel(): void {
    this.pairing.end()
  }

  /** The chat is kept once its first message has arrived. */
  async use(chatId: string): Promise<Result<void>> {
    const token = this.botToken()
    if (!token.ok) return token
    if (!sections.alerts.shape.telegramChatId.safeParse(chatId).success) return err(fault('invalid_input', 'This isn’t the id of a chat.', 'It is a number such as 123456789, or a channel’s @name.'))
    const sent = await telegramPort(this.ports.ask()).send(token.value, chatId, { text: 'EchoPilot Console is connected; alerts come here.' })
    if (!sent.ok) return sent
    const updated = await this.ports.settings.update({ section: 'alerts', values: { telegramChatId: chatId } })
    return updated.ok ? ok(undefined) : updated
  }

  /** The bot whose chat may be chosen here. */
  private botToken(): Result<string> {
    const { settings, secrets } = this.ports
    const variable = settings.fromEnvironment['alerts.telegramChatId']
    if (variable) return err(fault('invalid_input', `The chat comes from ${variable}.`, `Unset ${variable} to choose it here.`))
    const token = secrets.get('telegramToken')
    return token ? ok(token) : err(fault('channel_off', 'There is no Telegram bot yet.', 'Add its token first.'))
  }
}
