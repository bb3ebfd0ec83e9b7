import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../../../src/core/forecast/detector'

/** One labelled file of a NAB checkout. Windows are half of the truth: both ends belong to them. */
export interface NabFile {
  name: string
  rows: Row[]
  windows: [startAt: number, endAt: number][]
}

const utc = (text: string) => Date.parse(`${text.trim().slice(0, 19).replace(' ', 'T')}Z`)

function rowsOf(path: string): Row[] {
  const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1)
  return lines.map((line) => {
    const [at, value] = line.split(',')
    return { at: utc(at!), value: Number(value) }
  })
}

/** The 58 files of the checkout in `directory` with their combined windows. */
export function readNab(directory: string): NabFile[] {
  const text = readFileSync(join(directory, 'labels/combined_windows.json'), 'utf8')
  const windows = JSON.parse(text) as Record<string, [string, string][]>
  return Object.entries(windows).map(([name, spans]) => ({
    name,
    rows: rowsOf(join(directory, 'data', name)),
    windows: spans.map(([start, end]) => [utc(start), utc(end)]),
  }))
}

const scaledSigmoid = (position: number) => (position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1)

export interface NabScore {
  raw: number
  windows: number
  found: number
  falseRows: number
}

/** The weight of one row beside or inside the windows, as NAB's sweeper counts it. */
function* positions(file: NabFile): Generator<{ window: number; score: number }> {
  const stamps = file.rows.map((row) => row.at)
  const bounds = file.windows.map(([start, end]) => [stamps.indexOf(start), stamps.indexOf(end)] as const)
  let next = 0
  let past: { right: number; width: number } | null = null
  for (let i = 0; i < stamps.length; i++) {
    const [left, right] = bounds[next] ?? [Infinity, Infinity]
    if (i >= left) {
      const width = right - left + 1
      yield { window: next, score: scaledSigmoid(-(right - i + 1) / width) / scaledSigmoid(-1) }
      if (i === right) {
        next++
        past = { right, width }
      }
    } else yield { window: -1, score: past ? 0.11 * scaledSigmoid((i - past.right) / (past.width - 1)) : -0.11 }
  }
}

/** NAB's standard profile for one file: the best row of each window, and every row outside of them. */
export function scoreNab(file: NabFile, alerts: readonly boolean[]): NabScore {
  const probation = Math.min(Math.floor(0.15 * file.rows.length), 750)
  const best = file.windows.map(() => -1)
  let falseScore = 0
  let falseRows = 0
  let i = -1
  for (const { window, score } of positions(file)) {
    if (!alerts[++i] || i < probation) continue
    if (window >= 0) best[window] = Math.max(best[window]!, score)
    else {
      falseScore += score
      falseRows++
    }
  }
  const raw = best.reduce((sum, score) => sum + score, 0) + falseScore
  return { raw, windows: best.length, found: best.filter((score) => score > -1).length, falseRows }
}

/** 0 for a detector that says nothing, 100 for the perfect one. */
export function normalised(scores: readonly NabScore[]): number {
  const windows = scores.reduce((sum, score) => sum + score.windows, 0)
  const raw = scores.reduce((sum, score) => sum + score.raw, 0)
  return (100 * (raw + windows)) / (2 * windows)
}
