import { spendStep } from '../../core/history/resolution'
import { formatUsd, type Pico } from '../../core/costs/money'
import { periodAt, slotsOf, toWholeHours, type Span } from '../../core/costs/periods'
import type { TimelineQuestion, TimelineSpend } from '../../shared/timeline'
import type { Spending } from '../spending/spending'

/** What was spent hour by hour, day by day or week by week, as finely as bars can be seen; null when nothing is known of costs yet. */
export async function spendOf(spending: Spending, { from, to, width }: TimelineQuestion): Promise<TimelineSpend> {
  const { clock, settings } = spending.ports
  if (spending.summary() === null) return null
  const { zone } = settings().costs
  const step = spendStep(to - from, width)
  const until = Math.min(to, clock.now())
  if (until <= from) return { bars: [] }
  const span: Span = step === 'hour' ? toWholeHours({ from, to: until }, zone) : { from: periodAt(step, from, zone).from, to: periodAt(step, until - 1, zone).to }
  const question = spending.question(span, [step])
  const { rows } = await (step === 'hour' ? spending.askByHour(question) : spending.ask(question))
  const spent = new Map<string, Pico>(rows.map(({ key, pico }) => [key[step] ?? '', pico]))
  const slots = slotsOf(step, span, zone)
  const bars = slots.flatMap(({ name, at }, index) => {
    const pico = spent.get(name) ?? 0n
    return pico === 0n ? [] : [{ from: at, to: slots[index + 1]?.at ?? span.to, usd: formatUsd(pico) }]
  })
  return { bars }
}
