import { expect } from '@playwright/test'
import type { Tour } from './tour'
import { openSection } from './settings'

const database = 'Database'

/** What a database knows of other agents; and what is said where there is none. */
export async function visitFleet(tour: Tour): Promise<void> {
  const { page } = tour
  const rows = page.getByTestId('agent-row')
  await tour.go('Fleet', 'f')
  await expect(rows.first()).toHaveAttribute('data-status', 'fail')
  await tour.press('/')
  await page.keyboard.type('worker')
  await expect(rows.filter({ hasText: 'staging' })).toHaveCount(0)
  await tour.picture('fleet')
  await tour.press('Escape', 'Escape')
  await expect(rows.filter({ hasText: 'staging' })).toHaveCount(1)
  await page.getByRole('button', { name: 'Components of worker-us-1' }).press('Enter')
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible()
  await tour.picture('fleet-agent')
  await tour.close()

  await openSection(tour, 'Fleet')
  const field = page.getByLabel(database, { exact: true })
  const address = await field.inputValue()
  await field.fill('')
  await field.press('Enter')
  await expect(page.getByTestId('fleet-token')).toHaveCount(0)
  await field.blur()
  await tour.go('Fleet', 'f')
  await expect(tour.main).toContainText('No fleet is set up.')
  await tour.picture('fleet-none')
  await page.getByRole('button', { name: 'Set up' }).press('Enter')
  await field.fill(address)
  await field.press('Enter')
  await expect(page.getByTestId('fleet-token')).toBeVisible()
  await field.blur()
}
