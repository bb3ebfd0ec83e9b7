import { isFields, parseTime, text, type Fields } from '../costs/log-fields'
import { llmRecord } from '../costs/llm-record'
import { defineFormat, type FileContext, type ReadLine } from '../plugin'

const kinds: readonly unknown[] = ['session_meta', 'turn_context', 'event_msg', 'response_item', 'compacted']

/**
 * Sessions of the Codex CLI (`~/.codex/sessions/…/rollout-*.jsonl`). The model is told once a turn, the tokens by `token_count` events:
 * `total_token_usage` so far and `last_token_usage` of the last request. They come again, unchanged, whenever something is drawn anew.
 * A fork begins with its parent's history under new times: a call is known by the session it began in and the total after it.
 */
export default defineFormat({
  id: 'codex',
  title: 'Codex CLI session',
  marks: ['payload'],
  usesContext: true,
  read(value, context) {
    if (!isFields(value) || !kinds.includes(value['type']) || !isFields(value['payload'])) return null
    const payload = value['payload']
    if (value['type'] === 'session_meta') noteSession(payload, context)
    const model = value['type'] === 'turn_context' ? text(payload['model']) : null
    if (model !== null) context['model'] = model
    const counted = value['type'] === 'event_msg' && payload['type'] === 'token_count' ? payload['info'] : null
    return isFields(counted) ? callIn(counted, parseTime(value['timestamp']), context) : []
  },
})

/** The first is the file's own; those after it are of the sessions whose history it repeats. The last of them began it. */
function noteSession({ id, forked_from_id, model_provider }: Fields, context: FileContext): void {
  context['root'] = text(forked_from_id) ?? text(id)
  context['provider'] ??= text(model_provider)
}

function callIn(info: Fields, at: number | null, context: FileContext): ReadLine {
  const total = countsOf(info['total_token_usage'])
  const before = isFields(context['total']) ? countsOf(context['total']) : null
  if (total && before && names.every((name) => total[name] === before[name])) return []
  if (total) context['total'] = { ...total }
  const usage = (total && before && stepFrom(before, total)) ?? (isFields(info['last_token_usage']) ? info['last_token_usage'] : total)
  return llmRecord({
    at,
    provider: text(context['provider']) ?? 'openai',
    model: text(info['model']) ?? text(context['model']),
    usage,
    requestId: total && `${text(context['root']) ?? ''}:${names.map((name) => total[name]).join('-')}`,
    agent: 'codex',
  })
}

/** The two totals, each before what is inside it. */
const names = ['input_tokens', 'cached_input_tokens', 'cache_write_input_tokens', 'output_tokens', 'reasoning_output_tokens'] as const
type Counts = Record<string, number>

const countsOf = (value: unknown): Counts | null => (isFields(value) ? byName((name) => (typeof value[name] === 'number' ? value[name] : 0)) : null)

/** What came to the total; null where it began anew. */
function stepFrom(before: Counts, total: Counts): Counts | null {
  const step = byName((name) => total[name]! - before[name]!)
  return Object.values(step).some((count) => count < 0) ? null : step
}

const byName = (count: (name: string) => number): Counts => Object.fromEntries(names.map((name) => [name, count(name)]))
