import { useMemo, useState } from 'react'
import type { CostsView } from '../../../shared/costs'
import { BandLine } from '../../parts/chart/BandLine'
import { dollars } from '../../parts/money'
import { texts } from '../../texts'
import { monthlyBudget } from './Forecast'
import { chartHeight } from './Legend'
import styles from './Legend.module.css'
import { runningView, scaleText } from './chart-view'

const words = texts.costsPage

interface Props {
  forecast: NonNullable<CostsView['forecast']>
  budgets: CostsView['budgets']
}

/** The month so far and where it is going, against its budget. */
export default function RunningTotal({ forecast, budgets }: Props) {
  const [column, setColumn] = useState<number | null>(null)
  const { names, titles, course, amounts } = useMemo(() => runningView(forecast), [forecast])
  const budget = monthlyBudget(budgets)?.usd
  const limit = useMemo(() => (budget === undefined ? null : { value: Number(budget), name: words.budgetLine(dollars(budget)) }), [budget])
  const at = column ?? names.length - 1
  const { usd, range } = amounts[at]!
  return (
    <>
      <div className={styles.legend}>
        <p className={styles.head}>
          <span className={styles.title}>{titles[at]}</span> <span className={styles.total}>{usd}</span> <span className={styles.title}>{range}</span>
        </p>
        <ul className={styles.parts}>
          <li className={styles.part}>
            <LineSample /> <span className={styles.name}>{words.spent}</span>
          </li>
          <li className={styles.part}>
            <LineSample dashed /> <span className={styles.name}>{words.projected}</span>
          </li>
        </ul>
      </div>
      <BandLine
        label={words.running}
        names={names}
        course={course}
        limit={limit}
        height={chartHeight}
        column={column}
        onColumn={setColumn}
        said={`${titles[at]}: ${[usd, range].filter(Boolean).join(', ')}`}
        scaleText={scaleText}
      />
    </>
  )
}

function LineSample({ dashed = false }: { dashed?: boolean }) {
  return (
    <svg width={16} height={12} aria-hidden>
      {dashed && <rect className={styles.band} width={16} height={12} />}
      <line className={dashed ? `${styles.line} ${styles.dashed}` : styles.line} x1={0} x2={16} y1={6} y2={6} />
    </svg>
  )
}
