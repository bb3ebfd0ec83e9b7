import { useState } from 'react'
import type { PastedSecret } from '../../../../shared/settings'
import { call, sentence } from '../../../bridge'
import { takeSettings } from '../../../store'
import { texts } from '../../../texts'

export type ConnectState =
  | { step: 'closed'; said: string | null }
  | { step: 'asking' }
  | { step: 'testing' }
  /** The desktop has no keychain: a plain file needs the user's word. */
  | { step: 'consent' }
  | { step: 'refused'; said: string }

/** Shorter than any credential of these services. */
const shortest = 8

/** The way of one credential from the clipboard to the keychain: tried first, stored when accepted. */
export function useConnect(secret: PastedSecret, opened: boolean) {
  const words = texts.settings.services
  const name = words.names[secret]
  const [state, setState] = useState<ConnectState>(opened ? { step: 'asking' } : { step: 'closed', said: null })

  const connect = async (value: string, allowPlainFile: boolean): Promise<void> => {
    if (value.trim().length < shortest) return setState({ step: 'refused', said: words.tooShort })
    setState({ step: 'testing' })
    const answer = await call('connection.connect', { secret, value: value.trim(), allowPlainFile })
    if (!answer.ok) {
      if (answer.error.code === 'keychain_unavailable' && !allowPlainFile) return setState({ step: 'consent' })
      return setState({ step: 'refused', said: sentence(answer.error) })
    }
    const { stored, reading, view } = answer.value
    takeSettings(view)
    const found = reading && reading.status !== 'ok' ? [reading.message, reading.hint].filter(Boolean).join(' ') : ''
    if (!stored) return setState({ step: 'refused', said: `${words.refused} ${found}`.trim() })
    setState({ step: 'closed', said: found ? `${words.keptWithProblem} ${found}` : words.accepted(name) })
  }

  const disconnect = async (): Promise<void> => {
    const answer = await call('connection.disconnect', { secret })
    if (answer.ok) takeSettings(answer.value)
    setState({ step: 'closed', said: answer.ok ? words.disconnected(name) : sentence(answer.error) })
  }

  return {
    state,
    connect,
    disconnect,
    ask: () => setState({ step: 'asking' }),
    close: () => setState({ step: 'closed', said: null }),
  }
}
