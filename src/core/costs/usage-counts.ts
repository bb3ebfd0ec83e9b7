import type { Fields } from './log-fields'

/** What a provider counted, parts beside their totals, before anything is taken out of anything. */
export interface Counted {
  /** With everything below it. */
  input: number
  cacheRead: number
  cacheWrite5m: number
  cacheWrite1h: number
  audioIn: number
  imageIn: number
  /** With everything below it. */
  output: number
  audioOut: number
  reasoningOut: number
  searches: number
  /** The figures contradict each other. */
  contradicts: boolean
}

/** No call has more; with it, a sum of buckets still fits into 32 bits. */
export const mostTokens = 1e9

export const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= mostTokens

export const count = (value: unknown): number => (isCount(value) ? Math.round(value) : 0)

/** The greatest: providers tell the same figure in several places, and leave zeros in those they don’t use. */
export const most = (...values: readonly unknown[]): number => Math.max(...values.map(count))

/** The first of the fields that holds anything. */
export const first = (fields: Fields, ...names: readonly string[]): unknown => names.map((name) => fields[name]).find((value) => value !== undefined && value !== null)

export const nothing: Counted = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, audioIn: 0, imageIn: 0, output: 0, audioOut: 0, reasoningOut: 0, searches: 0, contradicts: false }
