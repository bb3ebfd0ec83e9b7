import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { drop, launch, type Running } from './console'

let running: Running
test.beforeAll(async () => {
  running = await launch()
})
test.afterAll(async () => {
  await running.quit()
  drop(running.dataDir)
})

/** `df`'s own figures for a mount point. */
function df(mount: string): { sizeBytes: number; usedPercent: number } {
  const [, line = ''] = execFileSync('df', ['-kP', mount], { encoding: 'utf8' }).trim().split('\n')
  const [, size, , , used] = line.split(/\s+/)
  return { sizeBytes: Number(size) * 1024, usedPercent: Number.parseInt(used ?? '', 10) }
}

test('the window shows this machine’s true disk figure with nothing set up', async () => {
  const row = running.page.getByTestId('component-row-disk_ok')
  await expect(row).toHaveAttribute('data-status', /^(ok|warning|fail)$/)
  const { details } = (await (await fetch(`${running.api}/api/system-health`)).json()) as {
    details: { disk_ok: { detail: { filesystems: { mount: string; sizeBytes: number; usedPercent: number }[] } } }
  }
  const filesystems = details.disk_ok.detail.filesystems
  expect(filesystems.length).toBeGreaterThan(0)
  const fullest = filesystems.toSorted((a, b) => b.usedPercent - a.usedPercent)[0]!
  const truth = df(fullest.mount)
  expect(fullest.sizeBytes).toBe(truth.sizeBytes)
  // Something may write between two looks; a per cent is the most that makes.
  expect(Math.abs(Math.ceil(fullest.usedPercent) - truth.usedPercent)).toBeLessThanOrEqual(1)
  await expect(row).toContainText(`${Math.ceil(fullest.usedPercent)} %`)
})

test('what isn’t set up is off, not failing, and one click from being set up', async () => {
  const { page } = running
  for (const target of ['notion', 'drive', 'stripe']) {
    const row = page.getByTestId(`component-row-${target}`)
    await expect(row).toHaveAttribute('data-status', 'off')
    await expect(row.getByRole('button', { name: /Connect/ })).toBeVisible()
  }
  await expect(page.getByTestId('overall-state').first()).toHaveAttribute('data-status', 'ok')
  await expect(page.getByTestId('checklist')).toContainText('0 of 6')
})

test('the checklist comes first, then health and costs', async () => {
  const { page } = running
  const top = async (locator: ReturnType<typeof page.getByTestId>) => (await locator.boundingBox())!.y
  const tops = [await top(page.getByTestId('checklist')), await top(page.getByTestId('run-probe')), await top(page.getByTestId('component-row-notion')), await top(page.getByTestId('costs'))]
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  await expect(page.getByRole('button', { name: /Run Health Probe/ })).toBeVisible()
})

test('the console’s own scheduler ticks', async () => {
  await expect(running.page.getByTestId('component-row-scheduler_tick')).toHaveAttribute('data-status', 'ok')
})

test('the local API answers in the documented shape', async () => {
  const answer = await fetch(`${running.api}/api/system-health`)
  expect(answer.status).toBe(200)
  const report = (await answer.json()) as Record<string, unknown>
  expect(report).toMatchObject({ ok: true, components: { notion: null, drive: null, stripe: null, scheduler_tick: true, disk_ok: true }, issues: [] })
  const costs = (await (await fetch(`${running.api}/api/runtime-costs`)).json()) as { ok: boolean; data: { total_usd: number; breakdown: { cpu_usd: number } } }
  expect(costs.ok).toBe(true)
  // CPU time has been spent by now, and it is in the sum.
  expect(costs.data.breakdown.cpu_usd).toBeGreaterThan(0)
  expect(costs.data.total_usd).toBeCloseTo(costs.data.breakdown.cpu_usd, 12)
})

test('every page opens by keyboard alone', async () => {
  const { page } = running
  await page.locator('body').press('Escape')
  for (const [keys, name] of [
    [['g', 'i'], 'Incidents'],
    [['g', 's'], 'Schedule'],
    [['g', 'o'], 'Checklist'],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key)
    await expect(page.getByRole('main')).toContainText(name)
  }
})

test('the window has no Node, one bridge, and a strict policy', async () => {
  const { page, app } = running
  expect(await page.evaluate(() => Object.keys(globalThis).filter((name) => ['require', 'process', 'module', 'Buffer', 'electron'].includes(name)))).toEqual([])
  expect(await page.evaluate(() => Object.keys((globalThis as unknown as { ops: object }).ops).toSorted())).toEqual(['call', 'on'])
  const policy = (await page.evaluate(async () => (await fetch('app://console/index.html')).headers.get('content-security-policy'))) ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const { sandbox, contextIsolation, nodeIntegration } = (contents as unknown as { getLastWebPreferences(): Record<string, boolean> }).getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration }
    }),
  )
  expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, nodeIntegration: false }])
})

test('the window leads nowhere else', async () => {
  const { page, app } = running
  await page.evaluate(() => globalThis.open('https://example.com'))
  await page.evaluate(() => {
    globalThis.location.href = 'https://example.com'
  })
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()))).toEqual(['app://console/index.html'])
  for (const path of ['../../package.json', '%2e%2e/%2e%2e/package.json', '..%2f..%2fpackage.json', 'index.html%00.js']) {
    expect(await page.evaluate(async (asked) => (await fetch(`app://console/${asked}`)).status, path)).toBe(404)
  }
})

test('an unknown call and a wrong payload get words, not a crash', async () => {
  const answer = await running.page.evaluate(() =>
    (globalThis as unknown as { ops: { call(name: string, input: unknown): Promise<unknown> } }).ops.call('settings.update', { section: 'nowhere', values: {} }),
  )
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
})

test('nothing was written outside its folders', () => {
  expect(readdirSync(running.dataDir)).toEqual(expect.arrayContaining(['api-token', 'console.db', 'instance.json', 'logs', 'session']))
  expect(readdirSync(`${running.dataDir}/logs`).toSorted()).toEqual(['console.log', 'health_probe.log', 'scheduler.log'])
})
