import { expect, test } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProviders } from '../fixtures/providers'
import { drop, freshFolder, launch, root } from './console'

// The pictures of README.md come from here: ECHOPILOT_PICTURES=docs npm test -- --only e2e
const folder = join(root, process.env['ECHOPILOT_PICTURES'] ?? 'test-results/pictures')

/** EchoPilot's own log of the last days, written now: ticks by the minute and a few model calls a day. */
function writeLogs(logs: string, now: number): void {
  const stamp = (at: number) => new Date(at).toISOString()
  const ticks = Array.from({ length: 600 }, (_, i) => JSON.stringify({ event: 'tick', ts: stamp(now - (599 - i) * 60_000) }))
  const calls = Array.from({ length: 240 }, (_, i) =>
    JSON.stringify({
      ts: stamp(now - i * 50 * 60_000),
      event: 'llm_call',
      provider: i % 3 === 0 ? 'anthropic' : 'openai',
      model: i % 3 === 0 ? 'claude-sonnet-4-5' : 'gpt-5',
      request_id: `req_${i}`,
      job_id: 'triage',
      usage: { input_tokens: 4000 + ((i * 977) % 9000), output_tokens: 300 + ((i * 331) % 1400) },
    }),
  )
  mkdirSync(logs, { recursive: true })
  writeFileSync(join(logs, 'scheduler.log'), `${ticks.join('\n')}\n`)
  writeFileSync(join(logs, 'agents.jsonl'), `${calls.join('\n')}\n`)
}

test('the window, well and unwell, in both themes', async () => {
  mkdirSync(folder, { recursive: true })
  const providers = await startProviders()
  const dataDir = freshFolder()
  const { env, originMapFile } = providers.writeInto(dataDir)
  writeLogs(join(dataDir, 'echopilot'), await new Promise<number>((done) => done(new Date().getTime())))
  const running = await launch({
    dataDir,
    env: { ...env, ECHOPILOT_LOG_DIR: join(dataDir, 'echopilot') },
    args: ['--origin-map', originMapFile],
  })
  const { page, app } = running
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setBounds({ width: 1120, height: 720 }))
  const theme = (source: 'light' | 'dark') => app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), source)
  const picture = async (name: string) => {
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  for (const target of ['notion', 'drive', 'stripe', 'scheduler_tick']) await expect(page.getByTestId(`component-row-${target}`)).toHaveAttribute('data-status', 'ok')
  // Enough looks for a line to be seen.
  for (let look = 0; look < 12; look++) {
    await page.getByTestId('run-probe').click()
    await expect(page.getByTestId('run-probe')).toBeEnabled()
  }
  await expect(page.getByTestId('costs')).toContainText('$')
  await theme('light')
  await picture('window-light')

  providers.set('stripe', { status: 403, headers: { 'content-type': 'application/json' }, body: { error: { message: 'The provided key does not have the required permissions', type: 'invalid_request_error' } } })
  await page.getByTestId('run-probe').click()
  await expect(page.getByTestId('component-row-stripe')).toHaveAttribute('data-status', 'fail')
  await theme('dark')
  await picture('window-dark')
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page.getByRole('main')).toContainText('permission')
  await picture('incidents-dark')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page.getByRole('main')).toContainText('CEO Brief')
  await picture('schedule-dark')
  await page.keyboard.press('Control+,')
  await expect(page.getByTestId('settings-services')).toBeVisible()
  await picture('settings-dark')
  await running.quit()
  await providers.close()
  drop(dataDir)
})
