import { expect, test } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { jobs, latestDue } from '../../src/core/schedule'
import { Store } from '../../src/host/store/store'
import { drop, freshFolder, launch, root, type Running } from './console'

const minute = 60_000
const day = 24 * 60 * minute
const pictures = join(root, 'test-results/pictures')
const dataDir = freshFolder()

let running: Running
test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  await writePast(join(dataDir, 'console.db'), new Date().getTime())
  running = await launch({ dataDir })
  await running.page.keyboard.press('g')
  await running.page.keyboard.press('s')
})
test.afterAll(async () => {
  await running.quit()
  drop(dataDir)
})

const brief = jobs.find(({ id }) => id === 'ceo-brief')!
const wall = (wallMs: number) => ({ wallMs, boot: 'older', sinceBootMs: wallMs - 1000 })

/** A year of briefs: one that was late since the computer slept, one that never came since the console was off, one that failed. */
async function writePast(path: string, now: number): Promise<void> {
  const { store } = await Store.open(path, now)
  store.setMeta('installed_at', String(now - 400 * day))
  const newest = latestDue(brief.timing, now)
  store.transaction(() => {
    for (let ago = 0; ago < 365; ago++) {
      const dueAt = newest - ago * day
      if (ago === 5) store.presence.addSpan({ kind: 'off', from: wall(dueAt - 60 * minute), to: wall(dueAt + 25 * 60 * minute - day / 24), sleptMs: null })
      if (ago === 3) store.presence.addSpan({ kind: 'asleep', from: wall(dueAt - 9 * 60 * minute), to: wall(dueAt + 41 * minute), sleptMs: 9 * 60 * minute })
      if (ago === 5) continue
      const startedAt = ago === 3 ? dueAt + 41 * minute : dueAt
      store.runs.start({ id: `run-${ago}`, job: brief.id, dueAt, startedAt, finishedAt: startedAt + 900, outcome: ago === 7 ? 'failed' : 'done', late: ago === 3, manual: false, message: ago === 7 ? 'Something broke inside the console; the log has the details.' : 'All is well.' })
    }
  })
  store.close()
}

const jobRow = () => running.page.getByTestId('job-ceo-brief')
const marks = () => jobRow().locator('[data-shape]')
const runs = () => running.page.getByTestId('runs')

test('a job says when it runs next, and how it went', async () => {
  await expect(jobRow()).toContainText('daily at 08:00 UTC')
  await expect(jobRow().getByRole('img', { name: 'done' })).toBeVisible()
  await expect(jobRow()).toContainText('900 ms')
})

test('two weeks are told by shape, and by words', async () => {
  await expect(marks()).toHaveCount(14)
  const shapes = await marks().evaluateAll((all) => all.map((one) => one.getAttribute('data-shape')))
  expect(shapes.filter((shape) => shape === 'late')).toHaveLength(1)
  expect(shapes.filter((shape) => shape === 'missed')).toHaveLength(1)
  expect(shapes.filter((shape) => shape === 'failed')).toHaveLength(1)
  await expect(jobRow().locator('[data-shape="late"]')).toHaveAttribute('aria-label', /Missed \d\d:\d\d: the computer slept until \d\d:\d\d\. Made up at \d\d:\d\d: All is well\./)
  await expect(jobRow().locator('[data-shape="missed"]')).toHaveAttribute('aria-label', /Missed \d\d:\d\d: the console was off until .*A later one was made up instead\./)
})

test('the arrows go from day to day, and one is shown on the timeline', async () => {
  const { page } = running
  await marks().last().focus()
  await page.keyboard.press('ArrowLeft')
  await expect(marks().nth(12)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('timeline-chart')).toHaveAttribute('data-ready', 'true')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
})

test('a year of runs is listed, and only what is in sight is drawn', async () => {
  const { page } = running
  await expect(runs()).toContainText('100+ runs')
  await expect
    .poll(async () => {
      await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
      return runs().textContent()
    })
    .toMatch(/^Runs3\d\d runs/)
  expect(await page.getByTestId('run').count()).toBeLessThan(60)
  await page.locator('main').evaluate((main) => main.scrollTo(0, 0))
})

test('a failed run leads to the logs, a late one says why', async () => {
  await running.page.locator('main').evaluate((main) => main.scrollTo(0, 500))
  await expect(runs().getByTestId('run').filter({ hasText: '41 min late: the computer slept until' })).toHaveCount(1)
  await expect(runs().getByTestId('run').filter({ hasText: 'failed' }).getByRole('button', { name: 'Show in Logs' })).toHaveCount(1)
})

test('a job is run by hand, and the result is there', async () => {
  const run = jobRow().getByRole('button', { name: 'Run now: CEO Brief' })
  await run.focus()
  await running.page.keyboard.press('Enter')
  await expect(jobRow()).toContainText('by hand')
  await expect(jobRow()).toContainText('CEO Brief: done')
  await expect(run).toBeFocused()
})

for (const theme of ['light', 'dark'] as const) {
  test(`fits 900×600 and 1440×900 in the ${theme} theme`, async () => {
    const { page, app } = running
    await app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme)
    await page.emulateMedia({ colorScheme: theme })
    await page.locator('main').evaluate((main) => main.scrollTo(0, 0))
    for (const [width, height] of [[900, 600], [1440, 900]] as const) {
      await app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds), { width, height })
      await expect.poll(() => page.evaluate(() => document.querySelector('main')!.scrollWidth <= document.querySelector('main')!.clientWidth)).toBe(true)
      await page.screenshot({ path: join(pictures, `schedule-${theme}-${width}.png`) })
    }
  })
}
