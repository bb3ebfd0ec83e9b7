import { heldOut, horizonHours, seriesOfAKind } from './disk'
import { scoreDisk, summary, type DiskAnswer } from './disk-score'
import type { DiskSeries } from './disk-series'

/** It speaks when what fills the disk has raised it by so much in percent; nothing else raises a word, and no false alarm. */
const seenAt = [0, 1, 3, 5, 10]

/** Knows what is a fill’s cause and what is not, and sees of it only that the level rose. */
function knowsTheCause({ rows, beganAt, fullAt }: DiskSeries, rise: number): () => DiskAnswer {
  const cause = rows.filter(({ at, value }) => value !== null && fullAt !== null && at >= beganAt!)
  const told = cause.find(({ value }, i) => i > 0 && value! - cause[0]!.value! >= rise)?.at ?? Infinity
  let row = 0
  return () => ({ alert: rows[row++]!.at >= told, hours: 0 })
}

function cells(all: readonly DiskSeries[], rise: number): string {
  const { lead, runawayLead } = summary(all.map((series) => scoreDisk(series, knowsTheCause(series, rise), horizonHours)))
  return `${lead.toFixed(2)} | ${runawayLead.toFixed(2)}`
}

/** What anyone could reach who tells a fill’s cause from all else once it shows. */
export function diskBounds(seed: number): string {
  const all = heldOut(seriesOfAKind, seed)
  return `A disk’s fill, told from all else as soon as it raised the level by:

| percent | lead ratio | runaway lead |
| ---: | ---: | ---: |
${seenAt.map((rise) => `| ${rise} | ${cells(all, rise)} |`).join('\n')}
`
}
