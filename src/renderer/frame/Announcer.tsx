import { useEffect, useRef, useState } from 'react'
import type { ComponentView } from '../../shared/model'
import { useConsole } from '../store'
import { texts } from '../texts'

/** Tells a screen reader what a run found, once it has ended. */
export function Announcer() {
  const running = useConsole((state) => state.snapshot !== null && state.snapshot.run !== null)
  const before = useRef(running)
  const [words, setWords] = useState('')

  useEffect(() => {
    if (before.current && !running) setWords(spoken(useConsole.getState().snapshot?.components ?? []))
    before.current = running
  }, [running])

  return (
    <output className="unseen" aria-live="polite">
      {words}
    </output>
  )
}

/** More than this in one state are counted, not named. */
const named = 5

/** "Stripe failing, Notion ok, …": the worst first. */
export function spoken(components: readonly ComponentView[]): string {
  const order = ['fail', 'warning', 'unknown', 'ok'] as const
  const parts = order.flatMap((status) => {
    const those = components.filter((one) => one.status === status)
    if (those.length > named) return [texts.health.others(those.length, texts.status[status])]
    return those.map((one) => `${one.title} ${texts.status[status]}`)
  })
  return texts.health.finished(parts.join(', '))
}
