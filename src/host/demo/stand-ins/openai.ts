import { billedUsd, type BilledDay } from '../../../core/demo/bill'
import { good, type Answer, type Answering } from './answering'

const refused: Answer = { status: 401, body: { error: { message: 'Incorrect API key provided.', type: 'invalid_request_error', param: null, code: 'invalid_api_key' } } }
const missing: Answer = { status: 404, body: { error: { message: 'Unknown request URL.', type: 'invalid_request_error', param: null, code: null } } }
const daySeconds = 86_400

/** A made-up OpenAI organization that bills what the logs tell, and a little more; any key of the right form is let in. */
export const openaiAnswers = (billed: readonly BilledDay[]): Answering => {
  const own = billed.filter(({ model }) => model.startsWith('gpt-'))
  return ({ path, query, token }) => {
    if (!/^sk-[\w-]{8,}$/.test(token)) return refused
    if (path === '/v1/models') return good({ object: 'list', data: ['gpt-5', 'gpt-5-mini'].map((id) => ({ id, object: 'model', created: 1_754_000_000, owned_by: 'openai', shutdown_date: null })) })
    if (path === '/v1/organization/costs') return good(buckets(query, own, costOf))
    if (path === '/v1/organization/usage/completions') return good(buckets(query, own, usageOf))
    return missing
  }
}

/** Daily buckets, so many a page. */
function buckets(query: URLSearchParams, billed: readonly BilledDay[], resultOf: (day: BilledDay) => object) {
  const from = Math.floor(Number(query.get('start_time')) / daySeconds) * daySeconds
  const to = Number(query.get('end_time') ?? from + daySeconds)
  const starts = Array.from({ length: Math.max(0, Math.ceil((to - from) / daySeconds)) }, (_, day) => from + day * daySeconds)
  const first = Number(query.get('page') ?? 0)
  const end = first + Number(query.get('limit') ?? 7)
  const data = starts.slice(first, end).map((start) => ({
    object: 'bucket', start_time: start, end_time: start + daySeconds, results: billed.filter(({ day }) => day === start * 1000).map(resultOf),
  }))
  return { object: 'page', data, has_more: end < starts.length, next_page: end < starts.length ? String(end) : null }
}

const costOf = (day: BilledDay) => ({
  object: 'organization.costs.result', amount: { value: billedUsd(day), currency: 'usd' }, line_item: day.model, project_id: 'proj_demo', api_key_id: null, quantity: day.input + day.output, quantity_unit: 'tokens',
})

const usageOf = ({ model, requests, input, cached, output }: BilledDay) => ({
  object: 'organization.usage.completions.result', model, batch: false, service_tier: 'default', num_model_requests: requests, project_id: null, user_id: null, api_key_id: null,
  input_tokens: input, input_cached_tokens: cached, input_cache_write_tokens: 0, input_uncached_tokens: input - cached, output_tokens: output,
})
