import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingLabels } from '../../src/renderer/frame/palette/setting-labels'
import { drop, launch, type Running } from './console'
import { failingFolder } from './failing'

// All of it by the keyboard alone.

const title = 'Shop database'

let running: Running
let page: Page
test.beforeEach(async () => {
  running = await launch({ dataDir: await failingFolder(title) })
  page = running.page
  await expect(page.getByTestId('component-row-shop')).toHaveAttribute('data-status', 'fail')
})
test.afterEach(async () => {
  await running.quit()
  drop(running.dataDir)
})

const palette = () => page.getByTestId('palette')
const field = () => palette().getByRole('combobox')
const chosen = () => palette().getByRole('option', { selected: true })

async function open(words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(field()).toBeFocused()
  await page.keyboard.type(words)
}

/** Types, sees that this is what Enter would choose, and chooses it. */
async function find(words: string, id: string): Promise<void> {
  await open(words)
  await expect(chosen()).toHaveAttribute('data-testid', `found-${id}`)
  await page.keyboard.press('Enter')
  await expect(palette()).toHaveCount(0)
}

/** One more check, at the end of the list. */
const addBehind = (id: string) =>
  page.evaluate(
    (check) => (globalThis as unknown as { ops: { call(name: string, input: unknown): Promise<unknown> } }).ops.call('checks.save', { check, secrets: {} }),
    { id, kind: 'tcp', title: 'Queue', enabled: false, settings: { host: '127.0.0.1', port: 1 } },
  )

const runsByButton = () =>
  readFileSync(join(running.dataDir, 'logs/health_probe.log'), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => (JSON.parse(line) as { reason: string }).reason === 'button').length

test('finds a component, an incident, a page, a setting and the logs', async () => {
  await find('disk', 'component:disk_ok')
  await expect(page.getByRole('dialog', { name: /Disk/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await open('shop failing')
  await expect(palette().getByRole('group', { name: 'Open incidents' }).getByRole('option', { selected: true })).toContainText(title)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('incident-detail')).toContainText(title)

  await find('sched', 'page:schedule')
  await expect(page.getByRole('heading', { name: 'Schedule', level: 1 })).toBeVisible()

  await find('disk warns', 'setting:probing#Disk warns above')
  await expect(page.getByLabel('Disk warns above')).toBeFocused()

  await open('event:tick zz')
  await expect(chosen()).toContainText('Search the logs for “event:tick zz”')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('log-search')).toHaveValue('event:tick zz')
})

test('runs the probe, mutes, and changes the theme', async () => {
  const before = runsByButton()
  await find('run probe', 'probe')
  await expect.poll(runsByButton).toBe(before + 1)

  await find('mute 4', 'mute-4')
  await expect(page.getByTestId('muted')).toContainText('Muted until')
  await find('unmute', 'unmute')
  await expect(page.getByTestId('muted')).not.toContainText('Muted until')

  const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await find('dark', 'theme-dark')
  await expect.poll(dark).toBe(true)
  await find('light', 'theme-light')
  await expect.poll(dark).toBe(false)

  await page.keyboard.press('Control+k')
  const recent = palette().getByRole('group', { name: 'Recent' }).getByRole('option')
  await expect(recent).toContainText(['Light theme', 'Dark theme', 'Run health probe'])
})

test('is moved through by keys, and gives the focus back', async () => {
  await page.getByTestId('run-probe').focus()
  await open('settings')
  const options = palette().getByRole('option')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(field()).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id'))!)
  await page.keyboard.press('End')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(palette()).toHaveCount(0)
  await expect(page.getByTestId('run-probe')).toBeFocused()
  // Above details that are open, which stay.
  await find('disk', 'component:disk_ok')
  const details = page.getByRole('dialog', { name: /Disk/ })
  await expect(details).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(field()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette()).toHaveCount(0)
  await expect(details).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  // The same key closes it.
  await page.keyboard.press('Control+k')
  await expect(field()).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(palette()).toHaveCount(0)
})

test('leads to every setting it lists', async () => {
  await page.keyboard.press(',')
  for (const [section, labels] of Object.entries(settingLabels))
    for (const label of labels) await expect(page.getByTestId(`settings-${section}`).locator(`[data-field="${label}"]`)).toHaveCount(1)
})

test('what is removed comes back to its place by Ctrl Z, or by its button', async () => {
  const row = page.getByTestId('check-row-shop')
  await addBehind('queue')
  await find('checks', 'settings:checks')
  await page.getByRole('button', { name: `Remove ${title}` }).press('Enter')
  await expect(row).toHaveCount(0)
  // The button that removed it is gone: the keyboard goes on at the way back.
  await expect(page.getByTestId('undo')).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: `${title} is removed. Undo with Ctrl Z.` })).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(row).toBeVisible()
  await expect(page.getByTestId('undo-line')).toHaveCount(0)
  await expect(row.getByRole('button', { name: `Edit ${title}` })).toBeFocused()
  await expect(page.locator('[data-testid^="check-row-"]').last()).toHaveAttribute('data-testid', 'check-row-queue')

  await page.getByRole('button', { name: `Remove ${title}` }).press('Enter')
  await page.getByTestId('undo').press('Enter')
  await expect(row).toBeVisible()

  await page.getByRole('button', { name: `Remove ${title}` }).press('Enter')
  await page.getByTestId('undo').press('Escape')
  await expect(page.getByTestId('undo-line')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(row).toHaveCount(0)
})
