import { percent } from '../../shared/format'
import { pico } from './money'

export interface Change {
  direction: 'up' | 'down' | 'level'
  /** "▲ 12 %" */
  words: string
}

const most = 999
const signs = { up: '▲', down: '▼', level: '=' } as const

/** An amount against an earlier one, exact dollars; null when that was nothing, since nothing grows by a share of nothing. */
export function changeSince(before: string, now: string): Change | null {
  if (pico(before) <= 0n) return null
  const change = (Number(now) / Number(before) - 1) * 100
  const size = Math.min(most, Math.abs(Math.round(change)))
  const direction = size === 0 ? 'level' : change > 0 ? 'up' : 'down'
  return { direction, words: `${signs[direction]} ${Math.abs(change) > most ? '> ' : ''}${percent(size)}` }
}
