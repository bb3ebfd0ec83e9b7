import { expect } from '@playwright/test'
import type { Tour } from './tour'

/** What the console does by itself, and one of it now. */
export async function visitSchedule(tour: Tour): Promise<void> {
  const { page } = tour
  await tour.go('Schedule', 's')
  const brief = page.getByTestId('job-ceo-brief')
  await expect(brief.locator('[data-shape="done"]').first()).toBeVisible()
  await tour.picture('schedule')
  await brief.getByRole('button', { name: 'Run now: CEO Brief' }).press('Enter')
  await expect(brief).toContainText('by hand')
  await expect(brief).toContainText('CEO Brief: done')
  await tour.picture('schedule-run-by-hand')
}
