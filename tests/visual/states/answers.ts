import { fault } from '../../../src/shared/faults'
import type { CallName, CallOutput, HandlerInput } from '../../../src/shared/ipc'
import { err, ok, type Result } from '../../../src/shared/result'

/** An answer that doesn't come: the page is drawn as it waits. */
export const never = Symbol('no answer')

/** What a state says to each call; one that it leaves out is never asked. */
export type Answers = { [N in CallName]?: (input: HandlerInput<N>) => Result<CallOutput<N>> | typeof never }

export const says =
  <T>(value: T) =>
  (): Result<T> =>
    ok(value)

/** Every call of these goes the same way. */
const all = (answers: Answers, reply: () => Result<never> | typeof never): Answers => Object.fromEntries(Object.keys(answers).map((name) => [name, reply]))

export const waiting = (answers: Answers): Answers => all(answers, () => never)
export const failing = (answers: Answers): Answers => all(answers, () => err(fault('internal', 'The console’s database is locked by another program.', 'Close the other program, then try again.')))
