import { expect, test } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Store } from '../../src/host/store/store'
import { incidentOf, sampleOf } from '../integration/support'
import { drop, freshFolder, launch, root, type Running } from './console'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const pictures = join(root, 'test-results/pictures')
const dataDir = freshFolder()

let running: Running
test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  await writePast(join(dataDir, 'console.db'), new Date().getTime())
  running = await launch({ dataDir })
  await size(1440, 900)
  // A disk can always be fuller than this.
  await running.page.evaluate(async () => {
    const { ops } = globalThis as unknown as { ops: { call(name: string, input: unknown): Promise<unknown> } }
    await ops.call('settings.update', { section: 'disk', values: { warnAbovePercent: 1 } })
  })
  await running.page.keyboard.press('g')
  await running.page.keyboard.press('i')
})
test.afterAll(async () => {
  await running.quit()
  drop(dataDir)
})

/** An outage of yesterday with all that became of it, what was like it before, and thousands of others. */
async function writePast(path: string, now: number): Promise<void> {
  const { store } = await Store.open(path, now)
  const openedAt = now - day
  const outage = incidentOf('notion', { id: `component-failing:notion@${openedAt}`, title: 'Notion: an outage', message: 'Notion answered with an error of its own (503).', hint: 'Nothing to do: the console looks again by itself.', openedAt, acknowledgedAt: openedAt + 20 * minute, resolvedAt: openedAt + 2 * hour })
  store.transaction(() => {
    store.samples.add(Array.from({ length: 300 }, (_, i) => lookAt(openedAt - 3 * hour + i * 2 * minute, openedAt)))
    for (const ago of [10, 20, 30]) store.incidents.save({ ...outage, id: `${outage.id}-${ago}`, openedAt: openedAt - ago * day, acknowledgedAt: null, resolvedAt: openedAt - ago * day + ago * minute })
    for (let i = 0; i < 3000; i++) {
      const at = now - (i + 40) * hour
      store.incidents.save(incidentOf('stripe', { id: `slow@${i}`, identity: 'latency:stripe', rule: 'latency', severity: 'warning', title: `Stripe answers slowly, number ${i}`, openedAt: at, resolvedAt: at + 7 * minute }))
    }
    store.incidents.save(outage)
    store.presence.addSpan({ kind: 'asleep', from: wall(openedAt + 70 * minute), to: wall(openedAt + 100 * minute), sleptMs: 30 * minute })
    store.sql('INSERT INTO notes VALUES (?, ?, ?, ?, ?, NULL)').run('note', openedAt - 10 * minute, 'deployment', 'Deployed 2.4', 'api')
  })
  store.close()
}

const wall = (wallMs: number) => ({ wallMs, boot: 'older', sinceBootMs: wallMs - 1000 })

function lookAt(at: number, openedAt: number) {
  const isOut = at >= openedAt - 5 * minute && at < openedAt + 2 * hour
  const slept = at > openedAt + 70 * minute && at < openedAt + 100 * minute
  return sampleOf('notion', slept ? at - 30 * minute + 1 : at, { status: isOut ? 'fail' : 'ok', latencyMs: isOut ? 2000 + (at % 700) : 150 + (at % 40) })
}

const size = (width: number, height: number) => running.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds), { width, height })
const list = () => running.page.getByTestId('incident-list')
const detail = () => running.page.getByTestId('incident-detail')
const rows = () => list().locator('[data-row]')
const outageRow = () => list().getByRole('button', { name: 'Notion: an outage' }).first()

test('the open one comes first, the past ones follow by day', async () => {
  await expect(list().getByRole('heading').first()).toHaveText(/^Open\d$/)
  await expect(rows().filter({ hasText: 'full' })).toHaveCount(1)
  await expect(list().getByRole('heading').nth(1)).toContainText('Yesterday')
  await expect(detail()).toContainText('Opened as a warning')
})

test('thousands are listed, and only those in sight are drawn', async () => {
  await expect(running.page.getByTestId('incidents-found')).toHaveText(/^\d+\+ incidents$/)
  const drawn = await list().getByRole('listitem').count()
  expect(drawn).toBeLessThan(60)
  const scroller = list().locator('xpath=..')
  await expect
    .poll(
      async () => {
        await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight))
        return running.page.getByTestId('incidents-found').textContent()
      },
      { intervals: [50] },
    )
    // The console may have found something wrong with this machine too.
    .toMatch(/^300[5-9] incidents$/)
  await expect(list()).toContainText('number 2999')
  expect(await list().getByRole('listitem').count()).toBeLessThan(60)
  await scroller.evaluate((element) => element.scrollTo(0, 0))
})

test('j and k go from one to the next, / to the search, and words find it', async () => {
  const { page } = running
  await outageRow().click()
  await page.keyboard.press('j')
  await expect(detail().getByRole('heading', { level: 2 })).toHaveText('Stripe answers slowly, number 0')
  await page.keyboard.press('k')
  await expect(detail().getByRole('heading', { level: 2 })).toHaveText('Notion: an outage')
  await expect(outageRow()).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('number 2987')
  await expect(page.getByTestId('incidents-found')).toHaveText('1 incident')
  await page.getByTestId('incidents-search').fill('no such thing')
  await expect(page.getByText('No incident fits.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all incidents' }).click()
  await expect(rows().filter({ hasText: 'full' })).toHaveCount(1)
})

test('an incident tells what was measured, what happened, what it cost and how often it was there', async () => {
  await outageRow().click()
  await expect(detail().getByTestId('incident-around')).toContainText(/Notion measured 0 ms|Notion measured 1\d\d ms/)
  await expect(detail().getByTestId('incident-around')).toContainText('asleep for 30 min')
  await expect(detail().getByTestId('incident-around')).toContainText('Deployed 2.4')
  await expect(detail().getByTestId('incident-steps').getByRole('listitem')).toContainText(['Opened as failing', 'Acknowledged', 'Resolved after 2 h'])
  await expect(detail().getByTestId('incident-before')).toContainText('3 times in the 90 days before; half of them were over within 20 min.')
  await expect(detail().getByTestId('incident-cost')).toContainText('nothing is known of what it cost')
})

test('it is copied as text, with what happened', async () => {
  const { app } = running
  await detail().getByRole('button', { name: 'Copy as text' }).click()
  await expect(detail().getByRole('button', { name: 'Copied' })).toBeVisible()
  const text = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(text).toMatch(/^# Notion: an outage\n/)
  expect(text).toMatch(/- Before: 3 times in the 90 days before[^]*## What happened\n- .* UTC: Opened as failing\n[^]*## Notes\n- .*Deployed 2\.4/)
})

test('a note is added where it happened', async () => {
  const { page } = running
  await detail().getByTestId('incident-add-note').click()
  await page.keyboard.type('Told their support')
  await page.keyboard.press('Enter')
  await expect(detail().getByTestId('incident-around').getByRole('listitem').filter({ hasText: 'Told their support' })).toBeVisible()
})

test('what somebody does is told with where it was done', async () => {
  const { page } = running
  await rows().filter({ hasText: 'full' }).click()
  await page.keyboard.press('a')
  await expect(detail().getByTestId('incident-steps')).toContainText('Acknowledged in this window')
  await detail().getByTestId('incident-resume').click()
  await expect(detail().getByTestId('incident-steps')).toContainText('Taken back in this window')
})

for (const theme of ['light', 'dark'] as const) {
  test(`fits 900×600, 1440×900 and 2560×1440 in the ${theme} theme`, async () => {
    const { page, app } = running
    await app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme)
    await page.emulateMedia({ colorScheme: theme })
    for (const [width, height] of [[900, 600], [1440, 900], [2560, 1440]] as const) {
      await size(width, height)
      if (width < 1080) await expect(detail()).toBeHidden()
      else await outageRow().click()
      await expect.poll(() => page.evaluate(() => document.querySelector('main')!.scrollWidth <= document.querySelector('main')!.clientWidth)).toBe(true)
      await page.screenshot({ path: join(pictures, `incidents-${theme}-${width}.png`) })
    }
  })
}

test('where there is no room beside the list, Enter opens it over it, and Escape goes back', async () => {
  const { page } = running
  await size(900, 600)
  await expect(detail()).toBeHidden()
  await page.keyboard.press('k')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Notion: an outage')
  await page.screenshot({ path: join(pictures, 'incident-drawer.png') })
  await page.keyboard.press('Escape')
  await expect(outageRow()).toBeFocused()
})

test('leads to the same time in the logs and on the timeline', async () => {
  const { page } = running
  await size(1440, 900)
  await outageRow().click()
  await detail().getByTestId('incident-to-timeline').click()
  await expect(page.getByTestId('timeline-chart')).toHaveAttribute('data-ready', 'true')
  await expect(page.getByTestId('timeline-now')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await outageRow().click()
  await detail().getByTestId('incident-to-logs').click()
  await expect(page.getByTestId('log-list')).toBeVisible()
})
