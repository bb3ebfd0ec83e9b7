import { fault } from '../shared/faults'
import { calls, type Handlers } from '../shared/ipc'
import { err, type Result } from '../shared/result'
import type { Answer } from './ipc'

/** Schema → handler → Result. No handler checks its input again, and none can throw into a window. */
export function answerWith(handlers: Handlers, onBug: (where: string, error: unknown) => void): Answer {
  return async (name, input) => {
    const parsed = calls[name].in.safeParse(input)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const place = issue?.path.join('.') || 'value'
      return err(fault('invalid_input', `“${place}”: ${issue?.message ?? 'not understood'}.`))
    }
    try {
      // The mapped type pairs each schema with its handler; the compiler can't follow the pairing through a union.
      return await (handlers[name] as (value: unknown) => Promise<Result<unknown>>)(parsed.data)
    } catch (error) {
      onBug(`call ${name}`, error)
      return err(fault('internal', 'Something broke inside the console.', 'Try again; the log has the details.'))
    }
  }
}
