import type { CostsView } from '../../../shared/costs'
import { dollarParts, dollars, exact, pico } from '../../parts/money'
import { texts } from '../../texts'

export interface BridgeStep {
  title: string
  /** Signed for a cause, plain for both ends. */
  amount: string
  words: string | null
  /** Its bar, 0 to 1 of the scale. */
  from: number
  to: number
}

const words = texts.costsPage.bridge

const signed = (usd: string, shown: string): string => (pico(usd) > 0n ? `+${shown}` : shown)

/** From what was billed to what we say, cause by cause; the shown figures add up. */
export function bridgeSteps({ provider, ours, billed, difference, parts }: CostsView['bridge'][number]): BridgeStep[] {
  const shown = dollarParts(difference, parts.map(({ usd }) => usd)).parts
  let at = pico(billed)
  const moves = parts.map(({ cause, usd, words: why }, index) => {
    const from = at
    at += pico(usd)
    return { title: words.causes[cause], amount: signed(usd, shown[index]!), words: why, from: exact(from), to: exact(at) }
  })
  const all = [
    { title: words.billed(provider), amount: dollars(billed), words: null, from: '0', to: billed },
    ...moves,
    { title: words.ours, amount: dollars(ours), words: null, from: '0', to: ours },
  ]
  const top = Math.max(...all.map(({ from, to }) => Math.max(Number(from), Number(to))), Number.MIN_VALUE)
  return all.map(({ from, to, ...step }) => ({ ...step, from: Math.min(Number(from), Number(to)) / top, to: Math.max(Number(from), Number(to)) / top }))
}
