import { fieldsOf, isFields, parseTime, text, textOf, type Fields } from '../costs/log-fields'
import { llmRecord, type LlmRecord } from '../costs/llm-record'
import { providerOfModel } from '../costs/provider-names'
import { defineFormat, type ReadLine, type Unreadable } from '../plugin'

/**
 * Spend logs of the LiteLLM proxy: rows of its table as JSON, one a line, or as its API answers them (a list, or `data` with one). `spend` is
 * in dollars, and what it says counts; an answer from its own cache cost nothing.
 */
export default defineFormat({
  id: 'litellm-spend',
  title: 'LiteLLM spend log',
  marks: ['spend', 'data'],
  read(value) {
    if (isRow(value)) return callsIn([value])
    const rows = Array.isArray(value) ? value : fieldsOf(value)['data']
    return Array.isArray(rows) && rows.length > 0 && rows.every(isRow) ? callsIn(rows) : null
  },
})

const isRow = (value: unknown): value is Fields => isFields(value) && text(value['request_id']) !== null && value['spend'] !== undefined && value['startTime'] !== undefined

const callsIn = (rows: readonly Fields[]): ReadLine => rows.filter((row) => !failed(row)).map(callIn)

/** A request that failed used nothing. */
const failed = (row: Fields): boolean => row['spend'] === 0 && (row['status'] ?? metadataOf(row)['status']) === 'failure'

function callIn(row: Fields): LlmRecord | Unreadable {
  const metadata = metadataOf(row)
  const model = text(row['model'])
  return llmRecord({
    at: parseTime(row['startTime']) ?? parseTime(row['endTime']),
    provider: text(row['custom_llm_provider']) ?? providerOfModel(model ?? '') ?? 'litellm',
    model,
    usage: isFields(metadata['usage_object']) ? metadata['usage_object'] : row,
    requestId: text(row['request_id']),
    agent: textOf(metadata, 'user_api_key_team_alias', 'user_api_key_alias') ?? textOf(row, 'team_id', 'user'),
    costUsd: row['spend'],
  })
}

/** An object, or its JSON as a text, by how the row was exported. */
function metadataOf({ metadata }: Fields): Fields {
  if (typeof metadata !== 'string') return fieldsOf(metadata)
  try {
    return fieldsOf(JSON.parse(metadata))
  } catch {
    return {}
  }
}
