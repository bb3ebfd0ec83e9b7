import { useCallback, useEffect, useState } from 'react'
import type { FleetView } from '../../../shared/fleet'
import { call, sentence } from '../../bridge'
import { refreshClock } from '../../clock'
import { reuse } from '../../reuse'

/** Agents tell of themselves about once a minute; four questions a minute miss none for long. */
const everyMs = 15_000

export interface FleetState {
  /** null until the first answer. */
  view: FleetView | null
  /** The main process didn't answer. */
  problem: string | null
  again: () => void
}

/** The fleet, asked for while somebody looks at it. */
export function useFleet(): FleetState {
  const [view, setView] = useState<FleetView | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const ask = useCallback((): void => {
    if (document.hidden) return
    void call('fleet.view').then((answer) => {
      if (answer.ok) refreshClock()
      if (answer.ok) setView((before) => reuse(before, answer.value))
      setProblem(answer.ok ? null : sentence(answer.error))
    })
  }, [])
  useEffect(() => {
    ask()
    const timer = setInterval(ask, everyMs)
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [ask])
  return { view, problem, again: ask }
}
