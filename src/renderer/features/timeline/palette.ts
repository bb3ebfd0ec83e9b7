import { useMemo } from 'react'
import type { GapSpan, LookStatus } from '../../../shared/timeline'
import { type ChartColours, useChartColours } from '../../parts/chart/chart-colours'

/** The colours of states beside those of any chart. */
export interface Palette extends ChartColours {
  states: Readonly<Record<LookStatus, string>>
  edge: string
}

const token = (style: CSSStyleDeclaration, name: string): string => style.getPropertyValue(name).trim()

/** As the theme has them now. */
export function usePalette(): Palette {
  const colours = useChartColours()
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement)
    const states = { ok: token(style, '--ok'), warning: token(style, '--warning'), fail: token(style, '--fail'), unknown: token(style, '--unknown') }
    return { ...colours, states, edge: token(style, '--edge') }
  }, [colours])
}

/**
 * How a state or a gap looks: its height tells how much it matters, its texture what it is, and its colour says both again. The same on
 * the canvas and in the legend.
 */
export interface Look {
  /** Of the lane’s height. */
  part: number
  texture: 'solid' | 'rising' | 'dots' | 'hollow' | 'level' | 'falling'
  tone: LookStatus | 'quiet'
}

export const stateLooks: Readonly<Record<LookStatus, Look>> = {
  ok: { part: 0.12, texture: 'solid', tone: 'ok' },
  warning: { part: 0.42, texture: 'rising', tone: 'warning' },
  fail: { part: 0.66, texture: 'solid', tone: 'fail' },
  unknown: { part: 0.34, texture: 'hollow', tone: 'unknown' },
}

export const gapLooks: Readonly<Record<GapSpan['kind'], Look>> = {
  real: { part: 0.66, texture: 'solid', tone: 'fail' },
  asleep: { part: 0.42, texture: 'falling', tone: 'quiet' },
  'console-off': { part: 0.42, texture: 'hollow', tone: 'quiet' },
  frozen: { part: 0.42, texture: 'level', tone: 'quiet' },
  'network-away': { part: 0.42, texture: 'dots', tone: 'quiet' },
}

export const toneOf = ({ tone }: Look, palette: Palette): string => (tone === 'quiet' ? palette.solid : palette.states[tone])
