import { flag, type Series } from '../../batch'
import { buckets, normaliseUsage, type TokenUsage } from '../../usage'
import type { Codec } from '../careful'
import type { BatchColumns } from '../columns'
import { kind, type FieldScanner } from '../fields'
import { IdHasher } from '../ids'
import type { WantedPaths } from '../keys'
import type { Recogniser } from '../recogniser'
import { SeriesCache } from '../series-cache'
import { TimeReader } from '../time'
import type { Shape } from './shape'
import { isAscii, isNothing, isText, isWord } from './values'

/** What `usage` of an `llm_call` usually holds; one with anything else is looked at carefully. */
const usageKeys = {
  input_tokens: {},
  output_tokens: {},
  prompt_tokens: {},
  completion_tokens: {},
  total_tokens: {},
  cache_read_input_tokens: {},
  cache_creation_input_tokens: {},
  input_tokens_details: { cached_tokens: {} },
  output_tokens_details: { reasoning_tokens: {} },
  prompt_tokens_details: { cached_tokens: {} },
  completion_tokens_details: { reasoning_tokens: {} },
}

/** A key and where its value is noted; with the keys inside, if it is an object. */
interface Part {
  name: string
  slot: number
  inside: readonly Part[]
}

interface Keys {
  [name: string]: Keys
}

/** Model calls of our own execution log. What they mean is said by formats/execution-log.ts and the files it names. */
export class ExecutionLogShape implements Shape {
  private readonly slots: Record<'event' | 'ts' | 'request_id' | 'cost_usd' | 'batch' | 'usage' | 'provider' | 'model', number>
  private readonly usage: readonly Part[]
  private readonly series: SeriesCache
  private readonly ids: IdHasher
  private readonly times = new TimeReader()
  private readonly llmCall: Uint8Array

  constructor(paths: WantedPaths, codec: Codec) {
    const at = (path: string): number => paths.slotOf(path)
    const word = (path: string): number => paths.wordOf(path)
    this.slots = { event: word('event'), ts: at('ts'), request_id: at('request_id'), cost_usd: at('cost_usd'), batch: at('batch'), usage: at('usage'), provider: word('provider'), model: word('model') }
    this.usage = partsOf(paths, 'usage', usageKeys)
    this.series = new SeriesCache(['provider', 'model', 'service_tier', 'region', 'job_id', 'agent'].map(word), seriesOf, codec.decode)
    this.ids = new IdHasher(codec)
    this.llmCall = codec.encode('llm_call')
  }

  take(fields: Recogniser, columns: BatchColumns, line: number): boolean {
    return isWord(fields, this.slots.event, this.llmCall) && this.isUsual(fields) && this.takeAlike(fields, columns, line)
  }

  takeAlike(fields: Recogniser, columns: BatchColumns, line: number): boolean {
    const { slots } = this
    if (!isText(fields, slots.request_id) || !isAscii(fields, slots.request_id)) return false
    const at = this.times.read(fields.view, fields.starts[slots.ts]!, fields.ends[slots.ts]!)
    const series = Number.isNaN(at) ? -1 : this.series.find(fields, columns)
    return series !== -1 && this.takeCall(fields, columns, line, at, series)
  }

  /** Whether its fields are of the usual kinds: it says who was asked, and tells of no amount. */
  private isUsual(fields: Recogniser): boolean {
    const { slots } = this
    return (
      isText(fields, slots.provider) &&
      isText(fields, slots.model) &&
      fields.kindOf(slots.ts) === kind.text &&
      fields.kindOf(slots.request_id) === kind.text &&
      isNothing(fields, slots.cost_usd) &&
      fields.kindOf(slots.batch) !== kind.true &&
      fields.kindOf(slots.usage) === kind.object
    )
  }

  private takeCall(fields: Recogniser, columns: BatchColumns, line: number, at: number, series: number): boolean {
    const { provider } = columns.seriesAt(series)
    const counts = objectOf(fields, this.usage)
    const usage = counts && normaliseUsage(provider, counts)
    if (!usage) return false
    const { request_id: id } = this.slots
    const { low, high } = this.ids.bytes(this.ids.ownerOf(provider), fields.view, fields.starts[id]!, fields.ends[id]!)
    const index = columns.addCall(at, low, high, usage.inconsistent ? flag.inconsistent : 0, series, usage.totalIn, line)
    writeTokens(columns.tokens, index, usage)
    columns.met('execution-log')
    return true
  }
}

function writeTokens(tokens: Uint32Array, index: number, usage: TokenUsage): void {
  for (let place = 0; place < buckets.length; place++) tokens[index * buckets.length + place] = usage[buckets[place]!]
}

function partsOf(paths: WantedPaths, within: string, keys: Keys): Part[] {
  paths.closed(within)
  return Object.entries(keys).map(([name, inside]) => {
    const path = `${within}.${name}`
    const hasInside = Object.keys(inside).length > 0
    return { name, slot: paths.slotOf(path), inside: hasInside ? partsOf(paths, path, inside) : [] }
  })
}

/** The noted values as JSON.parse would give them; null when there is one that wants a careful look. */
function objectOf(fields: FieldScanner, parts: readonly Part[]): Record<string, unknown> | null {
  const values: Record<string, unknown> = {}
  for (const { name, slot, inside } of parts) {
    const is = fields.kindOf(slot)
    if (is === kind.absent) continue
    const value = is === kind.whole ? fields.values[slot]! : is === kind.object && inside.length > 0 ? objectOf(fields, inside) : null
    if (value === null) return null
    values[name] = value
  }
  return values
}

function seriesOf([provider, model, tier, region, job, agent]: readonly (string | null)[]): Series {
  return { provider: provider!.toLowerCase(), model: model!, serviceTier: tier || null, batch: false, region: region || null, job: job || null, agent: agent || null }
}
