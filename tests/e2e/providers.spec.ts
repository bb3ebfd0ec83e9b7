import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startProviders, type StandIns } from '../fixtures/providers'
import { drop, freshFolder, launch, type Running } from './console'
import { trayNow, watchTray } from './tray'

let providers: StandIns
let running: Running

test.beforeAll(async () => {
  providers = await startProviders()
  const dataDir = freshFolder()
  const { env, originMapFile } = providers.writeInto(dataDir)
  // Without a chat nothing is sent: what is sent has its own tests.
  const { TELEGRAM_CHAT_ID: _chat, TELEGRAM_BOT_TOKEN: _token, ...credentials } = env
  running = await launch({ dataDir, env: credentials, args: ['--origin-map', originMapFile] })
})
test.afterAll(async () => {
  await running.quit()
  await providers.close()
  drop(running.dataDir)
})

const row = (target: string) => running.page.getByTestId(`component-row-${target}`)
const runProbe = async () => {
  const button = running.page.getByTestId('run-probe')
  await expect(button).toBeEnabled()
  await button.click()
}

test('the three providers are read through their real clients', async () => {
  for (const target of ['notion', 'drive', 'stripe']) await expect(row(target)).toHaveAttribute('data-status', 'ok')
  await expect(running.page.getByTestId('overall-state').first()).toHaveAttribute('data-status', 'ok')
})

test('the button runs a probe, the row changes, and the tray follows', async () => {
  const { app, page } = running
  await watchTray(app)
  providers.set('stripe', { status: 401, headers: { 'content-type': 'application/json' }, body: { error: { message: 'Invalid API Key provided', type: 'invalid_request_error' } } })
  await runProbe()
  await expect(row('stripe')).toHaveAttribute('data-status', 'fail')
  await expect(row('stripe')).toContainText('Stripe refuses the credential')
  await expect(page.getByTestId('overall-state').first()).toHaveAttribute('data-status', 'fail')
  await expect.poll(async () => (await trayNow(app)).tooltip).toContain('❌')
  const failing = await trayNow(app)
  expect(failing.tooltip).toContain('Stripe refuses the credential')
  expect(failing.menu.join('\n')).toContain('Stripe')

  const answer = await fetch(`${running.api}/api/system-health`)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ ok: false, status: 'fail', components: { stripe: false, notion: true } })

  providers.set('stripe', 'ok')
  await runProbe()
  await expect(row('stripe')).toHaveAttribute('data-status', 'warning')
  await runProbe()
  await expect(row('stripe')).toHaveAttribute('data-status', 'ok')
  await expect.poll(async () => (await trayNow(app)).tooltip).toContain('✅')
  const well = await trayNow(app)
  expect(well.image).not.toBe(failing.image)
})

test('a hanging provider holds up nobody', async () => {
  providers.set('notion', 'hang')
  await runProbe()
  await expect(row('stripe')).toHaveAttribute('data-look', 'ok')
  await expect(row('disk_ok')).toHaveAttribute('data-look', 'ok')
  await expect(running.page.getByTestId('run-probe')).toContainText(/\d of 5/)
  providers.set('notion', 'ok')
  await expect(row('notion')).toHaveAttribute('data-status', 'warning')
  await expect(row('notion')).toContainText('no complete answer')
})

test('no secret is anywhere in the data folder, the logs or the API', async () => {
  const texts = [await (await fetch(`${running.api}/api/status`)).text(), await (await fetch(`${running.api}/api/system-health`)).text(), await running.page.content()]
  const handedOver = new Set(['service-account.json', 'authorized-user.json'])
  for (const name of readdirSync(running.dataDir, { recursive: true, encoding: 'utf8' })) {
    const path = join(running.dataDir, name)
    if (!handedOver.has(name) && statSync(path, { throwIfNoEntry: false })?.isFile()) texts.push(readFileSync(path, 'latin1'))
  }
  for (const secret of providers.secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([])
})
