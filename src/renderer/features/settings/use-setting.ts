import { useEffect, useRef, useState } from 'react'
import type { Fault } from '../../../shared/faults'
import type { SectionName, Settings } from '../../../shared/settings'
import { call } from '../../bridge'
import { takeSettings, useConsole } from '../../store'

/** How long "Saved" stays. */
const savedForMs = 2000

export type SaveState = 'idle' | 'saving' | 'saved'

export interface Setting<V> {
  /** Undefined until the settings have arrived. */
  value: V | undefined
  /** The environment variable that decides it instead. */
  variable: string | null
  state: SaveState
  fault: Fault | null
  /** Tells whether it was taken. */
  save: (value: V) => Promise<boolean>
}

/** One field of the settings: what it is, who decides it, and how saving it went. */
export function useSetting<S extends SectionName, F extends keyof Settings[S] & string>(section: S, field: F): Setting<Settings[S][F]> {
  const value = useConsole((state) => state.settings?.settings[section][field])
  const variable = useConsole((state) => state.settings?.fromEnvironment[`${section}.${field}`] ?? null)
  const [state, setState] = useState<SaveState>('idle')
  const [fault, setFault] = useState<Fault | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const save = async (next: Settings[S][F]): Promise<boolean> => {
    clearTimeout(timer.current)
    setState('saving')
    const answer = await call('settings.update', { section, values: { [field]: next } })
    setFault(answer.ok ? null : answer.error)
    setState(answer.ok ? 'saved' : 'idle')
    if (!answer.ok) return false
    takeSettings(answer.value)
    timer.current = setTimeout(() => setState('idle'), savedForMs)
    return true
  }
  return { value, variable, state, fault, save }
}
