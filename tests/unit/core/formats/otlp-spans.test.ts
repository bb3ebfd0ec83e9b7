import { describe, expect, it } from 'vitest'
import format from '../../../../src/core/formats/otlp-spans'
import { linesOf } from '../../../fixtures/logs/lines'

const at = Date.UTC(2026, 10, 23, 10)
const nanos = `${at}000000`
const attributes = (values: Record<string, string | number>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } }))
const call = { 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-5', 'gen_ai.usage.input_tokens': 10, 'gen_ai.usage.output_tokens': 2 }
const span = (values: Record<string, string | number> = call, extra: object = {}) => ({ traceId: 't', spanId: 's', startTimeUnixNano: nanos, attributes: attributes(values), ...extra })
const read = (line: unknown) => format.read(line, {})

describe('OpenTelemetry spans', () => {
  it('are read from requests, resources and alone; the model calls among them, each once', () => {
    expect(linesOf('otlp-spans').map(read)).toMatchObject([
      [
        { at: at + 1000, call: { requestId: 'chatcmpl-1', model: 'gpt-5-2025-08-07', agent: 'triage-agent', serviceTier: 'flex', usage: { uncachedIn: 300, cacheRead: 600, cacheWrite5m: 100, reasoningOut: 20 } } },
        { call: { provider: 'anthropic', requestId: '5b8efff798038103d269b633813fc60c:eee19b7ec3c1b177', usage: { totalIn: 150, totalOut: 10 } } },
      ],
      [{ at: at + 4000, call: { provider: 'azure.ai.openai', agent: 'indexer', usage: { totalIn: 8 } } }],
      // What has no start has at least an end.
      [{ at: at + 6000, call: { usage: { totalIn: 5 } } }],
      [],
    ])
  })

  it.each(['invoke_agent', 'create_agent', 'invoke_workflow', 'plan', 'execute_tool'])('%s sums up what other spans tell', (operation) => {
    expect(read(span({ ...call, 'gen_ai.operation.name': operation }))).toEqual([])
  })

  it.each<[string, object, unknown]>([
    ['a span of something else', span({ 'http.request.method': 'GET' }), []],
    ['a call without a time', span(call, { startTimeUnixNano: '0' }), [{ unreadable: 'no-time' }]],
    ['a call without a model', span({ 'gen_ai.system': 'openai', 'gen_ai.usage.input_tokens': 1 }), [{ unreadable: 'no-model' }]],
    ['output alone', span({ 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-5', 'gen_ai.usage.output_tokens': 1 }), [{ unreadable: 'no-usage' }]],
    ['an empty request', { resourceSpans: [] }, []],
    ['no span at all', { spanId: 's' }, null],
  ])('%s', (_name, line, expected) => {
    expect(read(line)).toEqual(expected)
  })

  it('says of each call what it lacks', () => {
    const spans = [span({ 'gen_ai.usage.input_tokens': 1 }), span()]
    expect(read({ resourceSpans: [{ scopeSpans: [{ spans }] }] })).toMatchObject([{ unreadable: 'no-model' }, { call: { model: 'gpt-5' } }])
  })
})
