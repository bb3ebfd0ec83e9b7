import { dayName } from '../costs/periods'
import { dayMs, type PastOptions } from './past'
import { randomOf } from './random'

/** A row of the made-up company’s Finance table in Notion. */
export interface FinanceEntry {
  id: string
  name: string
  /** "2026-07-03". */
  date: string
  usd: number
  category: string
}

/** Its columns, by the ids that Notion would give them. */
export const financeTable = {
  id: 'de300000-0000-4000-8000-000000000001',
  title: 'Finance',
  columns: { name: 'title', date: 'dAtE', amount: 'aMnT', category: 'cAtG' },
} as const

const bills = [
  { name: 'Server, two machines', category: 'Hosting', usd: 86, everyDays: 30 },
  { name: 'Google Workspace', category: 'Software', usd: 57.6, everyDays: 30 },
  { name: 'Notion, four seats', category: 'Software', usd: 48, everyDays: 30 },
  { name: 'Object storage', category: 'Hosting', usd: 11.4, everyDays: 7 },
  { name: 'Domain and mail', category: 'Hosting', usd: 6.2, everyDays: 15 },
  { name: 'Freelance design', category: 'People', usd: 240, everyDays: 21 },
] as const

/** What the company paid beside what the console reads itself, oldest first. */
export function financeOf({ now, days, seed = 1 }: PastOptions): FinanceEntry[] {
  const random = randomOf(seed + 3000)
  const entries = bills.flatMap((bill, number) => {
    const first = now - (days - random.whole(0, bill.everyDays - 1)) * dayMs
    const count = Math.floor((now - first) / dayMs / bill.everyDays) + 1
    return Array.from({ length: count }, (_, turn) => ({ number, turn, bill, at: first + turn * bill.everyDays * dayMs, usd: Math.round(bill.usd * random.between(0.97, 1.05) * 100) / 100 }))
  })
  return entries.filter(({ at }) => at < now).toSorted((a, b) => a.at - b.at).map(({ number, turn, bill, at, usd }) => ({
    id: `de3000${number}0-0000-4000-8000-${String(turn).padStart(12, '0')}`, name: bill.name, date: dayName(at), usd, category: bill.category,
  }))
}
