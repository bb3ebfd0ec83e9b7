import { texts } from '../../../texts'
import { untilTime } from '../../../parts/time'
import { until } from '../../../../shared/moments'
import type { Window } from './maintenance-draft'

export type WindowState = 'running' | 'planned' | 'over'

export const windowState = ({ from, to }: Pick<Window, 'from' | 'to'>, now: number): WindowState => (to <= now ? 'over' : from <= now ? 'running' : 'planned')

const order: Record<WindowState, number> = { running: 0, planned: 1, over: 2 }

/** What runs first, then what comes next, then what is over, the latest first. */
export function sorted(windows: readonly Window[], now: number): Window[] {
  const direction = (window: Window): number => (windowState(window, now) === 'over' ? -window.to : window.from)
  return windows.toSorted((a, b) => order[windowState(a, now)] - order[windowState(b, now)] || direction(a) - direction(b))
}

const words = texts.settings.alerts

/** "running until 14:30 · Stripe, Notion" */
export function aboutWindow(window: Window, titleOf: (target: string) => string, now: number): string {
  const { from, to, targets } = window
  const state = windowState(window, now)
  const said = { running: words.running(untilTime(to, now)), planned: words.planned(until(from, now)), over: words.over }[state]
  const span = state === 'running' ? null : words.span(untilTime(from, now), untilTime(to, now))
  return [said, span, targets.length === 0 ? words.everything : targets.map(titleOf).join(', ')].filter(Boolean).join(' · ')
}
