import { fault, type Fault } from '../shared/faults'
import type { CallInput, CallName, CallOutput, OpsBridge, PushName, PushPayload } from '../shared/ipc'
import { err, type Result } from '../shared/result'
import { texts } from './texts'

declare global {
  interface Window {
    readonly ops: OpsBridge
  }
}

/** A call without input is written `call('snapshot.get')`. */
type Input<N extends CallName> = undefined extends CallInput<N> ? [] : [input: CallInput<N>]

/** Asks the main process. Never throws: whatever goes wrong comes back as a fault in words. */
export async function call<N extends CallName>(name: N, ...input: Input<N>): Promise<Result<CallOutput<N>, Fault>> {
  try {
    return await window.ops.call(name, input[0] as CallInput<N>)
  } catch {
    return err(fault('internal', texts.faults.noAnswer, texts.faults.noAnswerHint))
  }
}

export function listen<N extends PushName>(name: N, listener: (payload: PushPayload<N>) => void): () => void {
  return window.ops.on(name, (payload) => listener(JSON.parse(payload) as PushPayload<N>))
}

/** One plain sentence of a fault, with what to do next. */
export function sentence(problem: Fault): string {
  return problem.hint ? `${problem.message} ${problem.hint}` : problem.message
}
