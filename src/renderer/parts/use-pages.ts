import { useCallback, useEffect, useRef, useState } from 'react'
import type { Fault } from '../../shared/faults'
import type { Result } from '../../shared/result'

export interface Page<R, C> {
  rows: R[]
  /** Where the next page begins; null: that was all. */
  next: C | null
}

export interface Pages<R> {
  /** Null until the first answer; kept while others are on their way. */
  rows: readonly R[] | null
  /** Whether more follow. */
  more: boolean
  fault: Fault | null
  /** Asks for the next page, once. */
  goOn: () => void
}

interface Known<R, C> {
  /** The question it answers. */
  ask: unknown
  rows: readonly R[]
  next: C | null
}

/** Newer rows before those known already; what is in both is as the newer ones have it. */
export function renewed<R>(before: readonly R[], newer: readonly R[], keyOf: (row: R) => string): R[] {
  const there = new Set(newer.map(keyOf))
  const last = newer.at(-1)
  const from = last === undefined ? before.length : before.findIndex((row) => keyOf(row) === keyOf(last)) + 1
  return [...newer, ...(from === 0 ? [] : before.slice(from)).filter((row) => !there.has(keyOf(row)))]
}

/**
 * A list that comes page by page, newest first. Another `ask` is another list: the old one stays until it is here. Whenever `occasion`
 * changes, its beginning is asked for anew.
 */
export function usePages<R, C, O>(ask: (after: C | null, occasion: O) => Promise<Result<Page<R, C>>>, occasion: O, keyOf: (row: R) => string): Pages<R> {
  const [known, setKnown] = useState<Known<R, C> | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const asking = useRef<unknown>(null)
  useEffect(() => {
    let current = true
    asking.current = null
    void ask(null, occasion).then((answer) => {
      if (!current) return
      setFault(answer.ok ? null : answer.error)
      if (answer.ok) setKnown((before) => begun(before, ask, answer.value, keyOf))
    })
    return () => {
      current = false
    }
  }, [ask, occasion, keyOf])
  const goOn = useCallback((): void => {
    if (!known || known.next === null || known.ask !== ask || asking.current === known.next) return
    asking.current = known.next
    void ask(known.next, occasion).then((answer) => {
      setFault(answer.ok ? null : answer.error)
      if (answer.ok) setKnown((before) => (before === known ? { ask, rows: [...before.rows, ...answer.value.rows], next: answer.value.next } : before))
      else asking.current = null
    })
  }, [known, ask, occasion])
  return { rows: known?.rows ?? null, more: known?.next != null, fault, goOn }
}

/** What lies beyond the first page stays as it was known, where it is the same list and still hangs on to it. */
function begun<R, C>(before: Known<R, C> | null, ask: unknown, { rows, next }: Page<R, C>, keyOf: (row: R) => string): Known<R, C> {
  if (before === null || before.ask !== ask || next === null) return { ask, rows, next }
  const all = renewed(before.rows, rows, keyOf)
  return all.length > rows.length ? { ask, rows: all, next: before.next } : { ask, rows, next }
}
