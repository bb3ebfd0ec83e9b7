import { Button } from '@mantine/core'
import { Fragment, useRef, useState } from 'react'
import { IconPlus } from '../../../parts/icons'
import { texts } from '../../../texts'
import { TextField } from '../Field'
import { Gone } from '../Gone'
import { useFocusLater } from '../use-focus-later'
import { useSetting } from '../use-setting'
import { amountOf, type Budget, scopeOf } from './budget-draft'
import { BudgetForm } from './BudgetForm'
import styles from './costs.module.css'

const words = texts.settings.costs
const idle = { variable: null, state: 'idle' as const, fault: null }

/** What may be spent: for the month, and for any part of it. */
export function Budgets() {
  const monthly = useSetting('costs', 'monthlyBudgetUsd')
  const own = useSetting('costs', 'budgets')
  const [changed, setChanged] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<{ budget: Budget; place: number } | null>(null)
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
  const remove = async (budget: Budget, place: number): Promise<void> => {
    if (await own.save(budgets.filter(({ id }) => id !== budget.id))) setRemoved({ budget, place })
  }
  const undo = async (): Promise<void> => {
    if (!removed || !(await own.save(budgets.toSpliced(removed.place, 0, removed.budget)))) return
    setRemoved(null)
    focusOn(removed.budget.id)
  }
  const gone = removed && <Gone title={removed.budget.title} undo={undo} dismiss={() => setRemoved(null)} />
  return (
    <div ref={box}>
      <TextField
        label={words.budget}
        unit={words.budgetUnit}
        hint={words.budgetHint}
        setting={monthly}
        shown={monthly.value ?? ''}
        figures
        onSave={(text) => monthly.save(text === '' ? null : amountOf(text))}
      />
      <ul aria-label={words.budgets}>
        {budgets.map((budget, place) => (
          <Fragment key={budget.id}>
            {removed?.place === place && gone}
            <li>
              <TextField
                label={budget.title}
                unit={words.perPeriod[budget.period]}
                hint={scopeOf(budget)}
                setting={changed === budget.id ? own : idle}
                shown={budget.usd}
                figures
                onSave={(text) => change(budget, amountOf(text))}
                after={
                  <Button variant="subtle" color="gray" data-focus={budget.id} aria-label={words.removeOf(budget.title)} onClick={() => void remove(budget, place)}>
                    {words.remove}
                  </Button>
                }
              />
            </li>
          </Fragment>
        ))}
        {removed && removed.place >= budgets.length && gone}
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
