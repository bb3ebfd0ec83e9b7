import { expect } from '@playwright/test'
import type { Tour } from './tour'

/** From a year down to a minute by keys alone, and the same to be read. */
export async function visitTimeline(tour: Tour): Promise<void> {
  const { page } = tour
  const span = page.getByTestId('timeline-span')
  await tour.go('Timeline', 't')
  await expect(page.getByTestId('timeline-chart')).toHaveAttribute('data-ready', 'true')
  let before = ''
  for (const [key, name] of [['6', 'year'], ['4', 'month'], ['3', 'week'], ['2', 'day'], ['1', 'hour']] as const) {
    before = (await span.textContent())!
    await tour.press(key)
    await expect(span).not.toHaveText(before)
    await expect(page.getByTestId('lane-component-stripe')).toBeVisible()
    await tour.picture(`timeline-${name}`, name === 'month' ? 'timeline.png' : undefined)
  }
  // Its words are in whole minutes: the last steps may not change them.
  for (let step = 0; step < 12; step++) await tour.press('+')
  await expect.poll(async () => minutesIn((await span.textContent())!)).toBeLessThanOrEqual(2)
  await tour.picture('timeline-minute')

  await tour.press('2', 'n')
  await page.getByLabel('What was done').fill('Deployed EchoPilot 3.0')
  await tour.press('Enter')
  await expect(page.getByTestId('lane-notes')).toContainText('Deployed EchoPilot 3.0')
  await tour.press('t')
  const table = page.getByTestId('timeline-table')
  await expect(table.getByRole('row').filter({ hasText: 'Deployed EchoPilot 3.0' })).toContainText('Note')
  await expect(table.getByRole('row').filter({ hasText: 'Stripe' }).first()).toContainText('Incident')
  await tour.picture('timeline-table')
  await tour.press('t')
}

/** "15:33 – 15:35, 23 Nov 2026" → 2, also over midnight. */
function minutesIn(span: string): number {
  const [from, to] = [...span.matchAll(/(\d\d):(\d\d)/g)].map(([, hour, minute]) => Number(hour) * 60 + Number(minute)) as [number, number]
  return (to - from + 1440) % 1440
}
