import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Fault } from '../../../../shared/faults'
import { Problems } from '../../../parts/Problems'
import { useOpened } from '../../../parts/use-opened'
import { texts } from '../../../texts'
import { ChoiceField, TextRow } from '../form/fields'
import { type Budget, checked, type Draft, type DraftFaults, newDraft } from './budget-draft'
import styles from './costs.module.css'

const words = texts.settings.costs
const { dimensions, kinds } = texts.costsPage

const periods = (['day', 'week', 'month'] as const).map((value) => ({ value, label: words.periods[value] }))
const scopes = [{ value: '', label: words.everything }, ...(['model', 'job', 'agent', 'kind', 'provider'] as const).map((value) => ({ value, label: words.one(dimensions[value]) }))]
const kindChoices = [{ value: '', label: '' }, ...Object.entries(kinds).map(([value, label]) => ({ value, label }))]

interface Props {
  taken: readonly string[]
  /** Why it wasn't taken. */
  fault: Fault | null
  onAdd: (budget: Budget) => void
  onClose: () => void
}

/** A budget for a part of the costs, or another span than the month. */
export function BudgetForm({ taken, fault, onAdd, onClose }: Props) {
  const [draft, setDraft] = useState<Draft>(newDraft)
  const [faults, setFaults] = useState<DraftFaults>({})
  const box = useOpened<HTMLFormElement>(onClose)
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part })
    setFaults(Object.fromEntries(Object.entries(faults).filter(([name]) => !(name in part))))
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const answer = checked(draft, taken)
    if ('budget' in answer) return onAdd(answer.budget)
    setFaults(answer.faults)
  }
  return (
    <form ref={box} className={styles.form} aria-label={words.addBudget} noValidate onSubmit={submit}>
      <TextRow label={words.name} name="title" first wide placeholder={words.nameExample} value={draft.title} fault={faults.title} onChange={(title) => change({ title })} />
      <TextRow label={words.amount} name="usd" figures value={draft.usd} fault={faults.usd} onChange={(usd) => change({ usd })} />
      <ChoiceField label={words.each} value={draft.period} choices={periods} fault={undefined} onChange={(period) => change({ period: period as Draft['period'] })} />
      <ChoiceField label={words.of} value={draft.dimension} choices={scopes} fault={undefined} onChange={(dimension) => change({ dimension: dimension as Draft['dimension'], is: '' })} />
      {draft.dimension === 'kind' && <ChoiceField label={words.is} value={draft.is} choices={kindChoices} fault={faults.is} onChange={(is) => change({ is })} />}
      {draft.dimension !== '' && draft.dimension !== 'kind' && (
        <TextRow label={words.is} name="is" hint={words.isHint} wide value={draft.is} fault={faults.is} onChange={(is) => change({ is })} />
      )}
      {fault && <Problems fault={fault} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled">
          {words.add}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
