import type { Pico } from '../costs/money'
import type { AnswerRow } from '../costs/question'
import type { Tokens } from '../costs/usage'
import { parseLineItem, pieces, tokensPerUnit, type Piece } from './openai-line-item'

/** One line of a bill: a UTC day ("2026-11-23"), what for, and how much. */
export interface BilledLine {
  day: string
  lineItem: string | null
  pico: Pico
  quantity: number | null
  unit: string | null
}

interface Billed {
  pico: Pico
  tokens: bigint
}

/** What both sides say of one UTC day and model. */
export interface Cell {
  day: string
  model: string
  ours: Pico
  ourTokens: Record<Piece, bigint>
  billed: Pico
  /** By piece: of all tiers, and of the standard one alone. */
  pieces: Record<Piece, { all: Billed; standard: Billed }>
  /** Every line says how many tokens it is for. */
  counted: boolean
}

const noTokens = (): Cell['ourTokens'] => ({ input: 0n, cachedInput: 0n, cacheWrite: 0n, output: 0n })
const noBilled = () => ({ all: { pico: 0n, tokens: 0n }, standard: { pico: 0n, tokens: 0n } })
const emptyCell = (day: string, model: string): Cell => ({
  day, model, ours: 0n, ourTokens: noTokens(), billed: 0n, counted: true,
  pieces: { input: noBilled(), cachedInput: noBilled(), cacheWrite: noBilled(), output: noBilled() },
})

const tokensOf = (tokens: Tokens): Cell['ourTokens'] => ({
  input: BigInt(tokens.uncachedIn + tokens.audioIn + tokens.imageIn),
  cachedInput: BigInt(tokens.cacheRead),
  cacheWrite: BigInt(tokens.cacheWrite5m + tokens.cacheWrite1h),
  output: BigInt(tokens.textOut + tokens.audioOut + tokens.reasoningOut),
})

/** Cells by day and model, and the lines of the bill that no call of ours can be put to. */
export function bridgeCells(ours: readonly Pick<AnswerRow, 'key' | 'pico' | 'tokens'>[], billed: readonly BilledLine[]): { cells: Cell[]; unknown: BilledLine[] } {
  const cells = new Map<string, Cell>()
  const cellAt = (day: string, model: string): Cell => {
    const key = `${day} ${model}`
    const cell = cells.get(key) ?? emptyCell(day, model)
    cells.set(key, cell)
    return cell
  }
  const unknown = billed.filter((line) => !addLine(line, cellAt))
  const billedModels = new Set([...cells.values()].map(({ model }) => model))
  for (const { key, pico, tokens } of ours) addOurs(cellAt(key.day ?? '', sameModel(key.model ?? '', billedModels)), pico, tokensOf(tokens))
  return { cells: [...cells.values()].toSorted((a, b) => a.model.localeCompare(b.model) || a.day.localeCompare(b.day)), unknown }
}

function addOurs(cell: Cell, pico: Pico, tokens: Cell['ourTokens']): void {
  cell.ours += pico
  for (const piece of pieces) cell.ourTokens[piece] += tokens[piece]
}

/** False for a line that isn’t about tokens of a model. */
function addLine({ day, lineItem, pico, quantity, unit }: BilledLine, cellAt: (day: string, model: string) => Cell): boolean {
  const item = parseLineItem(lineItem ?? '')
  const each = tokensPerUnit(unit)
  if (!item || each === null) return false
  const cell = cellAt(day, item.model)
  cell.billed += pico
  if (quantity === null) cell.counted = false
  const tokens = BigInt(Math.round((quantity ?? 0) * each))
  const { all, standard } = cell.pieces[item.piece]
  for (const sum of item.tier === 'standard' && !item.longContext ? [all, standard] : [all]) {
    sum.pico += pico
    sum.tokens += tokens
  }
  return true
}

const undated = (model: string): string => model.replace(/-\d{4}-\d{2}-\d{2}$/, '')

/** A log may name a model without its date, or the bill may; one of several dated ones isn’t guessed. */
function sameModel(model: string, billed: ReadonlySet<string>): string {
  if (billed.has(model)) return model
  const alike = [...billed].filter((other) => undated(other) === undated(model))
  return alike.length === 1 ? alike[0]! : model
}
