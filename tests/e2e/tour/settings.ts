import { expect } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import type { Tour } from './tour'

const sections = ['Services', 'Watched logs', 'Checks', 'Timing & limits', 'Costs', 'Alerts', 'Fleet', 'Local API', 'Appearance', 'Startup', 'Data', 'About'] as const

export async function openSection(tour: Tour, section: (typeof sections)[number]): Promise<void> {
  const { page } = tour
  if ((await page.getByRole('heading', { level: 1 }).textContent()) !== 'Settings') await tour.press(',')
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: section, exact: true }).press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: section, exact: true })).toBeInViewport()
}

export async function visitSettings(tour: Tour): Promise<void> {
  await tour.press('Escape')
  for (const section of sections) {
    await openSection(tour, section)
    await tour.picture(`settings-${section.toLowerCase().replaceAll(/\W+/g, '-')}`)
  }
}

/** The one service that a demo leaves to be connected. */
export async function visitServices(tour: Tour): Promise<void> {
  await openSection(tour, 'Services')
  const telegram = tour.page.getByRole('article', { name: 'Telegram' })
  await telegram.getByRole('button', { name: 'Connect' }).press('Enter')
  await expect(telegram.getByLabel('Bot token')).toBeFocused()
  await tour.typeSecret('123456789:AAtour-of-the-window')
  await tour.press('Enter')
  await expect(telegram).toContainText('Telegram accepts it. Connected.')
  await telegram.getByRole('button', { name: 'Find the chat' }).press('Enter')
  await expect(telegram).toContainText('found. Alerts come there.')
  await tour.picture('settings-telegram-connected')
}

/** A check that is tried before it is kept, and comes back when it was removed. */
export async function visitChecks(tour: Tour): Promise<void> {
  const { page } = tour
  await openSection(tour, 'Checks')
  await page.getByRole('button', { name: 'Add a check' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'What should it look at?' })).toBeVisible()
  await tour.picture('settings-check-kinds')
  await page.getByRole('button', { name: /^HTTP endpoint/ }).press('Enter')
  const form = page.getByTestId('check-form')
  await form.getByLabel('Address').fill('https://app.brightloom.example/api/orders')
  await form.getByLabel('Name').fill('Orders API')
  await tour.press('Enter')
  await expect(page.getByTestId('check-result')).toContainText('It works.')
  await tour.picture('settings-check-tried')
  await page.getByTestId('check-save').press('Enter')
  await expect(page.getByText('Orders API is added.')).toBeVisible()

  const row = page.getByTestId('check-row-orders-api')
  await row.getByRole('button', { name: 'Remove Orders API' }).press('Enter')
  await expect(row).toHaveCount(0)
  await expect(page.getByTestId('undo-line')).toContainText('Orders API is removed.')
  await tour.picture('settings-check-removed')
  await tour.press('Control+z')
  await expect(row).toBeVisible()
}

export async function visitAlerts(tour: Tour): Promise<void> {
  const { page } = tour
  await openSection(tour, 'Alerts')
  for (const id of ['telegram', 'webhook']) {
    await page.getByTestId(`channel-test-${id}`).press('Enter')
    await expect(page.getByTestId(`channel-row-${id}`)).toContainText('Sent: ')
  }
  await page.getByRole('switch', { name: 'Use quiet hours' }).press('Space')
  await expect(page.getByTestId('quiet-hours').getByLabel('From')).toHaveValue('22:00')
  await tour.picture('settings-channels-tested')
  await page.getByRole('switch', { name: 'Use quiet hours' }).press('Space')
  const trial = page.getByRole('button', { name: 'Try on the last 30 days: Component failing' })
  await trial.press('Enter')
  await expect(page.getByTestId('backtest-result-component-failing')).toContainText(/Would have fired \d+ times? in/, { timeout: 45_000 })
  await page.getByTestId('rule-component-failing').scrollIntoViewIfNeeded()
  await tour.picture('settings-rule-tried')
}

export async function visitData(tour: Tour): Promise<void> {
  const { page } = tour
  await openSection(tour, 'Data')
  await page.getByRole('button', { name: 'Back up now' }).press('Enter')
  await expect(page.getByTestId('data-backups')).toContainText('Written to', { timeout: 45_000 })
  await expect(page.getByTestId('backup')).toHaveCount(1)
  await page.getByTestId('data-backups').scrollIntoViewIfNeeded()
  await tour.picture('settings-backed-up')
  const rows = await tour.choose('looks.csv')
  await page.getByTestId('export-rows').press('Enter')
  await expect(page.getByTestId('data-export')).toContainText(/rows written to/)
  expect(readFileSync(rows, 'utf8')).toMatch(/stripe/)

  const report = await tour.choose('report.txt')
  await page.getByRole('button', { name: 'Save redacted report…' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Report' })).toHaveValue(/EchoPilot Console report/)
  await tour.picture('settings-report')
  await page.getByTestId('save-report').press('Enter')
  await expect.poll(() => existsSync(report)).toBe(true)
}
