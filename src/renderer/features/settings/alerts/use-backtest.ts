import { useEffect, useState } from 'react'
import type { Fault } from '../../../../shared/faults'
import { call, listen } from '../../../bridge'
import type { Backtest } from './backtest-words'

/** One rule’s trial on the last 30 days: begun, followed, ended early. */
export function useBacktest(rule: string) {
  /** How far it has come, 0–1; null while none runs. */
  const [part, setPart] = useState<number | null>(null)
  const [result, setResult] = useState<Backtest | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  useEffect(() => listen('backtest', (progress) => progress.rule === rule && setPart((before) => (before === null ? null : progress.part))), [rule])
  const start = async (): Promise<void> => {
    setPart(0)
    setResult(null)
    setFault(null)
    const answer = await call('rules.backtest', { rule, days: 30 })
    setPart(null)
    if (answer.ok) setResult(answer.value)
    else setFault(answer.error)
  }
  return { part, result, fault, start, cancel: () => void call('rules.cancelBacktest', { rule }) }
}
