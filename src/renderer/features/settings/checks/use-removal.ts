import { useState } from 'react'
import type { Check } from '../../../../shared/settings'
import { call } from '../../../bridge'
import { showNotice, takeSettings } from '../../../store'

export interface Removed {
  check: Check
  /** Where it stood in the list. */
  place: number
}

/** Removing a check, and putting it back: its credentials are kept until the next start. */
export function useRemoval(onBack: (id: string) => void) {
  const [removed, setRemoved] = useState<Removed | null>(null)

  const remove = async (check: Check, place: number): Promise<void> => {
    const answer = await call('checks.remove', { id: check.id })
    if (!answer.ok) return showNotice(answer.error)
    takeSettings(answer.value)
    setRemoved({ check, place })
  }
  const undo = async (): Promise<void> => {
    if (!removed) return
    const answer = await call('checks.save', { check: removed.check, secrets: {} })
    if (!answer.ok) return showNotice(answer.error)
    takeSettings(answer.value)
    setRemoved(null)
    onBack(removed.check.id)
  }
  return { removed, remove, undo, dismiss: () => setRemoved(null) }
}
