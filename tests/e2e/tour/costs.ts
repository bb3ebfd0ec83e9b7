import { expect } from '@playwright/test'
import { readFileSync } from 'node:fs'
import type { Tour } from './tour'

/** What was spent, on what, and down to single calls. */
export async function visitCosts(tour: Tour): Promise<void> {
  const { page } = tour
  const glance = page.getByTestId('costs-glance')
  const row = (name: string) => page.getByTestId(`cost-row-${name}`)
  await tour.go('Costs', 'c')
  await expect(row('claude-sonnet-4-5')).toContainText('$')
  await tour.press('d')
  await expect(page.getByTestId('costs-span')).toContainText('Today')
  await tour.press('[')
  await expect(page.getByTestId('costs-span')).toContainText('Yesterday')
  await expect(glance).toContainText('Yesterday')
  await tour.picture('costs-day')
  await tour.press('m')
  await expect(page.getByTestId('costs-span')).toContainText('This month')
  await expect(glance).toContainText('This month so far')
  await tour.press('4')
  await expect(page.getByTestId('costs-breakdown').getByRole('row', { name: /^Stripe fees/ })).toContainText('$')
  await tour.picture('costs-month', 'costs.png')
  await tour.press('2')
  await expect(row('inbox-triage')).toContainText('$')
  await tour.picture('costs-by-job')
  await tour.press('3', 't')
  await expect(page.getByTestId('costs-breakdown')).toContainText('forecast, with its range')
  await tour.picture('costs-running-total')
  await tour.press('t')
  await expect(page.getByRole('table').filter({ hasText: 'When' })).toContainText('$')
  await tour.picture('costs-table')
  await tour.press('t', '1')

  await row('claude-sonnet-4-5').getByRole('button').press('Enter')
  const calls = page.getByTestId('costs-calls')
  await expect(calls.getByRole('listitem').first()).toContainText('in,')
  await tour.picture('costs-calls')
  await tour.close()
  const file = await tour.choose('costs.csv')
  await tour.press('e')
  await page.getByRole('menuitem', { name: 'CSV' }).press('Enter')
  await expect(page.getByText(`Written to ${file}`)).toBeVisible()
  expect(readFileSync(file, 'utf8')).toContain('claude-sonnet-4-5')
  await page.getByTestId('costs-problems').scrollIntoViewIfNeeded()
  await expect(page.getByTestId('costs-problems')).toContainText('has no known price')
  await tour.picture('costs-below')
}
