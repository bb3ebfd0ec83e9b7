import { expect, test, type Page } from '@playwright/test'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { drop, electronArguments, freshFolder, launch, type Running } from './console'
import { failingFolder } from './failing'

const run = promisify(execFile)
const title = 'Shop database'

/** What a desktop does with a link: it starts the program once more. */
const follow = ({ dataDir }: Running, link: string): Promise<unknown> => run(electronArguments.executable, [...electronArguments.for(dataDir), link], { env: electronArguments.env })

async function end(running: Running): Promise<void> {
  await running.quit()
  drop(running.dataDir)
}

async function incidentLink({ page }: Running): Promise<string> {
  const row = page.locator('[data-testid^="incident-row-"]').first()
  const id = (await row.getAttribute('data-testid'))!.slice('incident-row-'.length)
  return `echopilot://incident/${encodeURIComponent(id)}`
}

const incident = (page: Page) => page.getByTestId('incident-detail')

test('a link brings the running window to the incident, and to other places', async () => {
  const running = await launch({ dataDir: await failingFolder(title) })
  const { page } = running
  await follow(running, await incidentLink(running))
  await expect(incident(page)).toContainText(title)

  await follow(running, 'echopilot://component/disk_ok')
  await expect(page.getByRole('dialog', { name: /Disk/ })).toBeVisible()
  await follow(running, 'echopilot://settings/api')
  await expect(page.getByTestId('settings-api')).toBeInViewport()
  const sections = page.getByRole('navigation', { name: 'Settings' })
  await expect(sections.getByRole('button', { name: 'Local API' })).toHaveAttribute('aria-current', 'true')
  await follow(running, 'echopilot://logs?source=own&at=2026-11-23T08:00:00Z')
  await expect(page.getByTestId('log-source')).toHaveValue('own')
  await follow(running, 'echopilot://page/costs')
  await expect(page.getByTestId('costs-span')).toBeVisible()
  await end(running)
})

test('a link opens a window that was closed', async () => {
  const running = await launch({ dataDir: await failingFolder(title) })
  const link = await incidentLink(running)
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  await expect.poll(() => running.app.windows().length).toBe(0)
  const opened = running.app.waitForEvent('window')
  await follow(running, link)
  await expect(incident(await opened)).toContainText(title)
  await end(running)
})

test('a link starts the console, at login hidden or not, and it opens there', async () => {
  const running = await launch({ args: ['--hidden', 'echopilot://settings/alerts'], shows: 'settings-alerts' })
  await expect(running.page.getByTestId('settings-alerts')).toBeInViewport()
  await end(running)
})

test('a link that leads nowhere opens the overview and says so', async () => {
  const dataDir = freshFolder()
  const running = await launch({ dataDir, args: ['echopilot://probe/run?now=1'] })
  const { page } = running
  await expect(page.getByRole('alert')).toContainText('This link leads nowhere in the console.')
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click()

  await follow(running, 'echopilot://component/no-such-check')
  await expect(page.getByRole('alert')).toContainText('“no-such-check” isn’t watched here.')
  await expect(page.getByTestId('component-row-disk_ok')).toBeVisible()
  await end(running)
})
