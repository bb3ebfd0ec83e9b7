import { anthropicCalls } from '../costs/anthropic-calls'
import { fieldsOf, isFields, parseTime, text, type Fields } from '../costs/log-fields'
import { defineFormat, type ReadLine } from '../plugin'

/**
 * Sessions of Claude Code (`~/.claude/projects/…/*.jsonl`). A line is ours when it has no `event`, `type` is a text, and either `sessionId` is a
 * text or it is an "assistant" with an object `message.usage`. Of these count, and nothing else:
 *
 * - `type` "assistant": `timestamp`, `sessionId`, `requestId`, `costUSD`, and of the object `message` `id`, `model`, `usage`;
 * - `type` "progress" with `data.message.type` "assistant" (what a subagent did): the same fields of `data.message`, the line's
 *   `timestamp` where that has none, and the line's `sessionId`.
 *
 * Every other line of a session is an empty list: ours, and tells of no call. So is a message of the model "<synthetic>", which no model
 * wrote. What the fields of `usage` mean is told by costs/anthropic-calls.ts, costs/llm-record.ts and costs/usage.ts.
 */
export default defineFormat({
  id: 'claude-code',
  title: 'Claude Code session',
  marks: ['sessionId', 'message.usage'],
  read(value) {
    if (!isFields(value) || value['event'] !== undefined || text(value['type']) === null) return null
    const assistant = value['type'] === 'assistant'
    if (text(value['sessionId']) === null && !(assistant && isFields(fieldsOf(value['message'])['usage']))) return null
    if (assistant) return callsOf(value, value)
    const told = value['type'] === 'progress' ? fieldsOf(fieldsOf(value['data'])['message']) : {}
    return told['type'] === 'assistant' ? callsOf(told, value) : []
  },
})

function callsOf(told: Fields, line: Fields): ReadLine {
  const message = told['message']
  if (!isFields(message) || message['model'] === '<synthetic>') return []
  const at = parseTime(told['timestamp']) ?? parseTime(line['timestamp'])
  const requestId = identityOf(text(message['id']), text(told['requestId']), `${text(line['sessionId']) ?? ''}:${at}`)
  return anthropicCalls(message, { at, requestId, agent: 'claude-code', costUsd: told['costUSD'] })
}

/**
 * Anthropic's own ids are unique, and sessions repeat each other's messages under new request ids: the message's id alone is right.
 * Relays may give every answer the same id; there it takes the request, or the session and the time.
 */
function identityOf(id: string | null, request: string | null, moment: string): string | null {
  if (id === null || id.startsWith('msg_')) return id ?? request
  return `${id}:${request ?? moment}`
}
