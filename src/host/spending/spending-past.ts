import { budgetsOf } from '../../core/costs/budgets'
import { toWholeHours, type Span } from '../../core/costs/periods'
import { learntHours } from '../../core/costs/projection'
import type { SpendingFacts } from '../../core/costs/spending-facts'
import { SpendingReplay, type SpendingMoment, type SpentHours } from '../../core/costs/spending-replay'
import type { Spending } from './spending'
import { loggedHours, paidHours } from './spending-hours'

const hourMs = 3_600_000
/** So many hours are asked for at once: more rows would keep others waiting. */
const pieceHours = 24

/**
 * How money stood at the end of each whole hour: of the six weeks before the span, in which habits are learnt and incidents may
 * begin, and of the span as far as it has passed; from the first cost on. Only what `part` needs is added up.
 * `onProgress` is told 0–1.
 */
export async function* pastSpending(part: keyof SpendingFacts, { from, to }: Span, spending: Spending, onProgress: (part: number) => void): AsyncGenerator<SpendingMoment> {
  const { clock, settings } = spending.ports
  const { zone } = settings().costs
  const replay = new SpendingReplay(zone)
  const ends = Math.min(to, clock.now() + 1)
  const whole = toWholeHours({ from: from - learntHours * hourMs, to: ends }, zone)
  for (const piece of piecesOf(whole, zone)) {
    const spent = await spentHours(part, piece, spending)
    for (let at = piece.from + hourMs; at <= piece.to && at < ends; at += hourMs) {
      const moment = replay.next(spent, at)
      if (moment) yield moment
    }
    onProgress((piece.to - whole.from) / (whole.to - whole.from))
  }
}

function* piecesOf({ from, to }: Span, zone: string): Generator<Span> {
  for (let start = from; start < to; ) {
    const piece = toWholeHours({ from: start, to: Math.min(start + pieceHours * hourMs, to) }, zone)
    yield piece
    start = piece.to
  }
}

async function spentHours(part: keyof SpendingFacts, span: Span, spending: Spending): Promise<SpentHours> {
  if (part === 'alarms') return { logged: await loggedHours(spending, span), budgets: [] }
  const budgets = budgetsOf(spending.ports.settings().costs)
  return { logged: [], budgets: await Promise.all(budgets.map(async (budget) => ({ budget, hours: await paidHours(spending, budget, span) }))) }
}
