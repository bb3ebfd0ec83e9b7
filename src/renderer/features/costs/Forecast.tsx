import type { CostsView } from '../../../shared/costs'
import { dollars } from '../../parts/money'
import { texts } from '../../texts'
import styles from './GlancePanel.module.css'

const words = texts.costsPage

interface Props {
  forecast: NonNullable<CostsView['forecast']>
  budgets: CostsView['budgets']
}

/** The budget of the whole month, which the forecast is held against. */
export const monthlyBudget = (budgets: CostsView['budgets']): CostsView['budgets'][number] | undefined => budgets.find(({ id }) => id === 'monthly')

const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

/** Where the present month is going, and against what. */
export function Forecast({ forecast, budgets }: Props) {
  const { month, usd, low, high, priceChanges } = forecast
  const budget = monthlyBudget(budgets)
  return (
    <div className={styles.forecast} data-testid="costs-forecast">
      <p className={styles.quiet}>{words.forecast(monthName.format(Date.parse(`${month}-01T12:00:00Z`)))}</p>
      <p className={styles.line}>
        <span className={styles.amount}>{dollars(usd)}</span>
        {budget && <span className={styles.quiet}>{words.ofBudget(dollars(budget.usd))}</span>}
      </p>
      <p className={styles.quiet}>
        <span className={styles.whole}>{words.forecastBetween(dollars(low), dollars(high))}</span>
        {priceChanges.length > 0 && (
          <span className={styles.noted} data-tip={priceChanges.map((change) => change.words).join('\n')}>
            {words.priceChanges(priceChanges.length)}
          </span>
        )}
      </p>
    </div>
  )
}
