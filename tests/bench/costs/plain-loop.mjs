// What anyone would write: reads each line of a folder's sessions by JSON.parse, keeps the most complete telling of each message, adds up its tokens.
import fs from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

const folder = process.argv[2] ?? ''
/** @type {Map<string, { model: string, tokens: number }>} */
const calls = new Map()

for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.jsonl')) continue
  for await (const line of createInterface({ input: fs.createReadStream(path.join(folder, name), { highWaterMark: 1024 * 1024 }) })) take(JSON.parse(line))
}

/** @param {{ type: string, requestId: string, message?: { id: string, model: string, usage?: Record<string, number> } }} line */
function take({ type, message }) {
  const usage = message?.usage
  if (type !== 'assistant' || !message || !usage) return
  const tokens = (usage['input_tokens'] ?? 0) + (usage['output_tokens'] ?? 0) + (usage['cache_creation_input_tokens'] ?? 0) + (usage['cache_read_input_tokens'] ?? 0)
  const before = calls.get(message.id)
  if (!before || before.tokens < tokens) calls.set(message.id, { model: message.model, tokens })
}

/** @type {Record<string, number>} */
const sums = {}
for (const { model, tokens } of calls.values()) sums[model] = (sums[model] ?? 0) + tokens
process.stdout.write(`${JSON.stringify(sums)}\n`)
