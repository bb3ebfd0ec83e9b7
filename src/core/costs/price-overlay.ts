import { z } from 'zod'
import { isFields, placeOf, rightValue, wordsOf, type Problem } from '../config-problems'
import { atMost, parseFraction } from './fraction'
import { pieceRates, rateNames, tokenRates, type RateName } from './prices-table'

/** Both 2.5 and "2.5": people write either. */
const figure = z.union([z.number(), z.string()], 'a decimal such as "2.5"').transform(String)
const perMillion = figure.pipe(z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, 'dollars per million tokens, at most six decimals, such as "2.5"'))
const each = figure.pipe(z.string().regex(/^\d{1,3}(\.\d{1,12})?$/, 'dollars for one, such as "0.01"'))
const multiplier = figure.pipe(z.string().refine((text) => parseFraction(text) !== null, 'a multiplier such as "0.9" or "5/3"'))

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
const day = z.string().refine(isDay, 'a day such as "2026-11-23"').nullable().default(null)

const provider = z.string().trim().min(1).max(60).toLowerCase()
/** A model’s name; with a * at its end every model whose name begins so. */
const modelName = z.string().trim().min(1).max(120).toLowerCase()

const shared = {
  provider,
  /** From 00:00 UTC of this day; from the beginning when null. */
  from: day,
  /** Until 00:00 UTC of this day; without end when null. */
  to: day,
  /** Where the figure is from. */
  source: z.string().trim().min(1).max(500),
}

const inOrder = ({ from, to }: { from: string | null; to: string | null }): boolean => from === null || to === null || from < to
const notInOrder = { path: ['to'], message: 'a day after “from”' }

/** A multiplier of listed rates: a discount, a service tier, a region. */
const factor = z
  .strictObject({
    ...shared,
    /** All of the provider’s when left out. */
    models: z.array(modelName).min(1).optional(),
    /** Only for calls that were served so, as the response names it: "batch", "flex", "priority", … */
    tier: z.string().trim().min(1).max(60).toLowerCase().optional(),
    /** Only for calls computed in one of these places. */
    regions: z.array(z.string().trim().min(1).max(60).toLowerCase()).min(1).optional(),
    /** Which rates; those for tokens when left out. */
    rates: z.array(z.enum(rateNames)).min(1).default([...tokenRates]),
    times: multiplier,
    /** Bounds, where the figure isn’t sure. */
    low: multiplier.optional(),
    high: multiplier.optional(),
  })
  .refine(inOrder, notInOrder)
  .refine(({ low, times, high }) => isBetween(low ?? times, times, high ?? times), { path: ['times'], message: 'a multiplier from “low” to “high”' })

function isBetween(...rising: [string, string, string]): boolean {
  const [low, middle, high] = rising.map(parseFraction)
  // What is no multiplier at all is told of by itself.
  return !low || !middle || !high || (atMost(low, middle) && atMost(middle, high))
}

const tokenPrices = z.partialRecord(z.enum(tokenRates), perMillion)

/** Prices of a model instead of the listed ones, rate by rate; a model that isn’t listed is added. */
const price = z
  .strictObject({
    ...shared,
    model: modelName,
    usdPerMillion: tokenPrices.default({}),
    /** Of whole requests with more input than so many tokens. */
    above: z.array(z.strictObject({ tokens: z.number().int().min(1).max(1e9), usdPerMillion: tokenPrices })).default([]),
    usdEach: z.partialRecord(z.enum(pieceRates), each).default({}),
  })
  .refine(inOrder, notInOrder)
  .refine(({ above, usdPerMillion }) => above.every((step) => Object.keys(step.usdPerMillion).every((name) => name in usdPerMillion)), {
    path: ['above'],
    message: 'prices of rates that “usdPerMillion” has too',
  })

export type OverlayFactor = z.infer<typeof factor>
export type OverlayPrice = z.infer<typeof price>

export interface Overlay {
  factors: OverlayFactor[]
  prices: OverlayPrice[]
}

/** What an entry’s fields may look like. */
const rightFields: Record<string, unknown> = {
  provider: 'openai',
  models: ['gpt-5.5*'],
  model: 'gpt-5.5',
  tier: 'priority',
  regions: ['us'],
  rates: ['input', 'output'] satisfies RateName[],
  times: '0.9',
  low: '0.8',
  high: '1',
  from: '2026-01-01',
  to: '2027-01-01',
  source: 'Agreement of 2026-01-01',
  usdPerMillion: { input: '2.5', output: '10' },
  above: [{ tokens: 272_000, usdPerMillion: { input: '5' } }],
  usdEach: { webSearch: '0.01' },
}
const rightOverlay = { factors: [{ provider: 'openai', times: '0.9', from: '2026-01-01', source: 'Agreement of 2026-01-01' }] }

const kinds = { factors: factor, prices: price } as const
type Kind = keyof typeof kinds

function entriesOf<T>(kind: Kind, schema: z.ZodType<T>, value: unknown): { entries: T[]; problems: Problem[] } {
  if (value === undefined) return { entries: [], problems: [] }
  if (!Array.isArray(value)) return { entries: [], problems: [{ place: kind, words: 'It should be a list.' }] }
  const parsed = value.map((entry) => schema.safeParse(entry))
  return {
    entries: parsed.flatMap(({ success, data }) => (success ? [data] : [])),
    problems: parsed.flatMap(({ error }, i) => (error?.issues ?? []).map((issue) => ({ place: placeOf(kind, i, ...issue.path), words: wordsFor(kind, issue) }))),
  }
}

function wordsFor(kind: Kind, issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return `There is no such field: ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}. Known: ${Object.keys(kinds[kind].shape).join(', ')}.`
  }
  return wordsOf(issue, rightFields[String(issue.path[0])])
}

/** An overlay file’s JSON. A wrong entry is named and left out; the others count. */
export function readOverlay(json: unknown): { overlay: Overlay; problems: Problem[] } {
  if (!isFields(json)) return { overlay: { factors: [], prices: [] }, problems: [{ place: '', words: `It should be an object.${rightValue(rightOverlay)}` }] }
  const strangers = Object.keys(json).filter((key) => !(key in kinds))
  const factors = entriesOf('factors', factor, json['factors'])
  const prices = entriesOf('prices', price, json['prices'])
  return {
    overlay: { factors: factors.entries, prices: prices.entries },
    problems: [...strangers.map((name) => ({ place: placeOf(name), words: 'There is no such list. Known: factors, prices.' })), ...factors.problems, ...prices.problems],
  }
}
