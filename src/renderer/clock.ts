import { useSyncExternalStore } from 'react'
import { calmStepMs } from '../shared/moments'

/**
 * The window's one clock. Every age and countdown hangs on it, so that all of them change in one frame;
 * it stops while the window is hidden and slows down while another window is in front. A tick each second costs
 * three times what the whole idle window may.
 */
export const focusedEveryMs = calmStepMs
const unfocusedEveryMs = 30_000

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
let timerEveryMs: number | null = null

/** How often to tick; null while nobody can see it. */
export function tickEveryMs(hidden: boolean, focused: boolean): number | null {
  if (hidden) return null
  return focused ? focusedEveryMs : unfocusedEveryMs
}

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

function retime(): void {
  const every = listeners.size === 0 ? null : tickEveryMs(document.hidden, document.hasFocus())
  if (every === timerEveryMs) return
  clearInterval(timer)
  timerEveryMs = every
  if (every !== null) timer = setInterval(tick, every)
}

function retimeNow(): void {
  retime()
  if (!document.hidden) tick()
}

/** Of a picture while it is drawn, see `atTime`. */
let drawnAt: number | null = null

/** The time at this very moment, UTC epoch ms, for what somebody does now. */
export const currentTime = (): number => drawnAt ?? Date.now()

/** Draws something as it is at a time. */
export function atTime<T>(at: number, draw: () => T): T {
  drawnAt = at
  try {
    return draw()
  } finally {
    drawnAt = null
  }
}

/** Something new arrived: ages are counted from this moment. */
export function refreshClock(): void {
  tick()
}

export function watchWindow(): void {
  document.addEventListener('visibilitychange', retimeNow)
  window.addEventListener('focus', retimeNow)
  window.addEventListener('blur', retime)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  retime()
  return () => {
    listeners.delete(listener)
    retime()
  }
}

/** What `read` makes of the current time; the component is drawn again only when that changes. */
export function useClock<T extends string | number | boolean | null>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(now), () => read(currentTime()))
}
