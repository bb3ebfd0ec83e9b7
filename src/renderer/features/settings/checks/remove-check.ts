import type { Check } from '../../../../shared/settings'
import { call } from '../../../bridge'
import { offerUndo } from '../../../parts/undo'
import { showNotice, takeSettings } from '../../../store'
import { texts } from '../../../texts'

/** Removes a check, with a way back to the place it had: its credentials are kept until the next start. */
export async function removeCheck(check: Check, place: number, onBack: () => void): Promise<void> {
  if (!(await took(call('checks.remove', { id: check.id })))) return
  const putBack = async (): Promise<boolean> => {
    const back = await took(call('checks.save', { check, secrets: {}, place }))
    if (back) onBack()
    return back
  }
  offerUndo({ words: texts.undo.gone(check.title), what: check.title, putBack })
}

/** Tells whether it was done; what came of it is shown. */
async function took(asked: ReturnType<typeof call<'checks.save' | 'checks.remove'>>): Promise<boolean> {
  const answer = await asked
  if (answer.ok) takeSettings(answer.value)
  else showNotice(answer.error)
  return answer.ok
}
