import { flag, type Series } from '../../batch'
import { buckets, type Bucket } from '../../usage'
import type { Codec } from '../careful'
import type { BatchColumns } from '../columns'
import { kind } from '../fields'
import type { Hash64 } from '../hash'
import { IdHasher } from '../ids'
import type { WantedPaths } from '../keys'
import type { Recogniser } from '../recogniser'
import { SeriesCache } from '../series-cache'
import { TimeReader } from '../time'
import type { Shape } from './shape'
import { beginsWith, countAt, holdsWord, isAscii, isNothing, isObjectOrNothing, isText, isWord } from './values'

const placeOf = (bucket: Bucket): number => buckets.indexOf(bucket)
const [uncachedIn, cacheRead, cacheWrite5m, cacheWrite1h, textOut, reasoningOut, searches] = (
  ['uncachedIn', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'textOut', 'reasoningOut', 'searches'] as const
).map(placeOf) as [number, number, number, number, number, number, number]

/** Objects of `usage` of which every key is known here. */
const closed = ['', '.cache_creation', '.output_tokens_details', '.server_tool_use']

/** Sessions of Claude Code, read from their bytes. What a line means is said by formats/claude-code.ts and the files it names. */
export class ClaudeCodeShape implements Shape {
  private readonly type: number
  private readonly session: number
  private readonly event: number
  private readonly time: number
  private readonly cost: number
  private readonly id: number
  private readonly model: number
  private readonly counts: Record<'input' | 'output' | 'written' | 'read' | 'fiveMinutes' | 'oneHour' | 'thinking' | 'searches', number>
  private readonly iterations: number
  private readonly cacheCreation: number
  private readonly outputDetails: number
  private readonly serverTools: number
  private readonly series: SeriesCache
  private readonly ids: IdHasher
  private readonly owner: Hash64
  private readonly times = new TimeReader()
  private readonly words: Record<'assistant' | 'progress' | 'ownId' | 'synthetic' | 'compaction' | 'advisor', Uint8Array>

  constructor(paths: WantedPaths, codec: Codec) {
    const usage = (name: string): number => paths.slotOf(`message.usage.${name}`)
    const word = (name: string): number => paths.wordOf(`message.usage.${name}`)
    this.type = paths.wordOf('type')
    this.session = paths.slotOf('sessionId')
    this.event = paths.wordOf('event')
    this.time = paths.slotOf('timestamp')
    this.cost = paths.slotOf('costUSD')
    this.id = paths.slotOf('message.id')
    this.model = paths.wordOf('message.model')
    this.iterations = usage('iterations')
    this.cacheCreation = usage('cache_creation')
    this.outputDetails = usage('output_tokens_details')
    this.serverTools = usage('server_tool_use')
    this.counts = {
      input: usage('input_tokens'),
      output: usage('output_tokens'),
      written: usage('cache_creation_input_tokens'),
      read: usage('cache_read_input_tokens'),
      fiveMinutes: usage('cache_creation.ephemeral_5m_input_tokens'),
      oneHour: usage('cache_creation.ephemeral_1h_input_tokens'),
      thinking: usage('output_tokens_details.thinking_tokens'),
      searches: usage('server_tool_use.web_search_requests'),
    }
    usage('server_tool_use.web_fetch_requests')
    for (const path of closed) paths.closed(`message.usage${path}`)
    this.series = new SeriesCache([this.model, word('service_tier'), word('speed'), word('inference_geo')], seriesOf, codec.decode)
    this.ids = new IdHasher(codec)
    this.owner = this.ids.ownerOf('anthropic')
    const { encode } = codec
    this.words = { assistant: encode('assistant'), progress: encode('progress'), ownId: encode('msg_'), synthetic: encode('<synthetic>'), compaction: encode('compaction'), advisor: encode('advisor_message') }
  }

  take(fields: Recogniser, columns: BatchColumns, line: number): boolean {
    if (fields.kindOf(this.event) !== kind.absent || !isText(fields, this.type) || isWord(fields, this.type, this.words.progress)) return false
    return (!isWord(fields, this.type, this.words.assistant) || this.isUsual(fields)) && this.takeAlike(fields, columns, line)
  }

  takeAlike(fields: Recogniser, columns: BatchColumns, line: number): boolean {
    if (!isText(fields, this.session)) return false
    // Any other line of a session tells of no call.
    if (isWord(fields, this.type, this.words.assistant) && !this.takeAnswer(fields, columns, line)) return false
    columns.met('claude-code')
    return true
  }

  private takeAnswer(fields: Recogniser, columns: BatchColumns, line: number): boolean {
    const { words } = this
    if (!beginsWith(fields, this.id, words.ownId) || !isAscii(fields, this.id) || !(isNothing(fields, this.iterations) || this.isOneSampling(fields))) return false
    const at = this.times.read(fields.view, fields.starts[this.time]!, fields.ends[this.time]!)
    return !Number.isNaN(at) && this.takeCounts(fields, columns, line, at)
  }

  /** Whether its fields are of the usual kinds: it tells of one call, by a model, and of no amount. */
  private isUsual(fields: Recogniser): boolean {
    return (
      fields.kindOf(this.time) === kind.text &&
      fields.kindOf(this.id) === kind.text &&
      isText(fields, this.model) &&
      !isWord(fields, this.model, this.words.synthetic) &&
      isNothing(fields, this.cost) &&
      isObjectOrNothing(fields, this.cacheCreation) &&
      isObjectOrNothing(fields, this.outputDetails) &&
      isObjectOrNothing(fields, this.serverTools)
    )
  }

  /** Whether nothing was sampled beside the answer. */
  private isOneSampling(fields: Recogniser): boolean {
    const { iterations, words } = this
    return fields.kindOf(iterations) === kind.array && !holdsWord(fields, iterations, words.compaction) && !holdsWord(fields, iterations, words.advisor)
  }

  private takeCounts(fields: Recogniser, columns: BatchColumns, line: number, at: number): boolean {
    const { counts } = this
    const input = fields.kindOf(counts.input) === kind.absent ? -1 : countAt(fields, counts.input)
    const output = countAt(fields, counts.output)
    const written = countAt(fields, counts.written)
    const read = countAt(fields, counts.read)
    const oneHour = countAt(fields, counts.oneHour)
    const told = countAt(fields, counts.fiveMinutes)
    const thinking = countAt(fields, counts.thinking)
    const searched = countAt(fields, counts.searches)
    if ((input | output | written | read | oneHour | told | thinking | searched) < 0) return false
    const series = this.series.find(fields, columns)
    if (series === -1) return false
    const fiveMinutes = Math.max(told, written - oneHour)
    const contradicts = (written > 0 && fiveMinutes + oneHour > written) || thinking > output
    const { low, high } = this.ids.bytes(this.owner, fields.view, fields.starts[this.id]!, fields.ends[this.id]!)
    const index = columns.addCall(at, low, high, contradicts ? flag.inconsistent : 0, series, input + read + fiveMinutes + oneHour, line) * buckets.length
    const { tokens } = columns
    tokens[index + uncachedIn] = input
    tokens[index + cacheRead] = read
    tokens[index + cacheWrite5m] = fiveMinutes
    tokens[index + cacheWrite1h] = oneHour
    tokens[index + textOut] = Math.max(0, output - thinking)
    tokens[index + reasoningOut] = thinking
    tokens[index + searches] = searched
    return true
  }
}

function seriesOf([model, tier, speed, place]: readonly (string | null)[]): Series {
  return {
    provider: 'anthropic',
    model: model!,
    serviceTier: speed === 'fast' ? 'fast' : tier?.toLowerCase() || null,
    batch: false,
    // Only a named place is priced otherwise.
    region: place === 'global' || place === 'not_available' ? null : place || null,
    job: null,
    agent: 'claude-code',
  }
}
