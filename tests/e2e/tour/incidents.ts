import { expect } from '@playwright/test'
import type { Tour } from './tour'

/** What has become of Stripe. */
export async function visitIncidents(tour: Tour): Promise<void> {
  const { page } = tour
  await tour.go('Incidents', 'i')
  const detail = page.getByTestId('incident-detail')
  const steps = page.getByTestId('incident-steps')
  await page.getByTestId('incident-list').getByRole('button', { name: /Stripe/ }).first().press('Enter')
  await expect(detail.getByRole('heading', { level: 2 })).toContainText('Stripe')
  await expect(steps).toContainText('Opened as failing')
  await expect(page.getByTestId('incident-messages')).toContainText(/delivered|shown/)
  await tour.picture('incident')

  await tour.press('a')
  await expect(steps).toContainText('Acknowledged in this window')
  await tour.press('s')
  await page.getByRole('menuitem', { name: /4 h/ }).press('Enter')
  await expect(steps).toContainText('Snoozed for 4 h')
  await detail.getByRole('button', { name: 'Add note' }).press('Enter')
  await page.keyboard.type('Asked for a new key')
  await tour.press('Enter')
  await expect(page.getByTestId('incident-around')).toContainText('Asked for a new key')
  await detail.getByRole('button', { name: 'Copy as text' }).press('Enter')
  await expect(detail.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await tour.copied()).toMatch(/^# .*Stripe[^]*Snoozed for 4 h[^]*Asked for a new key/)
  await tour.picture('incident-handled')

  const found = page.getByTestId('incidents-found')
  const all = (await found.textContent())!
  await tour.press('/')
  await page.keyboard.type('drive')
  await expect(found).not.toHaveText(all)
  await tour.picture('incidents-search')
  // Once to empty it, once to leave it.
  await tour.press('Escape', 'Escape')
  await expect(found).toHaveText(all)
}
