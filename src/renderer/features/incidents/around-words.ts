import { duration } from '../../../shared/format'
import type { IncidentAround } from '../../../shared/incidents'
import { hourMinute } from '../../parts/time'
import { clockTime, dayTime } from '../../../shared/moments'
import { valueText } from '../../parts/units'
import { texts } from '../../texts'
import { gapTotals, twoDaysMs } from './around-geometry'

const words = texts.incidents
const dayMs = 86_400_000

/** The drawing in a sentence or two: for those who don’t see it, and as its caption. */
export function summaryOf(around: IncidentAround, component: string): string {
  const { unit, low, high } = around.line
  if (around.bands.length === 0 && low.length === 0) return words.noLooks
  const measured = low.length === 0 ? words.unmeasured(component) : words.measured(component, valueText(unit, Math.min(...low)), valueText(unit, Math.max(...high)))
  return [measured, foundWords(around), gapWords(around)].filter(Boolean).join(' ')
}

function foundWords({ bands }: IncidentAround): string {
  const looks = (place: 1 | 2): number => bands.reduce((sum, { counts }) => sum + counts[place], 0)
  const found = [looks(2) > 0 && words.failedLooks(looks(2)), looks(1) > 0 && words.warnedLooks(looks(1))].filter(Boolean)
  return found.length === 0 ? '' : `${found.join(', ')}.`
}

function gapWords(around: IncidentAround): string {
  const totals = gapTotals(around)
  return totals.length === 0 ? '' : `${words.gapsMeanwhile} ${totals.map(({ kind, ms }) => words.gapLasted(texts.schedulers.kinds[kind], duration(ms))).join(', ')}.`
}

/** What is known of one moment: its measure, what the look found, or why there was none. */
export function readoutAt({ line, bands, gaps, notes, from, to }: IncidentAround, at: number): string {
  const nearMs = (to - from) / 100
  const place = nearest(line.at, at)
  const value = place !== null && Math.abs(line.at[place]! - at) <= nearMs * 2 ? valueText(line.unit, line.middle[place]!) : null
  const band = bands.find((one) => one.from <= at && at <= one.to)
  const gap = gaps.find((one) => one.from <= at && at < one.to)
  const note = notes.find((one) => Math.abs(one.at - at) <= nearMs)
  const time = to - from > dayMs ? dayTime(at) : clockTime(at)
  return [time, value, band && texts.status[band.worst], gap && texts.schedulers.kinds[gap.kind], note && `“${note.text}”`].filter(Boolean).join(' · ')
}

function nearest(at: readonly number[], moment: number): number | null {
  if (at.length === 0) return null
  const after = at.findIndex((one) => one >= moment)
  if (after <= 0) return after === 0 ? 0 : at.length - 1
  return moment - at[after - 1]! < at[after]! - moment ? after - 1 : after
}

/** Below the chart: a time of day within a day or two, else the day. */
export const axisLabel = (at: number, spanMs: number): string => (spanMs <= twoDaysMs ? hourMinute(at) : dayTime(at))
