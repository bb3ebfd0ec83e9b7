import { answerIn, isOpenaiBody, writtenAt, type Answer } from '../costs/answers'
import { fieldsOf, isFields, listOf, parseTime, text, type Fields } from '../costs/log-fields'
import { llmRecord } from '../costs/llm-record'
import { providerOfModel } from '../costs/provider-names'
import { defineFormat, type ReadLine } from '../plugin'

/**
 * Bodies of OpenAI's API (chat, responses, embeddings, images, transcriptions) as they came: bare, in a line of the user's own (`response`,
 * `body`), or as output of a batch. Its many imitators answer alike; whose answer it is, the line's `provider` or the model's name tells.
 * What a body leaves out (images name no model, embeddings no time) is looked for in the line around it.
 */
export default defineFormat({
  id: 'openai-response',
  title: 'OpenAI API response',
  marks: ['object', 'usage', 'response', 'body', 'result', 'custom_id'],
  read(value) {
    const answer = answerIn(value, isOpenaiBody)
    if (!answer) return isFailedRequest(value) ? [] : null
    // An answer that is still being made, a piece of a stream before the last, a failure: nothing is billed without usage.
    if (!isFields(answer.body['usage'])) return []
    return callIn(answer)
  },
})

function callIn({ body, line }: Answer): ReadLine {
  const model = text(body['model']) ?? text(line['model'])
  const record = llmRecord({
    at: parseTime(body['created'] ?? body['created_at']) ?? writtenAt(line),
    provider: providerOf(body, line, model),
    model,
    usage: body['usage'],
    requestId: text(body['id']),
    job: text(line['job_id']),
    agent: text(line['agent']),
    serviceTier: text(body['service_tier']),
    batch: text(line['custom_id']) !== null,
  })
  if ('unreadable' in record) return record
  const { call } = record
  return { ...record, call: { ...call, usage: { ...call.usage, searches: call.usage.searches + searchesIn(body) } } }
}

/** OpenRouter's own `provider` names who computed for it. */
function providerOf(body: Fields, line: Fields, model: string | null): string {
  if (fieldsOf(body['usage'])['cost_details'] !== undefined || text(body['id'])?.startsWith('gen-')) return 'openrouter'
  return text(line['provider']) ?? providerOfModel(model ?? '') ?? 'openai'
}

/** Web searches are billed by the piece and not in `usage`; opening a page that was found is free. */
function searchesIn(body: Fields): number {
  const calls = listOf(body['output']).map(fieldsOf).filter(({ type }) => type === 'web_search_call')
  return calls.filter(({ action }) => (fieldsOf(action)['type'] ?? 'search') === 'search').length
}

/** A line of a batch's output or error file whose request failed. */
function isFailedRequest(value: unknown): boolean {
  const { custom_id, response, error } = fieldsOf(value)
  return text(custom_id) !== null && (isFields(error) || isFields(fieldsOf(fieldsOf(response)['body'])['error']))
}
