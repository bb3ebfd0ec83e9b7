import { fieldsOf, isFields, listOf, parseTime, text, type Fields } from './log-fields'

/** The body of an API's answer and the line that holds it; one and the same when nothing is around it. */
export interface Answer {
  body: Fields
  line: Fields
}

/** What our own execution log is made of: such a line is told by its fields alone, whatever else it carries. */
export const executionEvents: readonly unknown[] = ['tick', 'job_started', 'job_finished', 'job_failed', 'self_heal', 'llm_call', 'charge', 'process_cpu']

/** The answer a line is, or holds as `response`, `body`, `response.body` or (a batch’s) `result.message`. */
export function answerIn(value: unknown, isBody: (fields: Fields) => boolean): Answer | null {
  if (!isFields(value) || executionEvents.includes(value['event'])) return null
  const places = [value, value['response'], value['body'], fieldsOf(value['response'])['body'], fieldsOf(value['result'])['message']]
  const body = places.find((place) => isFields(place) && isBody(place))
  return body === undefined ? null : { body: fieldsOf(body), line: value }
}

/** When whoever wrote the line says it was; else the date of the HTTP answer; UTC epoch ms. */
export function writtenAt(line: Fields): number | null {
  for (const name of ['ts', 'timestamp', 'created_at']) {
    const at = parseTime(line[name])
    if (at !== null) return at
  }
  const headers = fieldsOf(line['headers'] ?? fieldsOf(line['response'])['headers'])
  const date = Date.parse(text(headers['date'] ?? headers['Date']) ?? '')
  return Number.isNaN(date) ? null : date
}

const openaiObjects: readonly unknown[] = ['chat.completion', 'chat.completion.chunk', 'text_completion', 'response', 'realtime.response']

/** A body of OpenAI’s API, or of one that imitates it. */
export function isOpenaiBody(fields: Fields): boolean {
  if (openaiObjects.includes(fields['object'])) return true
  if (!isFields(fields['usage'])) return false
  const { object, data } = fields
  // Embeddings; images, which name neither their kind nor their model; transcriptions.
  if (object === 'list') return fieldsOf(listOf(data)[0])['object'] === 'embedding'
  return object === undefined && ((typeof fields['created'] === 'number' && Array.isArray(data)) || (typeof fields['text'] === 'string' && isFields(fields['usage'])))
}

/** A message of Anthropic’s API. */
export const isAnthropicBody = (fields: Fields): boolean => fields['type'] === 'message' && fields['role'] === 'assistant'
