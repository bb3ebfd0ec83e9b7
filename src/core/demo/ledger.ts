import { hourMs } from '../history/hours'
import { dayMs, firstDay, type PastOptions } from './past'
import { randomOf, type Random } from './random'

/** A row of the made-up Stripe account; amounts in cents. */
export interface LedgerRow {
  id: string
  type: 'charge' | 'refund' | 'payout'
  at: number
  amount: number
  fee: number
  /** The charge it is about; null for a payout. */
  charge: string | null
}

const plans = [4900, 4900, 4900, 9900, 9900, 19_900, 49_900] as const
/** Stripe’s fee of a card in the United States: 2.9 % and 30 cents. */
const feeOf = (amount: number): number => Math.round(amount * 0.029) + 30
const chargesPerDay = 6

/** What customers paid and Stripe kept, oldest first. */
export function ledgerOf({ now, days, seed = 1 }: PastOptions): LedgerRow[] {
  const random = randomOf(seed + 2000)
  const rows: LedgerRow[] = []
  for (let day = firstDay({ now, days }); day < now; day += dayMs) {
    rows.push(...chargesOfDay(day, random))
    if (new Date(day).getUTCDay() === 5) rows.push(payoutOf(day, rows))
  }
  return rows.filter(({ at }) => at < now).toSorted((a, b) => a.at - b.at)
}

function chargesOfDay(day: number, random: Random): LedgerRow[] {
  const count = random.whole(Math.floor(chargesPerDay / 2), chargesPerDay + 3)
  return Array.from({ length: count }, (_, number) => {
    const amount = random.pick(plans)
    const name = `${day / dayMs}${String(number).padStart(2, '0')}`
    const charge: LedgerRow = { id: `txn_demo${name}`, type: 'charge', at: Math.round(day + random.between(7, 23) * hourMs), amount, fee: feeOf(amount), charge: `ch_demo${name}` }
    const refund: LedgerRow = { id: `txn_demo${name}r`, type: 'refund', at: charge.at + Math.round(random.between(1, 60) * hourMs), amount: -amount, fee: 0, charge: charge.charge }
    return random.chance(0.03) ? [charge, refund] : [charge]
  }).flat()
}

/** Fridays: what the seven days before came to. */
function payoutOf(day: number, rows: readonly LedgerRow[]): LedgerRow {
  const week = rows.filter(({ type, at }) => type !== 'payout' && at >= day - 7 * dayMs && at < day)
  return { id: `txn_demo${day / dayMs}po`, type: 'payout', at: day + 12 * hourMs, amount: -week.reduce((sum, { amount, fee }) => sum + amount - fee, 0), fee: 0, charge: null }
}
