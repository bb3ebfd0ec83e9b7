import { anthropicCalls } from '../costs/anthropic-calls'
import { answerIn, isAnthropicBody, writtenAt } from '../costs/answers'
import { fieldsOf, isFields, text } from '../costs/log-fields'
import { defineFormat } from '../plugin'

/** How a request of a message batch can end without having cost anything. */
const unbilled: readonly unknown[] = ['errored', 'canceled', 'expired']

/**
 * Messages of Anthropic's API as they came: bare, in a line of the user's own (`response`, `body`), or as results of a message batch. A
 * message doesn't hold its time: it is `ts`, `timestamp` or `created_at` beside it, or the `date` of its HTTP headers.
 */
export default defineFormat({
  id: 'anthropic-response',
  title: 'Anthropic API response',
  marks: ['role', 'response', 'body', 'result'],
  read(value) {
    const answer = answerIn(value, isAnthropicBody)
    if (!answer) return isUnbilledResult(value) ? [] : null
    const { body, line } = answer
    return anthropicCalls(body, {
      at: writtenAt(line),
      requestId: text(body['id']),
      job: text(line['job_id']),
      agent: text(line['agent']),
      batch: isFields(line['result']),
    })
  },
})

const isUnbilledResult = (value: unknown): boolean => text(fieldsOf(value)['custom_id']) !== null && unbilled.includes(fieldsOf(fieldsOf(value)['result'])['type'])
