import { expect, test, type Locator } from '@playwright/test'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startProviders, type StandIns } from '../fixtures/providers'
import { drop, freshFolder, launch, root, type Running } from './console'

// As a new user would: nothing is set up, and each service is connected in the window. The test plays the person and the browser.
const folder = join(root, process.env['ECHOPILOT_PICTURES'] ?? 'test-results/pictures', 'connecting')

let providers: StandIns
let running: Running

test.beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  providers = await startProviders()
  const dataDir = freshFolder()
  const { originMapFile } = providers.writeInto(dataDir)
  running = await launch({ dataDir, args: ['--origin-map', originMapFile] })
  await running.app.evaluate(({ BrowserWindow, shell }) => {
    BrowserWindow.getAllWindows()[0]!.setBounds({ width: 1120, height: 800 })
    const seen = globalThis as unknown as { opened: string[] }
    seen.opened = []
    shell.openExternal = async (url) => void seen.opened.push(url)
  })
})
test.afterAll(async () => {
  await running.quit()
  await providers.close()
  drop(running.dataDir)
})

const opened = (): Promise<string[]> => running.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
const service = (name: string): Locator => running.page.getByTestId(`service-${name}`)

async function toSettings(): Promise<void> {
  await running.page.keyboard.press('Control+,')
  await expect(running.page.getByTestId('settings-services')).toBeVisible()
}

/** A desktop without a keychain asks before it keeps a secret in a plain file; `done` shows that it wasn't asked. */
async function consent(within: Locator, done: Locator): Promise<void> {
  const accept = within.getByRole('button', { name: 'Keep it in a plain file' })
  await expect(accept.or(done).first()).toBeVisible()
  if (await accept.isVisible()) await accept.click()
}

async function paste(name: string, label: string, value: string): Promise<void> {
  await toSettings()
  const box = service(name)
  await box.getByRole('button', { name: 'Connect', exact: true }).click()
  await box.getByLabel(label, { exact: true }).fill(value)
  await box.getByLabel(label, { exact: true }).press('Enter')
  const done = box.getByText(`ends in …${value.slice(-4)}`)
  await consent(box, done)
  await expect(done).toBeVisible()
}

async function picture(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await running.app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme)
    await running.page.screenshot({ path: join(folder, `${name}-${theme}.png`) })
  }
}

test('Google: signed in by the system’s browser, with the account shown', async () => {
  await toSettings()
  const drive = service('drive')
  await drive.getByRole('button', { name: 'Sign in with Google' }).click()
  await drive.getByLabel('Client ID').fill(providers.credentials.authorizedUser.client_id)
  await drive.getByLabel('Client secret', { exact: true }).fill(providers.credentials.authorizedUser.client_secret)
  await drive.getByLabel('Client secret', { exact: true }).press('Enter')
  await consent(drive, drive.getByText('Finish in your browser…'))
  await expect(drive.getByText('Finish in your browser…')).toBeVisible()
  await picture('google-waiting')
  await expect.poll(async () => (await opened()).length).toBe(1)
  // The browser: Google's page sends back to the console, which shows a page of its own.
  const page = await fetch((await opened())[0]!, { redirect: 'follow' })
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('close this tab')
  await expect(drive).toContainText('ops-console@example-project.iam.gserviceaccount.com')
  await picture('google-signed-in')
  for (const file of ['settings.json', 'logs/console.log'].map((name) => join(running.dataDir, name)).filter((path) => existsSync(path)))
    expect(readFileSync(file, 'utf8')).not.toContain(providers.credentials.authorizedUser.refresh_token)
})

test('Notion: pasted, and its Finance table picked from what is shared', async () => {
  await paste('notion', 'Integration token', providers.credentials.notionToken)
  const notion = service('notion')
  await notion.getByRole('button', { name: 'Choose…' }).click()
  await picture('notion-picker')
  await notion.getByRole('group', { name: 'Shared with the connection' }).getByRole('button').first().click()
  // The file is there once the first change is kept.
  await expect
    .poll(() => {
      const file = join(running.dataDir, 'settings.json')
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { notion: { financeDataSource: string | null } }).notion.financeDataSource : null
    })
    .toMatch(/^[0-9a-f-]{36}$/)
})

test('Telegram: the chat is found when somebody writes to the bot, and greeted', async () => {
  await paste('telegram', 'Bot token', providers.credentials.telegramToken)
  const telegram = service('telegram')
  await telegram.getByRole('button', { name: 'Find the chat' }).click()
  await expect.poll(async () => (await opened()).at(-1)).toMatch(/^https:\/\/t\.me\/ops_console_bot\?start=/)
  const code = new URL((await opened()).at(-1)!).searchParams.get('start')!
  // Telegram sends what its link holds when the person presses Start.
  await expect.poll(() => providers.inbox.isRead).toBe(true)
  providers.inbox.write(`/start ${code}`)
  await expect(telegram).toContainText('Chat with Ada found')
  await expect.poll(() => providers.messages.length).toBeGreaterThan(0)
  await picture('telegram-found')
})

test('OpenAI: pasted, and put on the overview', async () => {
  await paste('openai', 'API key', providers.credentials.openaiAdminKey)
  await service('openai').getByRole('button', { name: 'Watch it on the overview' }).click()
  await running.page.getByTestId('nav-overview').click()
  await expect(running.page.getByTestId('component-row-openai')).toHaveAttribute('data-status', 'ok')
  for (const target of ['notion', 'drive']) await expect(running.page.getByTestId(`component-row-${target}`)).toHaveAttribute('data-status', 'ok')
})

test.describe('a check of one’s own', () => {
  let site: Server
  let healthy = true
  test.beforeAll(async () => {
    site = createServer((_request, response) => {
      response.writeHead(healthy ? 200 : 503, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ status: healthy ? 'ok' : 'down', queue: { depth: 7 } }))
    })
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  })
  test.afterAll(() => site.close())

  test('is chosen by kind, tested, added, seen failing, removed and put back', async () => {
    const { page } = running
    const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/health`
    await toSettings()
    await page.getByTestId('check-add').click()
    await page.getByTestId('check-kind-http').scrollIntoViewIfNeeded()
    await picture('check-kinds')
    await page.getByTestId('check-kind-http').click()
    const form = page.getByTestId('check-form')
    await form.getByLabel(/address|url/i).first().fill('ftp://wrong')
    await page.getByTestId('check-test').click()
    await expect(form).toContainText('such as "https://')
    await form.getByLabel(/address|url/i).first().fill(url)
    await form.getByLabel(/condition/i).fill('queue.depth < 100')
    await form.getByLabel('Name', { exact: true }).fill('Shop website')
    await page.getByTestId('check-test').click()
    await expect(page.getByTestId('check-result')).toContainText('It works.')
    await picture('check-form')
    await page.getByTestId('check-save').click()
    await expect(page.getByTestId('check-row-shop-website')).toBeVisible()

    await page.getByTestId('nav-overview').click()
    const row = page.getByTestId('component-row-shop-website')
    await expect(row).toHaveAttribute('data-status', 'ok')
    healthy = false
    for (const status of ['warning', 'fail']) {
      await row.hover()
      await row.getByRole('button', { name: 'Look at Shop website again' }).click()
      await expect(row).toHaveAttribute('data-status', status)
    }
    await picture('check-failing')
    expect(((await (await fetch(`${running.api}/api/system-health`)).json()) as { components: object }).components).toMatchObject({ 'shop-website': false })

    await toSettings()
    await page.getByRole('button', { name: 'Remove Shop website' }).click()
    await expect(page.getByTestId('check-row-shop-website')).toHaveCount(0)
    await page.getByRole('button', { name: 'Put Shop website back' }).click()
    await expect(page.getByTestId('check-row-shop-website')).toBeVisible()
  })
})
