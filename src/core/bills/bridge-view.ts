import type { BridgeView } from '../../shared/costs'
import { formatUsd, type Pico } from '../costs/money'
import type { Span } from '../costs/periods'
import { causes, type Bridge, type Cause } from './bridge'

/** [when our figure is higher, when it is lower, when it is the same]. */
const words: Readonly<Record<Exclude<Cause, 'day-boundary'>, readonly [string, string, string]>> = {
  'not-in-our-logs': ['Calls that the bill doesn’t have: of another account, or not billed yet.', 'Billed calls and tools that no log read here tells of.', 'Both sides have the same calls.'],
  rate: ['We reckon with a higher price than was billed: check the price table and agreed discounts.', 'More was billed per token than our price table says.', 'Prices agree.'],
  mix: ['More was billed as cached, batch or flex than our figure has.', 'Less was billed as cached, batch or flex than our figure has, or more as priority or long context.', 'Cached, batch, flex and priority tokens agree.'],
}

const signOf = (value: Pico): 0 | 1 | 2 => (value > 0n ? 0 : value < 0n ? 1 : 2)

function wordsOf(cause: Cause, { parts, moved, unknown }: Bridge): string {
  if (cause === 'day-boundary') return moved === 0n ? 'Nothing is counted to another day.' : `Calls worth $${formatUsd(moved)} are counted to the day before or after; that evens out.`
  const said = words[cause][signOf(parts[cause])]
  const names = cause === 'not-in-our-logs' ? unknown.map(({ lineItem }) => lineItem || 'unnamed') : []
  return names.length > 0 ? `${said} On the bill alone: ${names.slice(0, 5).join('; ')}${names.length > 5 ? ' and more' : ''}.` : said
}

/** As the Costs page shows it. */
export const bridgeView = (bridge: Bridge, provider: string, { from, to }: Span): BridgeView => ({
  provider,
  from,
  to,
  ours: formatUsd(bridge.ours),
  billed: formatUsd(bridge.billed),
  difference: formatUsd(bridge.difference),
  parts: causes.map((cause) => ({ cause, usd: formatUsd(bridge.parts[cause]), words: wordsOf(cause, bridge) })),
})
