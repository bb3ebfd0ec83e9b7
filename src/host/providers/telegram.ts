import type { ChannelIo } from '../../core/plugin'
import { err, ok } from '../../shared/result'
import { callProvider, type CallRules } from './call'

export function telegramPort(rules: CallRules): ChannelIo['telegram'] {
  const api = async (token: string, fetch: typeof globalThis.fetch) => {
    const { Api } = await import('grammy')
    return new Api(token, { fetch: fetch as never, timeoutSeconds: Math.ceil(rules().deadlineMs / 1000) + 1 })
  }
  return {
    async me(token) {
      const answer = await callProvider('telegram', rules, async (fetch) => (await api(token, fetch)).getMe())
      return answer.ok ? ok({ name: answer.value.username }) : err(answer.error)
    },
    async send(token, chatId, html) {
      const options = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const
      const answer = await callProvider('telegram', rules, async (fetch) => (await api(token, fetch)).sendMessage(chatId, html, options))
      return answer.ok ? ok({ id: String(answer.value.message_id) }) : err(answer.error)
    },
  }
}
