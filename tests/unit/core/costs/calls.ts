import type { Factor, PriceTable, Rate, Rates } from '../../../../src/core/costs/prices-table'
import type { LlmCall } from '../../../../src/core/costs/record'
import { noTokens, type TokenUsage } from '../../../../src/core/costs/usage'

/** $ per million tokens → pico dollars per token. */
export const perMillion = (usd: number): number => Math.round(usd * 1e6)

export const flat = (usd: number): Rate => ({ base: perMillion(usd) })

export const tiered = (base: number, above: number, rate: number): Rate => ({ base: perMillion(base), steps: [{ above, rate: perMillion(rate) }] })

export const rates = (input: number, output: number, extra: Partial<Rates> = {}): Rates => ({ input: flat(input), output: flat(output), ...extra })

const always = { from: null, to: null }
const tokens = ['input', 'cacheRead', 'cacheWrite', 'output'] as const

/** A factor of the hand-made table’s provider. */
export const factorOf = (times: string, extra: Partial<Factor> = {}): Factor => ({ provider: 'openai', rates: [...tokens], times, ...always, ...extra })

/** Small, and by hand: every sum in these tests can be done in the head. */
export const table: PriceTable = {
  source: 'by hand',
  version: '1',
  sha256: '',
  factors: [factorOf('0.5', { tier: 'batch' }), factorOf('0.5', { tier: 'flex' })],
  providers: {
    openai: {
      match: { contains: 'openai' },
      models: [
        { id: 'plain', match: { starts_with: 'plain' }, epochs: [{ from: null, rates: rates(2, 10, { cacheRead: flat(0.5), cacheWrite: flat(2.5), webSearch: { base: 10_000_000_000 } }) }] },
        { id: 'plain-mini', match: { equals: 'plain-mini' }, epochs: [{ from: null, rates: rates(1, 5) }] },
        {
          id: 'cliff',
          match: { equals: 'cliff' },
          epochs: [{ from: null, rates: { input: tiered(1, 200_000, 2), cacheRead: tiered(0.1, 200_000, 0.2), output: tiered(4, 200_000, 6) } }],
        },
        {
          id: 'changing',
          match: { equals: 'changing' },
          epochs: [
            { from: null, rates: rates(4, 4) },
            { from: '2026-08-21', rates: rates(2, 2) },
            { from: '2027-01-01', rates: rates(8, 8) },
          ],
        },
        {
          // A threshold that was given up by date.
          id: 'levelled',
          match: { equals: 'levelled' },
          epochs: [
            { from: null, rates: { input: tiered(1, 200_000, 2), output: tiered(4, 200_000, 6) } },
            { from: '2026-03-13', rates: rates(1, 4) },
          ],
        },
        { id: 'embedding', match: { equals: 'embedding' }, epochs: [{ from: null, rates: { input: flat(0.02) } }] },
        { id: 'no-input', match: { equals: 'no-input' }, epochs: [{ from: null, rates: { output: flat(1) } }] },
      ],
    },
    'x-ai': { models: [{ id: 'grok', match: { contains: 'grok' }, epochs: [{ from: null, rates: rates(3, 15) }] }] },
    google: { models: [{ id: 'gemini', match: { regex: '^gemini-\\d' }, epochs: [{ from: null, rates: rates(1, 1) }] }] },
  },
}

export const usageOf = (part: Partial<TokenUsage>): TokenUsage => {
  const { uncachedIn = 0, cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0, audioIn = 0, imageIn = 0, textOut = 0, audioOut = 0, reasoningOut = 0 } = part
  return {
    ...noTokens,
    totalIn: uncachedIn + cacheRead + cacheWrite5m + cacheWrite1h + audioIn + imageIn,
    totalOut: textOut + audioOut + reasoningOut,
    ...part,
  }
}

export const callOf = ({ usage, ...extra }: Partial<Omit<LlmCall, 'usage'>> & { usage?: Partial<TokenUsage> } = {}): LlmCall => ({
  provider: 'openai',
  model: 'plain',
  usage: usageOf(usage ?? { uncachedIn: 1000, textOut: 100 }),
  requestId: null,
  job: null,
  agent: null,
  serviceTier: null,
  batch: false,
  reportedUsd: null,
  ...extra,
})
