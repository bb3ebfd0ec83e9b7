import type { CostDimension, CostsView } from '../../../shared/costs'
import { dollarParts, dollars, exact, pico } from '../../parts/money'
import type { Course } from '../../parts/chart/BandLine'
import { type Layer, layersOf } from '../../parts/chart/stack'
import { texts } from '../../texts'
import { partTitle } from './amounts'
import { columnName, columnTitle, dayName, dayTitle } from './period'

const sum = (amounts: readonly string[]): string => exact(amounts.reduce((all, usd) => all + pico(usd), 0n))

/** A layer of the chart and its exact dollars a column. */
export interface NamedLayer extends Layer {
  title: string
  usd: readonly string[]
}

export interface ColumnsView {
  names: string[]
  titles: string[]
  layers: NamedLayer[]
  /** Exact dollars of each column. */
  totals: string[]
  /** What all columns come to, as the table shows it: in all, and a layer each. */
  all: { total: string; parts: string[] }
}

/** The stacked columns: the largest parts by name, the rest as one. A series that no row has the name of is of many rows. What has no name is with the rest, in its quiet looks. */
export function columnsView({ chart, zone, rows }: Pick<CostsView, 'chart' | 'zone' | 'rows'>, by: CostDimension): ColumnsView {
  const named = new Set(rows.map(({ name }) => name))
  const layers = layersOf(chart.series.map(({ usd }) => usd.map(Number)), (index) => chart.series[index]!.name === '' || !named.has(chart.series[index]!.name))
  const own = new Set(layers.map(({ series }) => series))
  const nameOf = ({ series }: Layer): string | undefined => (series === null ? undefined : chart.series[series]!.name)
  const shown = new Set(layers.map(nameOf))
  const others = rows.flatMap(({ name, usd }, index) => (shown.has(name) || pico(usd) === 0n ? [] : [index]))
  const rest = chart.series.filter(({ usd }, index) => !own.has(index) && usd.some((amount) => pico(amount) !== 0n))
  const restUsd = chart.at.map((_, column) => sum(rest.map(({ usd }) => usd[column] ?? '0')))
  return {
    names: chart.at.map((at) => columnName(at, chart.step, zone)),
    titles: chart.at.map((at) => columnTitle(at, chart.step, zone)),
    layers: layers.map((layer) => {
      const series = layer.series === null ? undefined : chart.series[layer.series]
      return { ...layer, title: series ? partTitle(by, series.name) : restTitle(by, others.map((index) => rows[index]!.name)), usd: series?.usd ?? restUsd }
    }),
    totals: chart.at.map((_, column) => sum(chart.series.map(({ usd }) => usd[column] ?? '0'))),
    all: dollarParts(
      sum(rows.map(({ usd }) => usd)),
      rows.map(({ usd }) => usd),
      layers.map((layer) => (layer.series === null ? others : [rows.findIndex(({ name }) => name === nameOf(layer))])),
    ),
  }
}

/** A rest of one is called by its name. */
const restTitle = (by: CostDimension, names: readonly string[]): string => (names.length === 1 ? partTitle(by, names[0]!) : texts.costsPage.others(names.length))

export interface Legend {
  title: string
  total: string
  parts: { title: string; amount: string; layer: NamedLayer }[]
}

/** What the chart holds under the cursor, or altogether: figures that add up. */
export function legendOf({ titles, layers, totals, all }: ColumnsView, column: number | null, allTitle: string): Legend {
  const { total, parts } = column === null ? all : dollarParts(totals[column]!, layers.map(({ usd }) => usd[column]!))
  return {
    title: column === null ? allTitle : titles[column]!,
    total,
    parts: layers.map((layer, index) => ({ title: layer.title, amount: parts[index]!, layer })),
  }
}

/** The same in one line, for those who hear the chart; parts that are nothing are left out. */
export const spoken = ({ title, total, parts }: Legend): string =>
  [`${title}: ${total}`, ...parts.filter(({ amount }) => amount !== dollars('0')).map((part) => `${part.title} ${part.amount}`)].join(', ')

export interface RunningView {
  names: string[]
  titles: string[]
  course: Course
  /** What each day has come to, or will, and then between what. */
  amounts: { usd: string; range: string | null }[]
}

/** The month day by day: what it has come to, and what it will; the two meet in the last day that is known. */
export function runningView({ path }: NonNullable<CostsView['forecast']>): RunningView {
  const known = path.findLastIndex(({ actual }) => actual)
  const from = (index: number, value: string): number | null => (index >= known ? Number(value) : null)
  return {
    names: path.map(({ day }) => dayName(day)),
    titles: path.map(({ day }) => dayTitle(day)),
    course: {
      actual: path.map(({ usd, actual }) => (actual ? Number(usd) : null)),
      projected: path.map(({ usd }, index) => from(index, usd)),
      low: path.map(({ usd, low }, index) => from(index, index === known ? usd : low)),
      high: path.map(({ usd, high }, index) => from(index, index === known ? usd : high)),
    },
    amounts: path.map(({ usd, low, high, actual }) => ({ usd: dollars(usd), range: actual ? null : texts.costsPage.forecastBetween(dollars(low), dollars(high)) })),
  }
}

const compact = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 })

/** A figure of the scale, with the decimals its step needs. */
export function scaleText(value: number, step: number): string {
  if (value === 0) return '$0'
  if (Math.abs(value) >= 10_000) return compact.format(value)
  const decimals = Number.isInteger(step) ? 0 : Math.min(8, Math.max(2, Math.ceil(-Math.log10(step))))
  return value.toLocaleString('en-US', { style: 'currency', currency: 'USD', minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}
