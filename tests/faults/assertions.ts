import { expect } from 'vitest'
import { deadlineIn } from '../../src/host/io/io'
import type { Deadline } from '../../src/host/io/exchange'
import { catalogue, retryOf, type Fault } from '../../src/shared/faults'
import type { Result } from '../../src/shared/result'

/** How much later than its deadline a call may settle. */
const graceMs = 500
const tooLate = Symbol('too late')

/** The failure a call ends in, by its deadline: a timer of the same process tells, not a look at the clock. */
export async function failureBy(spanMs: number, call: (deadline: Deadline) => Promise<Result<unknown>>): Promise<Fault> {
  let timer: NodeJS.Timeout | undefined
  const answer = call(deadlineIn(spanMs))
  const late = new Promise<typeof tooLate>((done) => (timer = setTimeout(() => done(tooLate), spanMs + graceMs)))
  const first = await Promise.race([answer, late]).finally(() => clearTimeout(timer))
  expect(first, 'it should have settled by its deadline').not.toBe(tooLate)
  const settled = first as Result<unknown>
  expect(settled.ok, 'the call should have failed').toBe(false)
  return (settled as { error: Fault }).error
}

/** Names of people's own for each provider. */
export const names = { stripe: 'Stripe', notion: 'Notion', drive: 'Google Drive', googleToken: 'Google Drive', openai: 'OpenAI', telegram: 'Telegram' } as const

/** What looks like a credential, whoever's. */
const secretShapes = /\b[srp]k_(?:test|live)_\w|\bsk-[\w-]{3}|\bntn_\w|\bsecret_\w|\bya29\.|\bGOCSPX-|\b1\/\/0|\bBearer\s|\bBasic\s|\/bot\d|\b\d{6,12}:[\w-]{20}|PRIVATE KEY/

/** Words for people, and nothing that could be a secret. `quoted` is what the answer held. */
export function expectPlainWords(fault: Fault, secrets: readonly string[], quoted: unknown = null): void {
  expect(fault.message).toMatch(/^.{10,}\.$/)
  expect(fault.hint).toMatch(/^.{10,}\.$/)
  expect(catalogue[fault.code].title).not.toBe('')
  const everything = JSON.stringify(fault)
  expect(everything).not.toMatch(secretShapes)
  for (const secret of [...secrets, ...idsIn(quoted)]) expect(everything).not.toContain(secret)
}

/** Ids and keys in an answer: long, of letters and figures. A project's or a chat's number is no secret. */
function idsIn(value: unknown): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '')
  return (text.match(/[\w-]{10,}/g) ?? []).filter((word) => /\d/.test(word) && /[A-Za-z]/.test(word) && !word.startsWith('HTTP'))
}

export const helps = (fault: Fault): boolean => retryOf(fault) !== 'no'
