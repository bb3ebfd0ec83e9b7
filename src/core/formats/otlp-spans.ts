import { fieldsOf, isFields, listOf, text, textOf, type Fields } from '../costs/log-fields'
import { llmRecord, type LlmRecord } from '../costs/llm-record'
import { defineFormat, type Unreadable } from '../plugin'

/** Spans that sum up what other spans tell already. */
const summaries: readonly unknown[] = ['invoke_agent', 'create_agent', 'invoke_workflow', 'plan', 'execute_tool']

/**
 * OpenTelemetry traces as OTLP/JSON: an export request a line (as the Collector's file exporter writes them), one of its `resourceSpans`, or a
 * single span. Model calls are the spans with `gen_ai.usage.*`; one traced twice, by a framework and by a client, has one response id.
 */
export default defineFormat({
  id: 'otlp-spans',
  title: 'OpenTelemetry spans',
  marks: ['resourceSpans', 'scopeSpans', 'traceId'],
  read(value) {
    if (!isFields(value)) return null
    if (Array.isArray(value['resourceSpans'])) return value['resourceSpans'].flatMap(callsOfResource)
    if (Array.isArray(value['scopeSpans'])) return callsOfResource(value)
    return text(value['traceId']) === null || text(value['spanId']) === null ? null : callOf(value, null)
  },
})

function callsOfResource(value: unknown): (LlmRecord | Unreadable)[] {
  const resource = fieldsOf(value)
  const service = text(attributesOf(fieldsOf(resource['resource']))['service.name'])
  return listOf(resource['scopeSpans']).flatMap((scope) => listOf(fieldsOf(scope)['spans']).flatMap((span) => callOf(fieldsOf(span), service)))
}

function callOf(span: Fields, service: string | null): (LlmRecord | Unreadable)[] {
  const attributes = attributesOf(span)
  const hasUsage = Object.keys(attributes).some((name) => name.startsWith('gen_ai.usage.'))
  if (!hasUsage || summaries.includes(attributes['gen_ai.operation.name'])) return []
  const told = {
    // Prices are those at the time of the request.
    at: nanoTime(span['startTimeUnixNano']) ?? nanoTime(span['endTimeUnixNano']),
    provider: textOf(attributes, 'gen_ai.provider.name', 'gen_ai.system'),
    model: textOf(attributes, 'gen_ai.response.model', 'gen_ai.request.model'),
    usage: attributes,
    requestId: text(attributes['gen_ai.response.id']) ?? `${text(span['traceId'])}:${text(span['spanId'])}`,
    agent: text(attributes['gen_ai.agent.name']) ?? service,
    serviceTier: textOf(attributes, 'openai.response.service_tier', 'gen_ai.openai.response.service_tier'),
  }
  return [llmRecord(told)]
}

/** OTLP's list of keys and values as one object. */
function attributesOf(holder: Fields): Fields {
  return Object.fromEntries(listOf(holder['attributes']).map((entry) => [String(fieldsOf(entry)['key']), plain(fieldsOf(fieldsOf(entry)['value']))]))
}

/** Whole numbers are strings in OTLP/JSON, since they may have 64 bits. */
function plain(value: Fields): unknown {
  const { intValue, doubleValue, stringValue } = value
  return intValue === undefined ? (doubleValue ?? stringValue) : Number(intValue)
}

const nanoTime = (value: unknown): number | null => {
  const nanos = typeof value === 'string' ? Number(value) : value
  return typeof nanos === 'number' && Number.isFinite(nanos) && nanos > 0 ? Math.floor(nanos / 1e6) : null
}
