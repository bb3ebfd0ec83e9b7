import { Button, Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CostSummary } from '../../../shared/model'
import { percent } from '../../../shared/format'
import { ShareBar } from '../../parts/ShareBar'
import { classes } from '../../parts/classes'
import { dollars, exact, pico, share } from '../../parts/money'
import { exactTime } from '../../parts/time'
import { showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './CostStrip.module.css'
import { type CostPart, type CostView, costView } from './cost-view'

const partNames: Record<CostPart['key'], string> = { llm: texts.costs.llm, stripe: texts.costs.stripe, cpu: texts.costs.cpu, finance: texts.costs.finance }

/** The latest cost snapshot: week, today, month, and what the week is made of. */
export function CostStrip() {
  const costs = useConsole((state) => state.snapshot?.costs)
  const waiting = useConsole((state) => state.snapshot === null)
  if (!costs) {
    return (
      <section className={classes(styles.strip, styles.empty)} aria-label={texts.costs.title} data-testid="costs">
        {!waiting && texts.costs.none}
      </section>
    )
  }
  const view = costView(costs)
  return (
    <section className={styles.strip} aria-label={texts.costs.title} data-testid="costs">
      <div className={styles.figures}>
        <Week costs={costs} view={view} />
        <Figure name={texts.costs.today} amount={view.today} tip={gradeTip(costs.today.grade)} />
        <Month costs={costs} view={view} />
        <Sureness costs={costs} />
      </div>
      <div className={styles.parts}>
        {view.parts.map((part) => (
          <Part key={part.key} part={part} costs={costs} />
        ))}
        <Button variant="subtle" color="gray" className={styles.all ?? ''} data-testid="all-costs" onClick={() => showPage('costs')}>
          {texts.costs.all}
        </Button>
      </div>
    </section>
  )
}

const gradeTip = (grade: CostSummary['week']['grade']): string => texts.costs.gradeTip[grade]

function Figure({ name, amount, tip, children }: { name: string; amount: string; tip: string; children?: ReactNode }) {
  return (
    <div className={styles.figure}>
      <p className={styles.name}>{name}</p>
      <p className={styles.line}>
        <span className={styles.amount} data-tip={tip}>
          {amount}
        </span>
        {children}
      </p>
    </div>
  )
}

function Week({ costs, view }: { costs: CostSummary; view: CostView }) {
  const tip = `${gradeTip(costs.week.grade)}\n${texts.costs.sources(costs.sources.join(', '))}\n${texts.costs.asOf(exactTime(costs.at))}`
  return (
    <Figure name={texts.costs.week} amount={view.week} tip={tip}>
      {view.pace && (
        <span className={styles.beside} data-tip={texts.costs.paceTip(view.lastWeek ?? '', view.pace.soFar)}>
          {texts.costs.pace(view.pace.words)}
        </span>
      )}
      {!view.pace && view.lastWeek && <span className={styles.beside}>{texts.costs.noPace(view.lastWeek)}</span>}
    </Figure>
  )
}

function Month({ costs, view }: { costs: CostSummary; view: CostView }) {
  const budget = useConsole((state) => state.settings?.settings.costs.monthlyBudgetUsd)
  return (
    <Figure name={texts.costs.month} amount={view.month} tip={gradeTip(costs.month.grade)}>
      {budget === null && (
        <Button variant="subtle" color="gray" className={styles.setBudget ?? ''} onClick={() => showPage('settings', 'costs')}>
          {texts.costs.noBudget}
        </Button>
      )}
      {typeof budget === 'string' && <Budget spent={costs.month.totalUsd} budget={budget} />}
    </Figure>
  )
}

function Budget({ spent, budget }: { spent: string; budget: string }) {
  const over = pico(spent) - pico(budget)
  const part = share(spent, budget) * 100
  const words = over > 0n ? texts.costs.overBudget(dollars(exact(over))) : texts.costs.ofBudget(dollars(budget))
  return (
    <span className={styles.budget} data-tip={texts.costs.meter(percent((Number(spent) / Number(budget)) * 100))}>
      <span className={styles.beside}>{words}</span>
      <Progress className={styles.meter ?? ''} value={part} size={4} transitionDuration={0} color={over > 0n ? 'var(--fail)' : 'var(--accent)'} aria-label={words} />
    </span>
  )
}

function Part({ part, costs }: { part: CostPart; costs: CostSummary }) {
  if (part.share === null) {
    return (
      <p className={styles.part} data-tip={texts.costs.notReadTip}>
        <span className={styles.name}>{partNames[part.key]}</span>
        <span className={styles.name}>{part.amount}</span>
      </p>
    )
  }
  const ofWeek = texts.costs.ofWeek(percent(part.share * 100))
  const tip = part.key === 'cpu' ? `${texts.costs.cpuHours(costs.week.cpuHours.toFixed(2))}\n${ofWeek}` : ofWeek
  return (
    <p className={styles.part} data-tip={tip}>
      <span className={styles.name}>{partNames[part.key]}</span>
      <span>{part.amount}</span>
      <ShareBar share={part.share} className={styles.bar} />
    </p>
  )
}

/** How sure the figures are: the grade, and what they leave out. */
function Sureness({ costs }: { costs: CostSummary }) {
  const lines = costs.unpriced.map((one) =>
    texts.costs.unpricedLine(one.provider, one.model, one.calls.toLocaleString('en-US'), one.tokens.toLocaleString('en-US')),
  )
  return (
    <p className={styles.sureness}>
      <span data-tip={texts.costs.gradeTip[costs.week.grade]}>{texts.costs.grade[costs.week.grade]}</span>
      {costs.unpriced.length > 0 && <span data-tip={texts.costs.unpricedTip(lines.join('\n'))}>{texts.costs.unpriced(costs.unpriced.length)}</span>}
      {costs.badLines > 0 && <span data-tip={texts.costs.badLinesTip}>{texts.costs.badLines(costs.badLines)}</span>}
    </p>
  )
}
