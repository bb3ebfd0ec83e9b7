import { expect } from '@playwright/test'
import type { Tour } from './tour'

/** From the newest line to a certain one. */
export async function visitLogs(tour: Tour): Promise<void> {
  const { page } = tour
  const status = page.getByTestId('log-status')
  const detail = page.getByTestId('log-detail')
  const follow = page.getByTestId('log-follow')
  await tour.go('Logs', 'l')
  const source = page.getByRole('combobox', { name: 'Which log' })
  // The newest of EchoPilot’s: one a month.
  const watched = source.getByRole('option', { name: /^executions-/, includeHidden: true }).last()
  await source.selectOption((await watched.getAttribute('value'))!)
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
  await expect(status).toHaveText(/^[\d,]+ lines$/)
  await tour.picture('logs')

  await tour.press('/')
  await page.keyboard.type('event:llm_call model:claude-sonnet*')
  await tour.press('Enter')
  await expect(status).toHaveText(/^[\d,]+ of [\d,]+ lines$/)
  await expect(page.getByRole('option', { name: /claude-sonnet/ }).first()).toBeVisible()
  await tour.press('t')
  await page.keyboard.type('yesterday 14:00')
  await tour.press('Enter')
  await expect(page.getByTestId('log-list')).toBeFocused()
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  await tour.press('Enter')
  await expect(detail).toContainText('claude-sonnet')
  await tour.picture('logs-line')
  await tour.press('c')
  await expect(detail.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(JSON.parse(await tour.copied())).toMatchObject({ event: 'llm_call' })
  await tour.press('Escape', 'p')
  await expect(page.getByRole('option', { name: /"event":"llm_call"/ }).first()).toBeVisible()
  await tour.picture('logs-raw')
  await tour.press('p', 'f')
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
}
