import { expect } from '@playwright/test'
import type { Tour } from './tour'

/** Anywhere in a few letters. */
export async function visitPalette(tour: Tour): Promise<void> {
  const { page } = tour
  await tour.find('notion', 'Notion')
  await expect(page.getByRole('dialog', { name: /Notion/ })).toBeVisible()
  await tour.close()
  await tour.find('costs', 'Costs')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Costs')
  await tour.press('Control+k')
  await page.keyboard.type('stripe')
  await expect(page.getByTestId('palette').getByRole('option').first()).toBeVisible()
  await tour.picture('palette')
  await tour.close()
  await tour.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Run health probe')
  await tour.picture('keys')
  await tour.close()
}
