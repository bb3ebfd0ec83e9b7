/** A whole day: what it cost, and what its kind of day usually does. USD. */
export interface SpentDay {
  usd: number
  usual: number
}

/** What days cost as a share of the usual: at the last of them, and by how much more each further day. */
export interface SpendTrend {
  trend: number
  slope: number
}

export const noTrend: SpendTrend = { trend: 1, slope: 0 }

/** A slope is believed as far as the days tell it more surely than this: spend that grows or shrinks by 5 % a month is nothing special. */
const usualSlope = 0.0015
/** Of no history is less left than a tenth. */
const leastTrend = 0.1

/** A straight line through the days, oldest first, by least squares: dear days weigh more. */
export function trendOf(days: readonly SpentDay[]): SpendTrend {
  const sums = { weight: 0, time: 0, usd: 0 }
  days.forEach(({ usd, usual }, i) => {
    sums.weight += usual * usual
    sums.time += usual * usual * (i - days.length + 1)
    sums.usd += usual * usd
  })
  if (!(sums.weight > 0)) return noTrend
  const [middle, mean] = [sums.time / sums.weight, sums.usd / sums.weight]
  const slope = slopeOf(days, middle, mean)
  return { trend: Math.max(leastTrend, mean - slope * middle), slope }
}

/** Drawn towards nothing by its own error. */
function slopeOf(days: readonly SpentDay[], middle: number, mean: number): number {
  const ahead = (i: number): number => i - days.length + 1 - middle
  const sums = { squares: 0, products: 0, left: 0 }
  days.forEach(({ usd, usual }, i) => {
    sums.squares += (usual * ahead(i)) ** 2
    sums.products += usual * ahead(i) * usd
  })
  if (!(sums.squares > 0)) return 0
  const plain = sums.products / sums.squares
  days.forEach(({ usd, usual }, i) => (sums.left += (usd - (mean + plain * ahead(i)) * usual) ** 2))
  const error = sums.left / Math.max(1, days.length - 2) / sums.squares
  return (plain * usualSlope ** 2) / (usualSlope ** 2 + error)
}
