import { type ComponentProps, useState } from 'react'
import { texts } from '../../../texts'
import { TextField } from '../Field'
import { amountOf, isAmount } from './budget-draft'

interface Props extends Omit<ComponentProps<typeof TextField>, 'figures' | 'wide' | 'placeholder' | 'onSave'> {
  /** May be left empty. */
  optional?: boolean
  /** Dollars as a decimal number; '' for none. */
  onSave: (amount: string) => Promise<boolean>
}

/** What may be spent. */
export function AmountField({ optional = false, setting, onSave, ...field }: Props) {
  const [wrong, setWrong] = useState(false)
  const fault = wrong ? { code: 'invalid_input' as const, message: texts.settings.costs.wrongAmount, hint: null } : setting.fault
  const save = async (text: string): Promise<boolean> => {
    const amount = amountOf(text)
    const usable = isAmount(amount) || (optional && amount === '')
    setWrong(!usable)
    return usable && onSave(amount)
  }
  return <TextField {...field} setting={{ ...setting, fault }} figures onSave={save} />
}
