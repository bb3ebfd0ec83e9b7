import { expect } from '@playwright/test'
import type { Tour } from './tour'

const pages = [
  ['Costs', 'c', 'costs-total'],
  ['Incidents', 'i', 'incident-detail'],
  ['Timeline', 't', 'lane-component-stripe'],
  ['Logs', 'l', 'log-status'],
  ['Schedule', 's', 'job-ceo-brief'],
  ['Fleet', 'f', 'fleet'],
] as const

/** The same pages again, as they are at night. */
export async function visitInTheDark(tour: Tour): Promise<void> {
  const { page } = tour
  await tour.find('dark', 'Dark theme')
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await tour.go('Overview', 'o')
  await expect(page.getByTestId('component-row-stripe')).toHaveAttribute('data-status', 'fail')
  await tour.picture('dark-overview', 'window-dark.png')
  for (const [title, key, shown] of pages) {
    await tour.go(title, key)
    await expect(page.getByTestId(shown)).toBeVisible()
    await tour.picture(`dark-${title.toLowerCase()}`)
  }
  await tour.press(',')
  await expect(page.getByTestId('settings-services')).toBeVisible()
  await tour.picture('dark-settings')
}
