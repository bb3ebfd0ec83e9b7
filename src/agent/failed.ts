import type { Fault } from '../shared/faults'
import type { Invocation } from './options'

/** A file that can't be used is the caller's mistake; anything else just didn't come about. Says so, and gives the exit status. */
export function failed({ code, message, hint }: Fault, { json, write, note }: Pick<Invocation, 'json' | 'write' | 'note'>): number {
  if (json) write(JSON.stringify({ ok: false, error: { code, message, hint } }, null, 2))
  else note([message, hint].filter(Boolean).join('\n'))
  return code === 'invalid_input' || code === 'backup_unusable' ? 2 : 1
}
