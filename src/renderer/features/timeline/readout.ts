import type { Band, LookStatus } from '../../../shared/timeline'
import { dollars } from '../../parts/money'
import { dayTime } from '../../../shared/moments'
import { valueText } from '../../parts/units'
import { texts } from '../../texts'
import type { Answer } from './lane-source'
import type { LaneRow } from './layout'

const words = texts.timeline
const within = <T extends { from: number; to: number }>(spans: readonly T[], at: number): T | undefined => spans.findLast(({ from, to }) => from <= at && at < to)

/** What a lane says of one moment. */
export function readout(row: LaneRow, at: number, { view, spend, lines }: Answer): string {
  if (row.kind === 'ticks') return tickWords(row, at)
  if (row.kind === 'component') return componentWords(row, at, lines[row.lane.target]?.line)
  if (row.kind === 'incidents') {
    const [first, ...more] = view.incidents.filter(({ from, to }) => from <= at && (to ?? Infinity) > at)
    return first ? words.openIncidents(first.title, more.length) : words.nothing
  }
  if (row.kind === 'runs') return last(view.runs, at, ({ title, at: ran }) => words.lastRun(title, dayTime(ran)))
  if (row.kind === 'notes') return last(view.notes, at, ({ text, at: said }) => words.lastNote(text, dayTime(said)))
  if (spend === undefined) return ''
  if (spend === null) return words.noCosts
  const bar = within(spend.bars, at)
  return bar ? words.spent(dollars(bar.usd), stepOf(bar)) : words.noSpend
}

const hourMs = 3_600_000
/** Days in which clocks change have an hour more or less. */
const stepOf = ({ from, to }: { from: number; to: number }): 'hour' | 'day' | 'week' => (to - from <= hourMs ? 'hour' : to - from <= 26 * hourMs ? 'day' : 'week')

const last = <T extends { at: number }>(marks: readonly T[], at: number, say: (mark: T) => string): string => {
  const mark = marks.findLast((one) => one.at <= at)
  return mark ? say(mark) : words.nothing
}

function tickWords({ lane }: LaneRow & { kind: 'ticks' }, at: number): string {
  const gap = within(lane.gaps, at)
  if (gap) return gap.gaps > 0 ? `${texts.schedulers.kinds[gap.kind]}, ${words.gapCount(gap.gaps)}` : texts.schedulers.kinds[gap.kind]
  return within(lane.watched, at) ? words.ticking : words.notWatched
}

function componentWords({ lane }: LaneRow & { kind: 'component' }, at: number, line: Answer['lines'][string]['line'] | undefined): string {
  const band = within(lane.bands, at)
  if (!band) return lane.gone ? words.gone : words.nothingKnown
  const place = line ? nearest(line.at, at) : -1
  const value = line && place >= 0 ? `${valueText(line.unit, line.middle[place]!)} · ` : ''
  return value + bandWords(band)
}

const order: readonly LookStatus[] = ['ok', 'warning', 'fail', 'unknown']
const shown: readonly LookStatus[] = ['fail', 'warning', 'unknown']

/** "ok", "1 failing of 12 looks". */
export function bandWords({ base, worst, counts }: Band): string {
  if (worst === base) return texts.status[base]
  const looks = counts.reduce((sum, count) => sum + count, 0)
  const parts = shown.flatMap((status) => {
    const count = counts[order.indexOf(status)] ?? 0
    return count > 0 ? [words.countState(count, texts.status[status])] : []
  })
  return words.lookedMixed(parts.join(', '), looks)
}

/** Place of the value nearest to `at`; −1 in an empty list. Sorted, so found in steps that halve. */
export function nearest(values: readonly number[], at: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! < at) low = middle + 1
    else high = middle
  }
  return low > 0 && at - values[low - 1]! < values[low]! - at ? low - 1 : high < 0 ? -1 : low
}
