import { expect } from '@playwright/test'
import type { Tour } from './tour'

const readingMs = 30_000
const missing = 'Stripe: a permission is missing'

const row = ({ page }: Tour, target: string) => page.getByTestId(`component-row-${target}`)

/** As somebody first sees it. */
export async function visitOverview(tour: Tour): Promise<void> {
  const { page } = tour
  const probe = page.getByTestId('run-probe')
  await expect(page.getByTestId('demo-words')).toContainText('nothing real')
  await tour.find('light', 'Light theme')
  // Once all bills and logs are read; the one model without a price is in the logs.
  await expect(page.getByTestId('costs')).toContainText('1 model unpriced', { timeout: readingMs })
  await expect(page.getByTestId('costs')).toContainText(/Stripe fees ?\$/, { timeout: readingMs })
  // From here on nothing happens by itself.
  await tour.cue('All well again')
  for (const target of ['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok', 'website']) await expect(row(tour, target)).toHaveAttribute('data-status', 'ok')
  await expect(probe).toContainText('Run Health Probe')
  await tour.picture('overview', 'window-light.png')

  await page.getByRole('button', { name: /^Notion, ok\. Details/ }).press('Enter')
  const details = page.getByRole('dialog', { name: /Notion/ })
  await expect(details).toContainText('Recent looks')
  await tour.picture('component')
  await tour.close()

  await tour.press('r')
  await expect(probe).toContainText(/Looking… \d of \d/)
  await tour.picture('probe-running')
  await expect(probe).toContainText('Run Health Probe')
  await expect(page.getByText(/^Health probe finished: .* ok$/)).toBeAttached()
}

export async function breakStripe(tour: Tour): Promise<void> {
  await tour.cue('Break Stripe')
  await expect(row(tour, 'stripe')).toHaveAttribute('data-status', 'fail')
  await expect(tour.page.getByTestId('demo-words')).toContainText('Break Stripe')
  await expect(tour.page.getByRole('list', { name: 'Open incidents' })).toContainText(missing)
  await tour.picture('overview-stripe-broken')
  await tour.page.getByRole('button', { name: /^Stripe, failing\. Details/ }).press('Enter')
  await expect(tour.page.getByRole('dialog', { name: /Stripe/ })).toContainText('permission')
  await tour.picture('component-failing')
  await tour.close()
}

export async function recover(tour: Tour): Promise<void> {
  await tour.go('Overview', 'o')
  await tour.cue('All well again')
  await expect(row(tour, 'stripe')).toHaveAttribute('data-status', 'ok')
  await expect(tour.page.getByRole('list', { name: 'Open incidents' })).not.toContainText(missing)
  await tour.picture('overview-well-again')
}
