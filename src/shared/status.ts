import type { Overall, Status } from './model'

/** Shape and word of each state, the same in tray, window, notification and command line: never colour alone. */
export const statusShape: Record<Status, string> = { ok: '✅', warning: '⚠️', fail: '❌', unknown: '❔', off: '○' }
export const statusWord: Record<Status, string> = {
  ok: 'ok',
  warning: 'warning',
  fail: 'failing',
  unknown: 'unknown',
  off: 'not set up',
}

const rank: Record<Overall, number> = { unknown: 0, ok: 1, warning: 2, fail: 3 }

/** The worse of two; what we couldn't look at says nothing about the rest. */
export function worse(a: Overall, b: Overall): Overall {
  return rank[b] > rank[a] ? b : a
}
