/** What a line of OpenAI’s costs is for. */
export interface LineItem {
  model: string
  piece: Piece
  /** "standard", "batch", "flex", "priority", … */
  tier: string
  longContext: boolean
}

/** Pieces that are billed by the token. */
export const pieces = ['input', 'cachedInput', 'cacheWrite', 'output'] as const
export type Piece = (typeof pieces)[number]

/** How the pieces are called; seen in 2026, and with underscores in the client library’s own example. */
const names: Readonly<Record<string, Piece>> = {
  input: 'input',
  'input tokens': 'input',
  'cached input': 'cachedInput',
  'cached input tokens': 'cachedInput',
  'cache read': 'cachedInput',
  'cache reads': 'cachedInput',
  'cache write': 'cacheWrite',
  'cache writes': 'cacheWrite',
  'cache write tokens': 'cacheWrite',
  output: 'output',
  'output tokens': 'output',
}

const tiers: readonly string[] = ['batch', 'flex', 'priority', 'scale', 'fast', 'default', 'standard']

/**
 * "gpt-5-2025-08-07, cached input" or "priority | gpt-5.6-sol, output, long context" → what it is for; null for what no tokens of a
 * text model are billed by: "web search tool calls", "gpt-audio audio, input", storage, and names that aren’t known.
 */
export function parseLineItem(text: string): LineItem | null {
  const [, prefix, rest = ''] = /^(?:([^|]+?)\s*\|\s*)?([^|]+)$/.exec(text.trim().toLowerCase()) ?? []
  const [model = '', ...raw] = rest.split(',').map((part) => part.trim())
  const marks = raw.map((mark) => mark.replaceAll('_', ' '))
  const pieceNames = marks.filter((mark) => Object.hasOwn(names, mark))
  const others = marks.filter((mark) => !Object.hasOwn(names, mark))
  const tier = prefix ?? others.find((mark) => tiers.includes(mark)) ?? 'standard'
  const unknown = others.some((mark) => mark !== 'long context' && !tiers.includes(mark))
  if (pieceNames.length !== 1 || unknown || !tiers.includes(tier) || !/^\S+$/.test(model)) return null
  return { model, piece: names[pieceNames[0]!]!, tier: tier === 'default' ? 'standard' : tier, longContext: others.includes('long context') }
}

/** What a quantity is counted in → how many tokens one of it is; null where it isn’t tokens. Older answers name no unit. */
export const tokensPerUnit = (unit: string | null): number | null => (unit === null || unit === 'tokens' ? 1 : unit === '1000_tokens' ? 1000 : null)
