import type { Row } from '../../../src/core/forecast/detector'

/** EWMA ± k sigma, the reference rule: alert beyond `sigmas` of the weighted variance, quiet for ten rows after. */
export function ewmaAlerts(rows: readonly Row[], sigmas: number, pace = 0.01): boolean[] {
  let [mean, variance, seen, quiet] = [0, 0, 0, 0]
  return rows.map(({ value }) => {
    if (value === null) return false
    seen++
    if (seen === 1) mean = value
    const off = value - mean
    const alert = seen > 60 && quiet <= 0 && Math.abs(off) > sigmas * Math.sqrt(variance)
    quiet = alert ? 10 : quiet - 1
    const share = Math.max(pace, 1 / seen)
    mean += share * off
    variance = (1 - share) * (variance + share * off * off)
    return alert
  })
}
