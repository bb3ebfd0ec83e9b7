import { z } from 'zod'
import { defineProbe } from '../plugin'
import { fromFault, good, off } from '../reading'

/** A Telegram bot: that its token still opens the Bot API. */
export default defineProbe({
  kind: 'telegram-bot',
  title: 'Telegram bot',
  description: 'Whether Telegram answers and takes the bot’s token. It reads no messages.',
  reach: 'remote',
  provider: 'telegram',
  schema: z.object({}),
  secrets: { token: { title: 'Bot token', description: 'From @BotFather. When left empty, the console’s own bot is looked at.', placeholder: '123456789:AA…' } },
  credentials: ['telegramToken'],
  nameFor: () => 'Telegram bot',
  async run(_config, io, self) {
    const token = self.secret('token') ?? io.secret('telegramToken')
    if (!token) return off('There is no bot token here.', { hint: 'Give this check a token in Settings › Checks.' })
    const bot = await io.telegram.me(token)
    return bot.ok ? good('', { figure: `@${bot.value.name}`, detail: { bot: `@${bot.value.name}` } }) : fromFault(bot.error)
  },
  action(code) {
    if (code === 'not_configured') return { label: 'Add token', do: { kind: 'settings', section: 'checks' } }
    if (code === 'auth_invalid') return { label: 'Replace token', do: { kind: 'settings', section: 'checks' } }
    return null
  },
})
