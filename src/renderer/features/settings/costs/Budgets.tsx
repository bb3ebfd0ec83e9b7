import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { IconPlus } from '../../../parts/icons'
import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { takeOut } from '../removal'
import { useFocusLater } from '../use-focus-later'
import { useSetting } from '../use-setting'
import { AmountField } from './AmountField'
import { type Budget, scopeOf } from './budget-draft'
import { BudgetForm } from './BudgetForm'
import styles from './costs.module.css'

const words = texts.settings.costs
const idle = { variable: null, state: 'idle' as const, fault: null }

const budgetsNow = (): readonly Budget[] => useConsole.getState().settings?.settings.costs.budgets ?? []

/** What may be spent: for the month, and for any part of it. */
export function Budgets() {
  const monthly = useSetting('costs', 'monthlyBudgetUsd')
  const own = useSetting('costs', 'budgets')
  const [changed, setChanged] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const focusOn = useFocusLater(box)
  const budgets = own.value ?? []

  const change = (budget: Budget, usd: string): Promise<boolean> => {
    setChanged(budget.id)
    return own.save(budgets.map((one) => (one.id === budget.id ? { ...budget, usd } : one)))
  }
  const close = (): void => {
    setAdding(false)
    focusOn('add')
  }
  const add = async (budget: Budget): Promise<void> => {
    if (await own.save([...budgets, budget])) close()
  }
  return (
    <div ref={box}>
      <AmountField
        label={words.budget}
        unit={words.budgetUnit}
        hint={words.budgetHint}
        setting={monthly}
        shown={monthly.value ?? ''}
        optional
        onSave={(amount) => monthly.save(amount === '' ? null : amount)}
      />
      <ul aria-label={words.budgets}>
        {budgets.map((budget) => (
          <li key={budget.id}>
            <AmountField
              label={budget.title}
              unit={words.perPeriod[budget.period]}
              hint={scopeOf(budget)}
              setting={changed === budget.id ? own : idle}
              shown={budget.usd}
              onSave={(amount) => change(budget, amount)}
              after={
                <Button variant="subtle" color="gray" data-focus={budget.id} aria-label={words.removeOf(budget.title)} onClick={() => void takeOut(budget, budgetsNow, own.save, () => focusOn(budget.id))}>
                  {words.remove}
                </Button>
              }
            />
          </li>
        ))}
      </ul>
      {adding ? (
        <BudgetForm taken={budgets.map(({ id }) => id)} fault={own.fault} onAdd={(budget) => void add(budget)} onClose={close} />
      ) : (
        <Button className={styles.add ?? ''} data-focus="add" data-testid="budget-add" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
          {words.addBudget}
        </Button>
      )}
    </div>
  )
}
