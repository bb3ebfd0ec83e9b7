import { scaleBy, type Pico } from '../costs/money'
import type { AnswerRow } from '../costs/question'
import { bridgeCells, type BilledLine, type Cell } from './bridge-cells'
import { pieces, type Piece } from './openai-line-item'

export const causes = ['not-in-our-logs', 'rate', 'mix', 'day-boundary'] as const
export type Cause = (typeof causes)[number]
export type Parts = Record<Cause, Pico>

export interface BridgeDay {
  day: string
  ours: Pico
  billed: Pico
  /** They add up to ours − billed exactly. */
  parts: Parts
}

/** Why ours and the bill differ. Days and parts add up to the whole exactly. */
export interface Bridge {
  ours: Pico
  billed: Pico
  difference: Pico
  parts: Parts
  /** What the two sides count to different days; it evens out within the span, so its part is 0. */
  moved: Pico
  days: BridgeDay[]
  /** Lines of the bill that no logged call can explain: tools, storage, sound, names not known here. */
  unknown: { lineItem: string; pico: Pico }[]
}

/**
 * Local − billed, split by cause. `ours`: rows of an answer by UTC day and model of one provider. Per model and day it is an
 * analysis of price, amount and mix at the bill’s own rates: *rate* is our tokens at our price less the same at the bill’s; *mix* is what
 * another share of cached, written and answered tokens makes, and what batch, flex, priority and long context do to the bill’s
 * rates where our figure lacks it; *not in our logs* is what more or fewer tokens make.
 */
export function bridge(ours: readonly Pick<AnswerRow, 'key' | 'pico' | 'tokens'>[], billed: readonly BilledLine[]): Bridge {
  const { cells, unknown } = bridgeCells(ours, billed)
  const { moves, moved } = movedBetweenDays(cells)
  const days = new Map<string, BridgeDay>()
  const dayAt = (day: string): BridgeDay => {
    const found = days.get(day) ?? { day, ours: 0n, billed: 0n, parts: noParts() }
    days.set(day, found)
    return found
  }
  for (const cell of cells) add(dayAt(cell.day), cell.ours, cell.billed, partsOf(cell, moves.get(cell) ?? 0n))
  for (const line of unknown) add(dayAt(line.day), 0n, line.pico, { ...noParts(), 'not-in-our-logs': -line.pico })
  const total: BridgeDay = { day: '', ours: 0n, billed: 0n, parts: noParts() }
  for (const day of days.values()) add(total, day.ours, day.billed, day.parts)
  const { ours: own, billed: theirs, parts } = total
  return { ours: own, billed: theirs, difference: own - theirs, parts, moved, days: [...days.values()].toSorted((a, b) => a.day.localeCompare(b.day)), unknown: byName(unknown) }
}

const noParts = (): Parts => ({ 'not-in-our-logs': 0n, rate: 0n, mix: 0n, 'day-boundary': 0n })

function add(day: BridgeDay, ours: Pico, billed: Pico, parts: Parts): void {
  day.ours += ours
  day.billed += billed
  for (const cause of causes) day.parts[cause] += parts[cause]
}

function byName(lines: readonly BilledLine[]): Bridge['unknown'] {
  const sums = new Map<string, Pico>()
  for (const { lineItem, pico } of lines) sums.set(lineItem ?? '', (sums.get(lineItem ?? '') ?? 0n) + pico)
  return [...sums].map(([lineItem, pico]) => ({ lineItem, pico })).toSorted((a, b) => a.lineItem.localeCompare(b.lineItem))
}

const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n)
const ourTokens = (cell: Cell): bigint => sum(pieces.map((piece) => cell.ourTokens[piece]))
const billedTokens = (cell: Cell): bigint => sum(pieces.map((piece) => cell.pieces[piece].all.tokens))
const size = (value: bigint): bigint => (value < 0n ? -value : value)
const smaller = (a: bigint, b: bigint): bigint => (size(a) < size(b) ? size(a) : size(b))

/** `moved`: dollars of this cell that belong to a neighbouring day. What isn’t rate, mix or moved is a matter of which calls are there. */
function partsOf(cell: Cell, moved: Pico): Parts {
  const difference = cell.ours - cell.billed
  const [tokens, billed] = [ourTokens(cell), billedTokens(cell)]
  // With nothing to compare, all of it is calls that only one side has.
  if (!cell.counted || tokens === 0n || billed === 0n) return { ...noParts(), 'not-in-our-logs': difference - moved, 'day-boundary': moved }
  const atTheirs = valueOf(cell, 'all')
  const ofTiers = sharedPart(cell.ours - atTheirs, valueOf(cell, 'standard') - atTheirs)
  const rate = cell.ours - atTheirs - ofTiers
  const mix = atTheirs - scaleBy(cell.billed, tokens, billed) + ofTiers
  return { 'not-in-our-logs': difference - rate - mix - moved, rate, mix, 'day-boundary': moved }
}

/** As much of `whole` as `part` explains: never more than either, and nothing where they point apart. */
const sharedPart = (whole: Pico, part: Pico): Pico => (whole < 0n === part < 0n ? smaller(whole, part) * (whole < 0n ? -1n : 1n) : 0n)

/** Our tokens at the bill’s rates. */
const valueOf = (cell: Cell, tier: 'all' | 'standard'): Pico => sum(pieces.map((piece) => atRate(cell, piece, tier)))

/** A piece the bill has no line for is billed as plain input, or else as the model’s average token. */
function atRate(cell: Cell, piece: Piece, tier: 'all' | 'standard'): Pico {
  const all = { pico: cell.billed, tokens: billedTokens(cell) }
  const lines = [cell.pieces[piece][tier], cell.pieces[piece].all, ...(piece === 'output' ? [] : [cell.pieces.input.all]), all]
  const { pico, tokens } = lines.find((line) => line.tokens > 0n)!
  return scaleBy(pico, cell.ourTokens[piece], tokens)
}

const dayMs = 86_400_000

/** Tokens one side has more of on a day and less of on the next are taken for the same calls, at the two days’ common rate. */
function movedBetweenDays(cells: readonly Cell[]): { moves: Map<Cell, Pico>; moved: Pico } {
  const moves = new Map<Cell, Pico>()
  const excess = new Map(cells.map((cell) => [cell, cell.counted ? ourTokens(cell) - billedTokens(cell) : 0n]))
  let moved = 0n
  for (const [i, cell] of cells.entries()) {
    const next = cells[i + 1]
    if (!next || next.model !== cell.model || Date.parse(next.day) - Date.parse(cell.day) !== dayMs) continue
    const [more, less] = [excess.get(cell)!, excess.get(next)!]
    const theirs = billedTokens(cell) + billedTokens(next)
    if (more < 0n === less < 0n || theirs === 0n) continue
    const tokens = smaller(more, less) * (more < 0n ? -1n : 1n)
    const pico = scaleBy(cell.billed + next.billed, tokens, theirs)
    excess.set(next, less + tokens)
    moves.set(cell, (moves.get(cell) ?? 0n) + pico)
    moves.set(next, (moves.get(next) ?? 0n) - pico)
    moved += size(pico)
  }
  return { moves, moved }
}
