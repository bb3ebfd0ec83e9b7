import { expect, test } from '@playwright/test'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startProviders } from '../fixtures/providers'
import { drop, freshFolder, launch } from './console'

test('a pasted key is tried at once, kept only when it is good, and never shown again', async () => {
  const providers = await startProviders()
  const dataDir = freshFolder()
  const { originMapFile } = providers.writeInto(dataDir)
  const running = await launch({ dataDir, args: ['--origin-map', originMapFile] })
  const { page } = running
  await page.getByTestId('component-row-stripe').getByRole('button', { name: /Connect/ }).click()
  const section = page.getByTestId('settings-services')
  const field = section.getByLabel('Restricted key', { exact: true })

  await field.fill('rk_test_wrongwrongwrong')
  await field.press('Enter')
  await expect(section).toContainText('refuses the credential')

  await field.fill(providers.credentials.stripeKey)
  await field.press('Enter')
  // A desktop without a keychain asks before it keeps a secret in a plain file.
  const consent = section.getByRole('button', { name: 'Keep it in a plain file' })
  await expect(consent.or(section.getByText(providers.credentials.stripeKey.slice(-4))).first()).toBeVisible()
  if (await consent.isVisible()) {
    await consent.click()
    await expect(section).toContainText(providers.credentials.stripeKey.slice(-4))
  }
  expect(await page.content()).not.toContain(providers.credentials.stripeKey)
  const kept = join(dataDir, 'secrets.json')
  expect(statSync(kept).mode & 0o777).toBe(0o600)
  const file = JSON.parse(readFileSync(kept, 'utf8')) as { secrets: { stripeKey: { kept: string } } }
  const keychain = await running.app.evaluate(({ safeStorage }) => safeStorage.isEncryptionAvailable() && !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()))
  expect(file.secrets.stripeKey.kept).toBe(keychain ? 'encrypted' : 'plain')

  await page.keyboard.press('Escape')
  await page.getByTestId('nav-overview').click()
  await expect(page.getByTestId('component-row-stripe')).toHaveAttribute('data-status', 'ok')
  await running.quit()
  await providers.close()
  drop(dataDir)
})
