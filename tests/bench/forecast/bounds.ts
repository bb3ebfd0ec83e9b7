import type { Row } from '../../../src/core/forecast/detector'
import { diskBounds } from './bounds-disk'
import { learnedTotal, learnedFrom, learnerOf } from './bounds-learner'
import { foundInTime, median, monthEnds } from './cost-score'
import { type CostFamily, type CostSeries, costSeries, heldOutCost, knownSpend, tuningCost } from './cost-series'
import type { Table } from './entry'

/** What anyone could reach who knows how each series was made, and of the future only how it is drawn. */
const seeds = Array.from({ length: 100 }, (_, seed) => seed)
const daysPerSeries = 92
/** So many futures are drawn for each question. */
const futures = 60
const hoursDrawn = 6000
/** Of the aim: false alarms a series-month, shared by the two ways in which an hour can be strange. */
const falsePerMonth = 0.3
const hoursPerMonth = 720
const rarity = falsePerMonth / hoursPerMonth / 2
const hourMs = 36e5

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

interface Projections {
  /** By what may still come, drawn, for who knows all of it */
  known: number[]
  /** By who knows shape and scatter and has to learn how much it is, in a first month and in later ones */
  first: number[]
  later: number[]
  /** By who knows how the family is made, and has to learn all of the series */
  familyFirst: number[]
  familyLater: number[]
}

const daysOfMonth = [7, 14]

/** How far a month's total is off for each of them at the end of those days, one after the other. */
function projectionBounds(family: CostFamily, firstSeed: number): Projections[] {
  const errors = daysOfMonth.map((): Projections => ({ known: [], first: [], later: [], familyFirst: [], familyLater: [] }))
  const knowsFamily = learnerOf(family)
  for (const seed of seeds) {
    const { rows } = costSeries(family, firstSeed + seed, daysPerSeries, true)
    const usual = knownSpend(family, firstSeed + seed)
    const learner = learnedFrom(usual, rows, family.growth)
    daysOfMonth.forEach((day, i) => {
      for (const month of monthEnds(rows, day)) {
        const off = (rest: number): number => Math.abs(month.soFar + rest - month.total) / month.total
        const drawn = Array.from({ length: futures }, () => sum(month.rest.map(usual)))
        errors[i]!.known.push(off(sum(drawn) / futures))
        errors[i]![month.isFirst ? 'first' : 'later'].push(off(learnedTotal(learner, rows, month)))
        errors[i]![month.isFirst ? 'familyFirst' : 'familyLater'].push(off(learnedTotal(knowsFamily, rows, month)))
      }
    })
  }
  return errors
}

/** Which only so rare a share of the drawn exceeds. */
const rareOf = (drawn: Float64Array): number => drawn.toSorted()[Math.ceil(drawn.length * (1 - rarity)) - 1]!

/** An hour, or the four up to it, cost what they hardly ever may. */
const isRare = (rows: readonly Row[], usual: (at: number) => number): boolean =>
  [1, 4].some((hours) => {
    const latest = rows.slice(-hours)
    const drawn = Float64Array.from({ length: hoursDrawn }, () => sum(latest.map(({ at }) => usual(at))))
    return sum(latest.map(({ value }) => value!)) > rareOf(drawn)
  })

/** What who knows the usual spend says in the first hours of each event; nothing of the others. */
function knownAlerts({ rows, events }: CostSeries, usual: (at: number) => number): boolean[] {
  const judged = new Set(events.flatMap(([from]) => [0, 1, 2, 3].map((after) => Math.round((from - rows[0]!.at) / hourMs) + after)))
  return rows.map((_, hour) => judged.has(hour) && isRare(rows.slice(hour - 3, hour + 1), usual))
}

/** The share of runaways found in their first four hours by who knows what each hour, and each four, may cost without one. */
function runawayBound(family: CostFamily): number {
  const all = seeds.map((seed) => {
    const series = costSeries(family, 40_000 + seed)
    return foundInTime(series, knownAlerts(series, knownSpend(family, 40_000 + seed)))
  })
  return sum(all.map(({ inTime }) => inTime)) / sum(all.map(({ runaways }) => runaways))
}

const cells = (family: CostFamily, seed: number): string =>
  projectionBounds(family, seed)
    .flatMap(({ known, first, later, familyFirst, familyLater }) => [known, first, familyFirst, later, familyLater])
    .map((errors) => percent(median(errors)))
    .join(' | ')

export const table: Table = {
  name: 'Bounds: what anyone could reach on these series',
  print: ({ seed }) => `${diskBounds(seed ?? 0)}
Known: how a series is made is known, what comes is not. Shape: its days’ shape and scatter are known, how much they cost and grow is learnt from what was seen. Family: only how such series are made is known.

| series | day 7, known | first month, shape | family | later, shape | family | day 14, known | first month, shape | family | later, shape | family |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| tuning | ${cells(tuningCost, seed ?? 50_000)} |
| held out | ${cells(heldOutCost, seed ?? 50_000)} |

Runaway spend within 4 h, known: tuning ${percent(runawayBound(tuningCost))}, held out ${percent(runawayBound(heldOutCost))}.
`,
}
