import { useEffect, useState } from 'react'
import type { Fault } from '../../shared/faults'
import type { Result } from '../../shared/result'
import { reuse } from '../reuse'

export interface Asked<T> {
  /** Null until the first answer; kept while a newer one is on its way. */
  value: T | null
  fault: Fault | null
}

/** Asks when first drawn and whenever `occasion` changes: a part of the snapshot whose change makes the answer old. */
export function useAsked<T, O>(ask: (occasion: O) => Promise<Result<T>>, occasion: O): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ value: null, fault: null })
  useEffect(() => {
    let current = true
    void ask(occasion).then((answer) => {
      if (!current) return
      setAsked((before) => (answer.ok ? { value: reuse(before.value, answer.value), fault: null } : { ...before, fault: answer.error }))
    })
    return () => {
      current = false
    }
  }, [ask, occasion])
  return asked
}
