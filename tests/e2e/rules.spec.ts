import { expect, test } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Store } from '../../src/host/store/store'
import type { Sample } from '../../src/shared/model'
import { drop, freshFolder, launch, root, type Running } from './console'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const pictures = join(root, 'test-results/pictures')

let running: Running
test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  const dataDir = freshFolder()
  await writeHistory(join(dataDir, 'console.db'), new Date().getTime())
  running = await launch({ dataDir })
  const { page } = running
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setBounds({ width: 1120, height: 820 }))
  await page.keyboard.press('Control+,')
  await page.getByTestId('rule-latency').scrollIntoViewIfNeeded()
})
test.afterAll(async () => {
  await running.quit()
  drop(running.dataDir)
})

/** 30 days: looks by the minute at three providers, one of which was out for half an hour twice, and a disk that fills. */
async function writeHistory(path: string, now: number): Promise<void> {
  const { store } = await Store.open(path, now)
  for (let from = now - 30 * day; from < now; from += 6 * hour) {
    const looks = Array.from({ length: 360 }, (_, i) => from + i * minute).flatMap((at) => ['notion', 'drive', 'stripe', 'disk_ok'].map((target) => lookOf(target, at, now)))
    store.transaction(() => store.samples.add(looks))
  }
  // For ten days it has been kept what the console knew of itself: its logs couldn’t be written for two hours.
  for (const [hoursAgo, logProblem] of [[240, null], [100, 'No space is left.'], [98, null]] as const)
    store.grounds.keep([], { credentials: [], runs: [], logProblem, refusals: [] }, now - hoursAgo * hour)
  store.close()
}

function lookOf(target: string, at: number, now: number): Sample {
  const ago = now - at
  const isOut = target === 'notion' && [5, 12].some((days) => ago > days * day && ago <= days * day + 30 * minute)
  const value = target === 'disk_ok' ? Math.min(84, 50 + (30 * day - ago) / day) : null
  return { target, kind: target, at, status: isOut ? 'fail' : 'ok', code: isOut ? 'server_error' : null, message: '', hint: null, figure: null, value, latencyMs: 80 + ((at / minute) % 7), detail: {} }
}

const theme = (source: 'light' | 'dark') => running.app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), source)

test('a rule is tried on the history, and shows each time that it would have fired', async () => {
  const { page } = running
  await page.getByTestId('backtest-component-failing').click()
  const result = page.getByTestId('backtest-result-component-failing')
  await expect(result).toContainText('Would have fired 2 times in', { timeout: 45_000 })
  await expect(result.getByRole('listitem')).toHaveCount(2)
  await expect(result.getByRole('listitem').first()).toContainText('Notion')
  await expect(result.getByRole('listitem').first()).toContainText('30 min')
  for (const source of ['light', 'dark'] as const) {
    await theme(source)
    await page.screenshot({ path: join(pictures, `rules-${source}.png`) })
  }
})

test('the rules of money are tried on what was spent', async () => {
  const { page } = running
  for (const rule of ['cost-budget', 'cost-anomaly']) {
    await page.getByTestId(`backtest-${rule}`).click()
    await expect(page.getByTestId(`backtest-result-${rule}`)).toContainText(/Would not have fired|There is no history/, { timeout: 45_000 })
  }
})

test('a rule is tried on what is known, and says since when that is', async () => {
  const { page } = running
  await page.getByTestId('backtest-console-itself').click()
  const result = page.getByTestId('backtest-result-console-itself')
  await expect(result).toContainText(/Would have fired 1 time in [\d,]+ looks\. Known since /, { timeout: 45_000 })
  await expect(result.getByRole('listitem')).toContainText('The console’s logs can’t be written')
  await result.scrollIntoViewIfNeeded()
  for (const source of ['light', 'dark'] as const) {
    await theme(source)
    await page.screenshot({ path: join(pictures, `rules-known-${source}.png`) })
  }
})

test('a trial says how far it has come, can be ended, and tried again', async () => {
  const { page } = running
  await page.getByTestId('backtest-latency').focus()
  await page.keyboard.press('Enter')
  const result = page.getByTestId('backtest-result-latency')
  await expect(result.getByRole('progressbar')).toBeVisible()
  await expect(result).toContainText(/Trying… [1-9]\d? %/, { timeout: 45_000 })
  await page.screenshot({ path: join(pictures, 'rules-trying.png') })
  // The same button ends it, and keeps the focus.
  await expect(page.getByTestId('backtest-cancel-latency')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('backtest-latency')).toBeVisible()
  await expect(result).toHaveText('')
  await page.getByTestId('backtest-disk-forecast').click()
  await expect(page.getByTestId('backtest-result-disk-forecast')).toContainText('ould', { timeout: 45_000 })
})
