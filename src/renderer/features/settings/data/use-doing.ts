import { useState } from 'react'
import type { Fault } from '../../../../shared/faults'
import type { Result } from '../../../../shared/result'

/** One thing at a time that is asked for: what came of it, in words or as a fault. What somebody stopped is no fault. */
export function useDoing() {
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const start = (): void => {
    setSaid('')
    setFault(null)
  }
  async function run<T>(ask: () => Promise<Result<T>>): Promise<T | undefined> {
    start()
    setBusy(true)
    const answer = await ask()
    setBusy(false)
    if (answer.ok) return answer.value
    if (answer.error.code === 'cancelled') setSaid(answer.error.message)
    else setFault(answer.error)
    return undefined
  }
  return { busy, said, fault, say: setSaid, start, run }
}
