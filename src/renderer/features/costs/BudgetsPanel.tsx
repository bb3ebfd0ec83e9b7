import { Button } from '@mantine/core'
import type { BudgetView, CostsView } from '../../../shared/costs'
import type { Status } from '../../../shared/model'
import { percent } from '../../../shared/format'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { ShareBar } from '../../parts/ShareBar'
import { StatusMark } from '../../parts/StatusMark'
import { dollars, share } from '../../parts/money'
import { showPage } from '../../store'
import { texts } from '../../texts'
import styles from './BudgetsPanel.module.css'

const words = texts.costsPage.budgets
const marks: Record<BudgetView['state'], Status> = { ok: 'ok', tight: 'warning', over: 'fail' }
const tones = { ok: 'accent', tight: 'warning', over: 'fail' } as const

/** What was planned, and how far it is used up. */
export function BudgetsPanel({ budgets }: Pick<CostsView, 'budgets'>) {
  const settings = (label: string) => <Button onClick={() => showPage('settings', 'costs')}>{label}</Button>
  if (budgets.length === 0)
    return (
      <Panel title={words.title} end={settings(words.set)} testId="costs-budgets">
        <Empty title={words.none} hint={words.noneHint} />
      </Panel>
    )
  return (
    <Panel title={words.title} end={settings(words.change)} testId="costs-budgets">
      <ul className={styles.list}>
        {budgets.map((budget) => (
          <BudgetRow key={budget.id} budget={budget} />
        ))}
      </ul>
    </Panel>
  )
}

function BudgetRow({ budget: { title, usd, part, elapsed, projected, state, words: said } }: { budget: BudgetView }) {
  const places = [{ at: elapsed, look: 'solid' as const }, ...(projected ? [{ at: share(projected.usd, usd), look: 'dashed' as const }] : [])]
  const tip = [words.bar(percent(part * 100), percent(elapsed * 100)), projected && words.projected(dollars(projected.usd))].filter(Boolean).join('\n')
  return (
    <li className={styles.budget} data-state={state}>
      <p className={styles.line}>
        <StatusMark status={marks[state]} size={14} label word={words.states[state]} />
        <span className={styles.title}>{title}</span>
        <span className={styles.amount}>{percent(part * 100)}</span>
      </p>
      <span className={styles.bar} data-tip={tip}>
        <ShareBar share={part} tone={tones[state]} marks={places} className={styles.fill} />
      </span>
      <p className={styles.said}>{said}</p>
    </li>
  )
}
