import type { z } from 'zod'
import type { CallRow, Dimension } from '../../core/costs/question'
import { viewSpan } from '../../core/costs/view'
import type { callsQuestion, CallsView } from '../../shared/costs'
import { buckets } from '../../core/costs/usage'
import type { Spending } from './spending'

/** What a list can be looked through. */
const most = 500

/** The calls behind a sum, newest first. */
export async function callsOf(spending: Spending, { span, where }: z.infer<typeof callsQuestion>): Promise<CallsView> {
  const { book, clock, settings } = spending.ports
  const { from, to } = viewSpan({ span, by: 'kind' }, clock.now(), settings().costs.zone)
  const { rows, more } = await book.calls(spending.question({ from, to }, [], where as Partial<Record<Dimension, string>>), most)
  return { rows: rows.map(callView), more }
}

const isOutput = (bucket: string): boolean => bucket.endsWith('Out')

function callView({ tokens, ...call }: CallRow): CallsView['rows'][number] {
  const counted = buckets.filter((bucket) => bucket !== 'searches')
  const sum = (of: readonly (typeof buckets)[number][]): number => of.reduce((all, bucket) => all + tokens[bucket], 0)
  const { at, provider, model, job, agent, serviceTier, usd, grade, requestId, path, line } = call
  return { at, provider, model, job, agent, serviceTier, tokensIn: sum(counted.filter((bucket) => !isOutput(bucket))), tokensCached: tokens.cacheRead, tokensOut: sum(counted.filter(isOutput)), usd, grade, requestId, path, line }
}
