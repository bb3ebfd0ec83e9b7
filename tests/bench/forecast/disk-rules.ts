import type { Row } from '../../../src/core/forecast/detector'
import type { DiskAnswer } from './disk-score'

/** The rules others use, as they use them. */
export type DiskRule = (horizonHours: number) => (row: Row) => DiskAnswer

const hourMs = 3_600_000
const never = 1e6

/** Points of the last hours, thinned to a few hundred. */
class Recent {
  readonly points: { hour: number; value: number }[] = []
  constructor(
    private readonly hours: number,
    private readonly everyHours: number,
  ) {}
  add({ at, value }: Row): boolean {
    if (value === null) return false
    const hour = at / hourMs
    const last = this.points.at(-1)
    if (last && hour - last.hour < this.everyHours) return false
    this.points.push({ hour, value })
    while (this.points[0]!.hour < hour - this.hours) this.points.shift()
    return true
  }
}

function leastSquares(points: readonly { hour: number; value: number }[]): { slope: number; now: number } {
  const n = points.length
  const last = points.at(-1)!.hour
  let [x, y, xx, xy] = [0, 0, 0, 0]
  for (const { hour, value } of points) {
    x += hour - last
    y += value
    xx += (hour - last) ** 2
    xy += (hour - last) * value
  }
  const slope = n < 2 || n * xx - x * x === 0 ? 0 : (n * xy - x * y) / (n * xx - x * x)
  return { slope, now: (y - slope * x) / n }
}

const until = (level: number, slope: number): number => (level >= 100 ? 0 : slope <= 0 ? never : Math.min(never, (100 - level) / slope))

/** node-exporter’s mixin: used > 60 %, predict_linear over 6 h reaches 100 % in 24 h, for an hour. */
export const predictLinear: DiskRule = (horizonHours) => {
  const recent = new Recent(6, 1 / 60)
  let since: number | null = null
  let answer: DiskAnswer = { alert: false, hours: never }
  return (row) => {
    if (!recent.add(row)) return answer
    const { slope, now } = leastSquares(recent.points)
    const met = row.value! > 60 && now + slope * horizonHours >= 100
    since = met ? (since ?? row.at) : null
    answer = { alert: since !== null && row.at - since >= hourMs, hours: until(now, slope) }
    return answer
  }
}

/** Netdata’s out_of_disk_space_time: the last hour’s rate; on below 8 h, off above 48 h. */
export const lastHoursRate: DiskRule = () => {
  const recent = new Recent(1, 1 / 60)
  const seldom = new Recent(3, 1 / 60)
  let answer: DiskAnswer = { alert: false, hours: never }
  return (row) => {
    seldom.add(row)
    if (!recent.add(row)) return answer
    const points = recent.points.length >= 2 ? recent.points : seldom.points.slice(-2)
    const hours = points.length < 2 ? never : until(row.value!, (row.value! - points[0]!.value) / (points.at(-1)!.hour - points[0]!.hour))
    answer = { alert: hours < (answer.alert ? 48 : 8), hours }
    return answer
  }
}

const theilSen = (points: readonly { hour: number; value: number }[]): number => {
  const slopes: number[] = []
  for (let i = 0; i < points.length; i++) for (let j = i + 1; j < points.length; j++) slopes.push((points[j]!.value - points[i]!.value) / (points[j]!.hour - points[i]!.hour))
  return slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0
}

/** Theil–Sen over 24 h. */
export const medianSlope: DiskRule = (horizonHours) => {
  const recent = new Recent(24, 0.5)
  let answer: DiskAnswer = { alert: false, hours: never }
  return (row) => {
    if (!recent.add(row)) return answer
    const hours = recent.points.length < 6 ? never : until(row.value!, theilSen(recent.points))
    answer = { alert: hours < (answer.alert ? 2 * horizonHours : horizonHours), hours }
    return answer
  }
}

/** The highest of each 6 h, Theil–Sen over 4 days of them; from its own break-outs the last 3 h’ rate. */
export const upperEnvelope: DiskRule = (horizonHours) => {
  const recent = new Recent(3, 1 / 60)
  let tops: { hour: number; value: number }[] = []
  let answer: DiskAnswer = { alert: false, hours: never }
  return (row) => {
    if (row.value === null) return answer
    recent.add(row)
    const hour = Math.floor(row.at / hourMs / 6) * 6
    const last = tops.at(-1)
    const highest = tops.slice(0, -1).reduce((top, { value }) => Math.max(top, value), 0)
    if (last?.hour === hour) last.value = Math.max(last.value, row.value)
    else tops = [...tops, { hour, value: row.value }].slice(-16)
    const slow = tops.length < 6 ? never : until(Math.max(row.value, tops.at(-1)!.value), theilSen(tops))
    const { slope } = leastSquares(recent.points)
    const breakOut = tops.length >= 4 && row.value > highest + 3 ? until(row.value, slope) : never
    const hours = Math.min(slow, breakOut)
    answer = { alert: hours < (answer.alert ? 2 * horizonHours : horizonHours), hours }
    return answer
  }
}
