import { Button, Progress, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { costDefaults } from '../../../shared/cost-defaults'
import type { CostSummary } from '../../../shared/model'
import { percent } from '../../../shared/format'
import { useClock } from '../../clock'
import { ShareBar } from '../../parts/ShareBar'
import { exact, glance, pico, share } from '../../parts/money'
import { Moment } from '../../parts/Age'
import { exactTime } from '../../parts/time'
import { useWork } from '../../parts/works'
import { showPage, useConsole } from '../../store'
import { texts } from '../../texts'
import styles from './CostStrip.module.css'
import { aboutSum, type CostPart, type CostView, costView, type Incomplete, incompleteOf } from './cost-view'

const partNames: Record<CostPart['key'], string> = { llm: texts.costs.llm, stripe: texts.costs.stripe, cpu: texts.costs.cpu, finance: texts.costs.finance }

/** The latest cost snapshot: week, today, month, and what the week is made of. */
export function CostStrip() {
  const costs = useConsole((state) => state.snapshot?.costs)
  const waiting = useConsole((state) => state.snapshot === null)
  const reading = useWork('log-reading')
  if (!costs) {
    return (
      <section className={`${styles.strip} ${styles.empty}`} aria-label={texts.costs.title} data-testid="costs">
        {!waiting && (reading ? texts.costs.reading(reading.detail) : texts.costs.none)}
      </section>
    )
  }
  const partial = reading ? incompleteOf(reading) : null
  const view = costView(costs, partial !== null)
  return (
    <section className={styles.strip} aria-label={texts.costs.title} data-testid="costs">
      <div className={styles.figures}>
        <Week costs={costs} view={view} />
        <Today costs={costs} view={view} />
        <Month costs={costs} view={view} />
        <Sureness costs={costs} partial={partial} />
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

/** The zone whose days, weeks and months these are. */
const useZone = (): string => useConsole((state) => state.settings?.settings.costs.zone ?? costDefaults.zone)

function Figure({ name, amount, tip, children }: { name: string; amount: string; tip: string; children?: ReactNode }) {
  return (
    <div className={styles.figure}>
      <p className={styles.name}>{name}</p>
      <p className={styles.line}>
        <UnstyledButton className={styles.amount} data-tip={tip} aria-label={texts.costs.openAt(name, amount)} onClick={() => showPage('costs')}>
          {amount}
        </UnstyledButton>
        {children}
      </p>
    </div>
  )
}

function Week({ costs, view }: { costs: CostSummary; view: CostView }) {
  const tip = [aboutSum(costs.week, 'week', useZone()), texts.costs.sources(costs.sources.join(', ')), texts.costs.asOf(exactTime(costs.at))].join('\n')
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

function Today({ costs, view }: { costs: CostSummary; view: CostView }) {
  return <Figure name={texts.costs.today} amount={view.today} tip={aboutSum(costs.today, 'today', useZone())} />
}

function Month({ costs, view }: { costs: CostSummary; view: CostView }) {
  const zone = useZone()
  const budget = useConsole((state) => state.settings?.settings.costs.monthlyBudgetUsd)
  return (
    <Figure name={texts.costs.month} amount={view.month} tip={aboutSum(costs.month, 'month', zone)}>
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
  const words = over > 0n ? texts.costs.overBudget(glance(exact(over))) : texts.costs.ofBudget(glance(budget))
  return (
    <span className={styles.budget} data-tip={texts.costs.meter(percent((Number(spent) / Number(budget)) * 100))}>
      <span className={styles.beside}>{words}</span>
      <Progress className={styles.meter ?? ''} value={part} size={4} transitionDuration={0} color={over > 0n ? 'var(--fail)' : 'var(--accent)'} aria-label={words} />
    </span>
  )
}

function Part({ part, costs }: { part: CostPart; costs: CostSummary }) {
  const unconnected = useConsole((state) => state.snapshot?.components.some(({ target, status }) => target === 'stripe' && status === 'off'))
  if (part.share === null) {
    return (
      <p className={styles.part} data-tip={unconnected ? texts.costs.notConnectedTip : texts.costs.notReadTip}>
        <span className={styles.name}>{partNames[part.key]}</span>
        <span className={styles.name}>{unconnected ? texts.costs.notConnected : part.amount}</span>
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

/** Costs are added up with each tick; sums this old are those of another time. */
const staleAfterMs = 10 * 60_000

/** How sure the figures are: of when, the grade, and what they leave out. */
function Sureness({ costs, partial }: { costs: CostSummary; partial: Incomplete | null }) {
  const lines = costs.unpriced.map((one) =>
    texts.costs.unpricedLine(one.provider, one.model, one.calls.toLocaleString('en-US'), one.tokens.toLocaleString('en-US')),
  )
  const isOld = useClock((now) => now - costs.at > staleAfterMs)
  return (
    <p className={styles.sureness}>
      {partial && <span data-testid="costs-partial" data-tip={partial.tip}>{partial.words}</span>}
      {isOld && (
        <span>
          {texts.health.asOf} <Moment at={costs.at} as="time" />
        </span>
      )}
      <span data-tip={texts.costs.gradeTip[costs.week.grade]}>{texts.costs.grade[costs.week.grade]}</span>
      {costs.unpriced.length > 0 && <span data-tip={texts.costs.unpricedTip(lines.join('\n'))}>{texts.costs.unpriced(costs.unpriced.length)}</span>}
      {costs.badLines > 0 && <span data-tip={texts.costs.badLinesTip}>{texts.costs.badLines(costs.badLines)}</span>}
    </p>
  )
}
