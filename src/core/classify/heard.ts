import type { Fault } from '../../shared/faults'
import type { Evidence } from '../evidence'

export type Answer = Extract<Evidence, { type: 'answer' }>
export type Fields = Record<string, unknown>

/** An answer, ready to be understood. */
export interface Heard {
  vendor: Vendor
  /** What people call the provider. */
  name: string
  status: number
  headers: Record<string, string>
  /** Parsed JSON; null where there is none. */
  body: unknown
  /** Such as "GET /v1/balance"; empty when it isn't known. */
  asked: string
  page: string
  /** The wait asked for. */
  waitMs: number | undefined
}

/** What an answer means. Whom it came from, and the wait, are added to it in one place. */
export type Finding = Pick<Fault, 'code' | 'message' | 'retry' | 'way'> & { hint: string }

/** What a person knows who knows one provider by heart. */
export interface Vendor {
  name: string
  /** What its own words mean; null where they say no more than the status. */
  read(heard: Heard): Finding | null
  /** The right a request needs, as the provider's own pages name it. */
  right(asked: string): string
  /** Where that right is given, as a next step. */
  grant(right: string): string
  /** Said of what isn't found, and where it may be hidden. */
  missing: { message: string; hint: string }
  /** The body holds a status of its own. */
  saysStatus?: boolean
}

export const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {})

/** Text of a body, as much of it as any message of a provider has. */
export const str = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 2000) : '')

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 50) : [])

/** A word of a body as a key of ours: never one that every object has. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, word: string): T | null => (Object.hasOwn(table, word) ? table[word]! : null)

/** Meanings of words, by the word. */
export type Words = Readonly<Record<string, (heard: Heard) => Finding>>
/** Meanings of sentences; the first that fits counts. */
export type Phrases = readonly (readonly [RegExp, (heard: Heard) => Finding])[]

export const phrase = (phrases: Phrases, text: string, heard: Heard): Finding | null => phrases.find(([pattern]) => pattern.test(text))?.[1](heard) ?? null
