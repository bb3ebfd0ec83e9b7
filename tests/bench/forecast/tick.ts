import type { Row } from '../../../src/core/forecast/detector'
import { createTickWatch } from '../../../src/core/forecast/tick'
import type { Table } from './entry'
import { scoreTicks, tickWorld, type Disturbance, type TickScore } from './tick-world'

const rule = { gapSeconds: 70, gaps: 4 }

type Watch = () => (row: Row) => boolean

const ours: Watch = () => {
  const watch = createTickWatch(rule)
  return (row) => watch.step(row).alert
}

/** What most do: seconds since the last tick, on one clock. */
const plain =
  (clock: (row: Row) => number): Watch =>
  () => {
    let last: number | null = null
    return (row) => {
      const now = clock(row)
      const silent = last !== null && now - last > rule.gapSeconds * rule.gaps
      if (row.event === 'tick' || row.event === 'start') last = now
      return silent
    }
  }

const watches: Record<string, Watch> = {
  EchoPilot: ours,
  'silence on the monotonic clock': plain(({ value }) => value!),
  'silence on the wall clock': plain(({ at }) => at / 1000),
}

const scenarios: Record<string, Disturbance[]> = {
  'sleep (10 s – 12 h)': ['sleep'],
  'clock steps, DST': ['step'],
  'frozen process': ['freeze'],
  restarts: ['restart'],
  'real silence': ['silence'],
  'late ticks': ['late'],
  'all of it': ['sleep', 'step', 'freeze', 'restart', 'silence', 'late'],
}

const days = 50

export const table: Table = {
  name: 'Ticks: more than 3 gaps of 70 s',
  print() {
    const lines = Object.entries(scenarios).map(([name, disturbances]) => {
      const worlds = Array.from({ length: days }, (_, seed) => tickWorld({ seed: seed + 1, hours: 24, disturbances }).rows)
      const cells = Object.values(watches).map((watch) => words(worlds.map((rows) => scoreTicks(rows, watch(), rule))))
      return `| ${name} | ${cells.join(' | ')} |`
    })
    return `${days} days each, polls every 5–60 s; false alerts / real silences not alerted within one poll of the rule being met, of all

| | ${Object.keys(watches).join(' | ')} |
| --- | ${Object.keys(watches)
      .map(() => '---:')
      .join(' | ')} |
${lines.join('\n')}
`
  },
}

function words(scores: readonly TickScore[]): string {
  const sum = (key: 'false' | 'missed' | 'met'): number => scores.reduce((total, score) => total + score[key], 0)
  return `${sum('false')} / ${sum('missed')} of ${sum('met')}`
}
