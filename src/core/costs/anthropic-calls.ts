import type { ReadLine, Unreadable } from '../plugin'
import { fieldsOf, listOf, text, type Fields } from './log-fields'
import { llmRecord, type LlmRecord, type Told } from './llm-record'

/** What a message doesn’t hold itself. */
type Around = Pick<Told, 'at' | 'requestId'> & Partial<Told>

/** Sampling beside the answer, which the totals of `usage` leave out: a summary of what came before, and advice asked of another model. */
const besides: readonly unknown[] = ['compaction', 'advisor_message']

/**
 * The calls one message of Anthropic's API was: the answer and, where `usage.iterations` tells of them, what was sampled beside it, each a call
 * with an id of its own, since tiers go by the request. What counts of the message: `model`, `usage`; of each such iteration: `type`, `model`
 * (the message's where it has none) and its counts. An amount of dollars is for all of it.
 */
export function anthropicCalls(message: Fields, around: Around): ReadLine {
  const told: Told = { provider: 'anthropic', model: text(message['model']), usage: message['usage'], ...around }
  const answer = llmRecord(told)
  const beside = listOf(fieldsOf(message['usage'])['iterations']).map(fieldsOf).filter(({ type }) => besides.includes(type))
  if ('unreadable' in answer || answer.call.reportedUsd !== null || beside.length === 0) return answer
  return [answer, ...beside.map((usage, index) => sampled(told, answer, usage, index + 1))]
}

function sampled(told: Told, { call }: LlmRecord, usage: Fields, place: number): LlmRecord | Unreadable {
  const { serviceTier, region } = call
  const requestId = told.requestId && `${told.requestId}#${place}`
  return llmRecord({ ...told, model: text(usage['model']) ?? told.model, usage, requestId, serviceTier, region: region ?? null })
}
