import type { ChannelIo } from '../../core/plugin'
import { err, ok } from '../../shared/result'
import { callProvider, type CallRules } from './call'

export function telegramPort(rules: CallRules): ChannelIo['telegram'] {
  return {
    async send(token, chatId, html) {
      const answer = await callProvider('telegram', rules, async (fetch) => {
        const { Api } = await import('grammy')
        const api = new Api(token, { fetch: fetch as never, timeoutSeconds: Math.ceil(rules().deadlineMs / 1000) + 1 })
        return api.sendMessage(chatId, html, { parse_mode: 'HTML', link_preview_options: { is_disabled: true } })
      })
      return answer.ok ? ok({ id: String(answer.value.message_id) }) : err(answer.error)
    },
  }
}
