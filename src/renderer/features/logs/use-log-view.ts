import { useCallback, useEffect, useRef, useState } from 'react'
import type { Fault } from '../../../shared/faults'
import type { LogLine, LogState } from '../../../shared/logs'
import { call, listen } from '../../bridge'

export interface OpenLog {
  /** Null until the first answer, and after a log that couldn’t be opened. */
  state: LogState | null
  /** What they were asked for with. */
  query: string
  /** The newest lines, as long as it isn’t known which rows they are. */
  tail: readonly LogLine[]
  /** The log can’t be shown. */
  fault: Fault | null
  /** The query isn’t understood; what was found before stays. */
  queryFault: Fault | null
  /** Opens it anew. */
  again: () => void
}

type Opened = Omit<OpenLog, 'again'>

const nothing: Opened = { state: null, query: '', tail: [], fault: null, queryFault: null }

/** What is told of a view after it was opened may be here before the answer to that. */
const newest = (opened: LogState, told: LogState | null): LogState => (told?.view === opened.view ? told : opened)

/** Opens what is asked for and follows how it grows; closes it when the page is left. */
export function useLogView(source: string, query: string): OpenLog {
  const [open, setOpen] = useState<Opened>(nothing)
  const asked = useRef(0)
  const told = useRef<LogState | null>(null)
  const ask = useCallback((): void => {
    const question = ++asked.current
    void call('logs.open', { source, query }).then((answer) => {
      // Another was asked meanwhile.
      if (question !== asked.current) return
      if (answer.ok) setOpen({ ...answer.value, state: newest(answer.value.state, told.current), query, fault: null, queryFault: null })
      else if (answer.error.code === 'invalid_input') setOpen((before) => ({ ...before, queryFault: answer.error }))
      else setOpen({ ...nothing, fault: answer.error })
    })
  }, [source, query])
  useEffect(ask, [ask])
  useEffect(() => {
    const stop = listen('logs', (state) => {
      told.current = state
      setOpen((before) => (before.state?.view === state.view ? { ...before, state } : before))
    })
    return () => {
      stop()
      void call('logs.close')
    }
  }, [])
  return { ...open, again: ask }
}
