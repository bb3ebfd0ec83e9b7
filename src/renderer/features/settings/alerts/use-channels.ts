import { useMemo, useState } from 'react'
import { call } from '../../../bridge'
import { useAsked } from '../../../parts/use-asked'
import { useConsole } from '../../../store'

const ask = () => call('channels.list')

/** The channels as they are now: asked again with each snapshot, with changed settings, and after a test. */
export function useChannels() {
  const at = useConsole((state) => state.snapshot?.at)
  const settings = useConsole((state) => state.settings)
  const [tests, setTests] = useState(0)
  const occasion = useMemo(() => ({ at, settings, tests }), [at, settings, tests])
  return { ...useAsked(ask, occasion), askAgain: () => setTests((count) => count + 1) }
}
