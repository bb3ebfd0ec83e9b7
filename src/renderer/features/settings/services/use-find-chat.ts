import { useEffect, useRef, useState } from 'react'
import type { TelegramChat } from '../../../../shared/ipc'
import { call, sentence } from '../../../bridge'
import { takeSettings } from '../../../store'
import { texts } from '../../../texts'

export type FindState =
  | { step: 'idle'; said: string | null; failed: boolean }
  | { step: 'finding' }
  /** Somebody wrote, but anybody can write to a bot. */
  | { step: 'unsure'; chat: TelegramChat }
  | { step: 'using' }

const idle = (said: string | null = null, failed = false): FindState => ({ step: 'idle', said, failed })

/** The way to the chat alerts go to: somebody writes to the bot, and the user says that it is them. */
export function useFindChat() {
  const words = texts.settings.telegram
  const [state, setState] = useState<FindState>(idle())
  // An answer that comes after the user gave up is nobody's any more.
  const turn = useRef(0)
  const stop = (): void => {
    turn.current = 0
    void call('telegram.cancel')
  }
  useEffect(
    () => () => {
      if (turn.current > 0) void call('telegram.cancel')
    },
    [],
  )

  const find = async (): Promise<void> => {
    const mine = ++turn.current
    setState({ step: 'finding' })
    const answer = await call('telegram.findChat', { open: true })
    if (mine !== turn.current) return
    turn.current = 0
    if (!answer.ok) return setState(idle(sentence(answer.error), true))
    if (answer.value === null) return setState(idle(words.nobody))
    if (!answer.value.sure) return setState({ step: 'unsure', chat: answer.value })
    // It became the chat at once.
    const settings = await call('settings.get')
    if (settings.ok) takeSettings(settings.value)
    setState(idle(words.found(answer.value.name)))
  }

  const use = async (chat: TelegramChat): Promise<void> => {
    setState({ step: 'using' })
    const answer = await call('telegram.useChat', { chatId: chat.id })
    if (!answer.ok) return setState(idle(sentence(answer.error), true))
    takeSettings(answer.value)
    setState(idle(words.found(chat.name)))
  }

  const cancel = (): void => {
    stop()
    setState(idle())
  }

  return { state, find, use, cancel }
}
