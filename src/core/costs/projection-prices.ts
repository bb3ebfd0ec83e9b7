import type { CostsView } from '../../shared/costs'
import { percent } from '../../shared/format'
import type { Pico } from './money'
import { dayName } from './periods'
import { priceGroup, type PriceTable } from './prices'
import { priceChanges } from './prices-changes'
import type { PriceStep } from './projection'
import type { AnswerRow } from './question'
import { sumOf } from './report-sums'

export interface Announced {
  steps: PriceStep[]
  views: NonNullable<CostsView['forecast']>['priceChanges']
}

/** What the tokens of a row would cost at a moment; null where that isn’t known. */
function costAt(table: PriceTable, { key, tokens, calls }: AnswerRow, at: number): Pico | null {
  const { provider = '', model = '' } = key
  return priceGroup(table, { provider, model, serviceTier: null, batch: false, region: null, step: 0, at, tokens, calls, inconsistent: false }).pico
}

/**
 * Announced price changes of the models in use, between now and `to`, weighed by what they were used for. `used`: calls of the last weeks, split by
 * provider and model; `whole`: what everything cost in the same time.
 */
export function announcedPrices(table: PriceTable, used: readonly AnswerRow[], whole: Pico, now: number, to: number): Announced {
  const models = used.map(({ key }) => ({ provider: key.provider ?? '', model: key.model ?? '' }))
  const announced: Announced = { steps: [], views: [] }
  for (const { at, provider, model } of priceChanges(table, models, now, to)) {
    const mix = sumOf(used.filter(({ key }) => key.provider === provider && key.model === model))
    const row = { ...mix, key: { provider, model } }
    const [before, after] = [costAt(table, row, at - 1), costAt(table, row, at)]
    if (!before || after === null || before === after || whole <= 0n) continue
    const times = Number(after) / Number(before)
    announced.steps.push({ at, ratio: 1 + (times - 1) * (Number(mix.pico) / Number(whole)) })
    announced.views.push({ from: dayName(at), model, words: `${model} gets ${percent(Math.abs(times - 1) * 100)} ${times > 1 ? 'dearer' : 'cheaper'} on ${dayName(at)}, by what it is used for here.` })
  }
  return announced
}
