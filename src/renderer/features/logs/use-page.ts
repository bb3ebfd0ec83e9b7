import { useEffect, useRef, useState } from 'react'
import type { LogLine, LogState } from '../../../shared/logs'
import { call } from '../../bridge'
import { remember, remembered } from '../../parts/memory'
import type { LogListHandle } from './LogList'

/** A choice that is kept for the next visit; `now`: what this visit is about. */
export function useHabit(name: string, usual: string, now: string | null = null): [string, (value: string) => void] {
  const [value, setValue] = useState(() => now ?? remembered(name) ?? usual)
  return [
    value,
    (next) => {
      remember(name, next)
      setValue(next)
    },
  ]
}

/** Does something when the rows are others than before. */
export function useFresh(name: string, onFresh: () => void): void {
  const [before, setBefore] = useState(name)
  if (before === name) return
  setBefore(name)
  onFresh()
}

/** The page was opened at a moment: leads there once all rows are known. */
export function useJumpOnce(at: number | null, view: number | null, onRow: (row: number) => void): void {
  const done = useRef(at === null)
  useEffect(() => {
    if (done.current || view === null || at === null) return
    done.current = true
    void call('logs.at', { view, when: at }).then((answer) => answer.ok && onRow(answer.value.row))
  })
}

/**
 * With another query the list stays at the moment it was at, unless the end is followed. What it gives back wants to be told of the
 * lines in sight.
 */
export function useSameMoment(state: LogState | null, following: boolean, onRow: (row: number) => void): (lines: readonly LogLine[]) => void {
  const settled = useRef<number | null>(null)
  const moment = useRef<number | null>(null)
  const view = state?.phase === 'ready' ? state.view : null
  useEffect(() => {
    if (view === null || view === settled.current) return
    const isFirst = settled.current === null
    settled.current = view
    if (isFirst || following || moment.current === null) return
    void call('logs.at', { view, when: moment.current }).then((answer) => answer.ok && onRow(answer.value.row))
  })
  return (lines) => {
    const at = lines.find((line) => line.at !== null)?.at
    if (at !== undefined && state?.view === settled.current) moment.current = at
  }
}

/** The list takes the keys whenever it appears and nothing else has them. */
export function useListFocus(isThere: boolean, list: { readonly current: LogListHandle | null }): void {
  useEffect(() => {
    const holder = document.activeElement
    if (isThere && (holder === null || holder === document.body || holder.matches('main, nav *'))) list.current?.focus()
  }, [isThere, list])
}
