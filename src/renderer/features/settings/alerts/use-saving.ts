import { useState } from 'react'
import { fault as faultOf, type Fault } from '../../../../shared/faults'
import { ok, type Result } from '../../../../shared/result'
import type { FormSecret, SettingsView } from '../../../../shared/settings'
import { call } from '../../../bridge'
import { takeSettings } from '../../../store'
import { texts } from '../../../texts'

export type SavingStep = 'editing' | 'saving' | 'consent'

/** Saving a form with a secret in it; a desktop without a keychain needs the user's word for a plain file. */
export function useSaving(save: (allowPlainFile: boolean) => Promise<Result<SettingsView>>, onSaved: () => void) {
  const [step, setStep] = useState<SavingStep>('editing')
  const [fault, setFault] = useState<Fault | null>(null)
  const start = async (allowPlainFile = false): Promise<void> => {
    setFault(null)
    setStep('saving')
    const answer = await save(allowPlainFile)
    if (answer.ok) {
      takeSettings(answer.value)
      return onSaved()
    }
    const asks = answer.error.code === 'keychain_unavailable' && !allowPlainFile
    setStep(asks ? 'consent' : 'editing')
    setFault(asks ? null : answer.error)
  }
  return { step, fault, start, dropConsent: () => setStep('editing') }
}

export type Saving = ReturnType<typeof useSaving>

/** Keeps a form's secret; an empty one is forgotten. */
export async function keepSecret(secret: FormSecret, value: string, allowPlainFile: boolean): Promise<Result<SettingsView>> {
  if (value === '') return call('connection.disconnect', { secret })
  const answer = await call('connection.connect', { secret, value, allowPlainFile })
  if (!answer.ok) return answer
  const { stored, reading, view } = answer.value
  return stored ? ok(view) : { ok: false, error: faultOf(reading?.code ?? 'invalid_input', reading?.message || texts.settings.services.refused, reading?.hint ?? null) }
}
