import { useEffect, useRef, useState } from 'react'
import type { CallInput } from '../../../../shared/ipc'
import { call, sentence } from '../../../bridge'
import { takeSettings } from '../../../store'
import { texts } from '../../../texts'

export type GoogleClient = CallInput<'google.signIn'>['client']

export type SignInState =
  | { step: 'closed'; said: string | null }
  | { step: 'asking' }
  /** The browser has the word. */
  | { step: 'waiting' }
  | { step: 'consent'; client: GoogleClient }
  | { step: 'refused'; said: string }

/** The way through Google's sign-in: the browser is opened, and what it brings back is tried and kept. */
export function useGoogleSignIn(opened: boolean) {
  const words = texts.settings.google
  const [state, setState] = useState<SignInState>(opened ? { step: 'asking' } : { step: 'closed', said: null })
  // An answer that comes after the user gave up is nobody's any more.
  const turn = useRef(0)
  useEffect(
    () => () => {
      if (turn.current > 0) void call('google.cancel')
    },
    [],
  )

  const signIn = async (client: GoogleClient, allowPlainFile = false): Promise<void> => {
    const mine = ++turn.current
    setState({ step: 'waiting' })
    const answer = await call('google.signIn', { client, allowPlainFile })
    if (mine !== turn.current) return
    turn.current = 0
    if (!answer.ok) {
      if (answer.error.code === 'keychain_unavailable' && !allowPlainFile) return setState({ step: 'consent', client })
      return setState({ step: 'refused', said: sentence(answer.error) })
    }
    const { stored, reading, view } = answer.value
    takeSettings(view)
    const { refused, keptWithProblem } = texts.settings.services
    const found = reading && reading.status !== 'ok' ? [reading.message, reading.hint].filter(Boolean).join(' ') : ''
    if (!stored) return setState({ step: 'refused', said: `${refused} ${found}`.trim() })
    setState({ step: 'closed', said: found ? `${keptWithProblem} ${found}` : words.signedIn })
  }

  const cancel = (): void => {
    turn.current = 0
    void call('google.cancel')
    setState({ step: 'closed', said: words.cancelled })
  }

  return { state, signIn, cancel, ask: () => setState({ step: 'asking' }), close: (said: string | null = null) => setState({ step: 'closed', said }) }
}
