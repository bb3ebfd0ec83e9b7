import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePast } from '../fixtures/written-past'
import { writeSpend, writeTicks } from '../fixtures/history-logs'
import { drop, freshFolder, launch, type Running } from './console'

let running: Running
const dataDir = freshFolder()
const logs = join(dataDir, 'echopilot')

test.beforeAll(async () => {
  const now = new Date().getTime()
  await writePast(join(dataDir, 'console.db'), { now: now - 60_000, days: 365, scheduler: join(logs, 'scheduler.log') })
  writeSpend(logs, { now, days: 40 })
  writeTicks(logs, now)
  running = await launch({ dataDir, env: { ECHOPILOT_LOG_DIR: logs } })
})
test.afterAll(async () => {
  await running.quit()
  drop(dataDir)
})

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await running.page.keyboard.press(key)
}
const span = () => running.page.getByTestId('timeline-span')
const lane = (id: string) => running.page.getByTestId(`lane-${id}`)
const chart = () => running.page.getByTestId('timeline-chart')
const strip = () => running.page.getByTestId('timeline-strip')

/** Whether the canvas has a pixel of a token’s colour. */
const painted = (token: string) =>
  running.page.evaluate((name) => {
    const canvas = document.querySelector('canvas')!
    const colour = getComputedStyle(document.documentElement).getPropertyValue(name).trim()
    const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    for (let at = 0; at < data.length; at += 4) if (wanted.every((part, index) => data[at + index] === part)) return true
    return false
  }, token)

test('every lane is there, and says what is so now', async () => {
  await press('g', 't')
  await expect(chart()).toHaveAttribute('data-ready', 'true')
  for (const id of ['ticks-own', 'component-notion', 'component-disk_ok', 'incidents', 'runs', 'notes', 'spend']) await expect(lane(id)).toBeVisible()
  await expect(lane('ticks-own')).toContainText('ticking')
  await expect(lane('spend')).toContainText('$')
  await expect(running.page.getByTestId('timeline-live')).toBeVisible()
})

for (const theme of ['light', 'dark'] as const) {
  test(`a year is drawn in the ${theme} theme, its failures too`, async () => {
    const { page, app } = running
    await app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme)
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveCSS('color-scheme', theme)
    await press('6')
    for (const token of ['--ok', '--fail', '--accent']) await expect.poll(() => painted(token)).toBe(true)
  })
}

test('keys go back in time, closer, and up to now again', async () => {
  const { page } = running
  await press('2')
  const live = await span().textContent()
  await press('ArrowLeft', 'ArrowLeft')
  await expect(span()).not.toHaveText(live!)
  await expect(page.getByTestId('timeline-now')).toBeVisible()
  const day = await span().textContent()
  await press('+')
  await expect(span()).not.toHaveText(day!)
  await press('Home')
  await expect(page.getByTestId('timeline-live')).toBeVisible()
})

test('the wheel zooms at the pointer, a drag pans', async () => {
  const { page } = running
  await press('4')
  const month = await span().textContent()
  const box = (await page.locator('canvas').boundingBox())!
  await page.mouse.move(box.x + 200, box.y + 40)
  await page.mouse.wheel(0, -300)
  await expect(span()).not.toHaveText(month!)
  const zoomed = await span().textContent()
  await page.mouse.down()
  await page.mouse.move(box.x + 400, box.y + 40, { steps: 4 })
  await page.mouse.up()
  await expect(span()).not.toHaveText(zoomed!)
})

test('a gap explains itself, and an incident opens', async () => {
  const { page } = running
  await press('4')
  const asleep = page.locator('[data-event="gap"]').filter({ visible: true }).and(page.getByLabel(/^Asleep/)).first()
  await asleep.focus()
  await press('Enter')
  await expect(strip()).toContainText('The computer slept, so nothing could tick. It doesn’t count.')
  await press('6')
  // One that stands for itself: several in one place are zoomed to first.
  const incident = page.locator('[data-event="incident"]:not([aria-label*=" more"])').first()
  await incident.focus()
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Incidents')
})

test('an incident leads to its time, where it is chosen; a run leads to its log', async () => {
  const { page } = running
  await page.getByTestId('incident-to-timeline').click()
  await expect(page.locator('[data-event="incident"][data-chosen]')).toBeVisible()
  await expect(strip().getByRole('button', { name: 'Open incident' })).toBeVisible()
  await press('4')
  await page.locator('[data-event="run"]').first().focus()
  await press('Enter')
  await strip().getByRole('button', { name: 'Show in Logs' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logs')
})

test('in a tall window lanes are taller', async () => {
  const { page, app } = running
  await press('g', 't')
  const height = async (): Promise<number> => (await lane('runs').boundingBox())!.height
  const usual = await height()
  await page.setViewportSize({ width: 1200, height: 2000 })
  await expect.poll(height).toBeGreaterThan(1.5 * usual)
  const [width, heightNow] = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getContentSize())
  await page.setViewportSize({ width: width!, height: heightNow! })
  await expect.poll(height).toBe(usual)
})

test('a note is written, deleted and brought back; a script’s deployment is there as well', async () => {
  const { page } = running
  await press('g', 't', '1', 'n')
  await page.getByLabel('What was done').fill('Changed the key')
  await press('Enter')
  await expect(lane('notes')).toContainText('Changed the key')
  await page.locator('[data-event="note"]').and(page.getByLabel(/Changed the key/)).focus()
  await press('Enter')
  await strip().getByRole('button', { name: 'Delete' }).click()
  await expect(lane('notes')).not.toContainText('Changed the key')
  await page.getByTestId('undo').click()
  await expect(lane('notes')).toContainText('Changed the key')

  const token = readFileSync(join(dataDir, 'api-token'), 'utf8').trim()
  const told = await fetch(`${running.api}/api/notes`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ text: 'Deployed 9.9', kind: 'deployment' }) })
  expect(told.status).toBe(201)
  await expect(lane('notes')).toContainText('Deployed 9.9', { timeout: 30_000 })
})

test('what a component measured is shown on demand', async () => {
  await press('3')
  const notion = lane('component-notion').getByRole('button')
  await notion.click()
  await expect(notion).toHaveAttribute('aria-expanded', 'true')
  await expect(lane('component-notion')).toContainText(/ms · /)
})

test('the table has the same, and can be read', async () => {
  const { page } = running
  await press('4', 't')
  const table = page.getByTestId('timeline-table')
  await expect(table.getByRole('row').filter({ hasText: 'Asleep' }).first()).toContainText('Gap')
  await expect(table.getByRole('row').filter({ hasText: 'CEO Brief' }).first()).toContainText('Run')
  await press('t')
  await expect(chart()).toBeVisible()
})
