const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How fine a span is told, from looks seconds apart to years of days. */
const stepsMs = [secondMs, 5 * secondMs, 15 * secondMs, minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs, dayMs, 2 * dayMs, 7 * dayMs]

/** The finest step of which there is about one a pixel. */
export const stepFor = (spanMs: number, width: number): number => stepsMs.find((step) => spanMs / step <= width) ?? stepsMs.at(-1)!

/** Bars are to be seen one by one: hours of some days, days of a year, then weeks. */
export function spendStep(spanMs: number, width: number): 'hour' | 'day' | 'week' {
  const leastPixels = 2
  const fits = (step: number): boolean => (spanMs / step) * leastPixels <= width
  return fits(hourMs) ? 'hour' : fits(dayMs) ? 'day' : 'week'
}

/** Ticks one by one, where each has a few pixels of its own. */
export const showsTicks = (spanMs: number, width: number): boolean => (spanMs / minuteMs) * 3 <= width
