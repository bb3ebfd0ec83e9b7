import { expect, test } from '@playwright/test'
import { drop, launch, type Running } from './console'

let running: Running
test.beforeAll(async () => {
  running = await launch()
})
test.afterAll(async () => {
  await running.quit()
  drop(running.dataDir)
})

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await running.page.keyboard.press(key)
}

/** Goes on with Tab until this has the focus, as somebody does who can’t point. */
async function reach(testIdOrName: { testId: string } | { button: string | RegExp } | { radio: string }): Promise<void> {
  const { page } = running
  const wanted = 'testId' in testIdOrName ? page.getByTestId(testIdOrName.testId) : 'radio' in testIdOrName ? page.getByRole('radio', { name: testIdOrName.radio }) : page.getByRole('button', { name: testIdOrName.button })
  const mostStops = 300
  for (let stop = 0; stop < mostStops; stop++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return
    await press('Tab')
  }
  throw new Error(`Tab never came by ${JSON.stringify(testIdOrName)}`)
}

test('runs the probe, opens a component and comes back to its row', async () => {
  const { page } = running
  await press('r')
  await expect(page.getByTestId('run-probe')).toBeEnabled()
  await reach({ button: /^Disk/ })
  await press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Disk/ }).first()).toBeFocused()
})

test('mutes messages by the bell’s menu, and lets them go out again', async () => {
  const { page } = running
  await reach({ testId: 'mute' })
  await press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await press('Enter')
  await expect(page.getByTestId('muted')).toContainText('Muted until')
  await reach({ testId: 'unmute' })
  await press('Enter')
  await expect(page.getByTestId('muted')).toHaveText('')
})

test('changes the span of the costs and what they are split by', async () => {
  const { page } = running
  await press('g', 'c')
  await expect(page.getByTestId('costs-span')).toContainText('This week')
  await press('m')
  await expect(page.getByTestId('costs-span')).toContainText('This month')
  await press('[')
  await expect(page.getByTestId('costs-span')).not.toContainText('This month')
})

test('writes a note on the Timeline', async () => {
  const { page } = running
  await press('g', 't')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Timeline')
  await press('n')
  await page.keyboard.type('Moved by keys alone')
  await press('Enter')
  await press('t')
  await expect(page.getByRole('main')).toContainText('Moved by keys alone')
})

test('searches the log, follows it again, and runs a job', async () => {
  const { page } = running
  await press('g', 'l')
  await expect(page.getByTestId('log-list')).toBeVisible()
  await press('/')
  await page.keyboard.type('event:nothing-is-called-so')
  await expect(page.getByTestId('log-list')).toHaveCount(0)
  // Suggestions, what was typed, the field itself: each goes with a press.
  await press('Escape', 'Escape', 'Escape')
  await expect(page.getByTestId('log-list')).toBeVisible()
  await press('g', 's')
  await reach({ button: /Run now: CEO Brief/ })
  await press('Enter')
  await expect(page.getByTestId('job-ceo-brief')).toContainText('just now')
})

test('chooses the theme with the arrows', async () => {
  const { page } = running
  await press('Control+,')
  await reach({ radio: 'System' })
  await press('ArrowRight', 'ArrowRight')
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['mantineColorScheme'])).toBe('dark')
})
