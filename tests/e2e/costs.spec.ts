import { expect, test } from '@playwright/test'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drop, freshFolder, launch, type Running } from './console'

let running: Running
const folders: string[] = []

/** What the execution log tells: 350 + 10 thousand tokens of gpt-5 ($1.25 and $10 a million) twice, a model nobody has a price for, and two lines that can't be read. */
function executionLog(stamp: string): string {
  const call = (model: string, id: string, job: string) =>
    JSON.stringify({ ts: stamp, event: 'llm_call', provider: 'openai', model, request_id: id, job_id: job, usage: { input_tokens: 200_000, output_tokens: 10_000 } })
  return [call('gpt-5', 'req_1', 'triage'), call('gpt-5', 'req_2', 'research'), call('gpt-5', 'req_2', 'research'), call('nobody-knows-1', 'req_3', 'triage'), '{"ts": "torn', 'not JSON at all', ''].join('\n')
}

/** One message of claude-sonnet-4-5 ($3 and $15 a million): 100 and 2 thousand tokens. */
function claudeCode(stamp: string): string {
  const usage = { input_tokens: 100_000, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 2_000 }
  const message = { id: 'msg_1', model: 'claude-sonnet-4-5', role: 'assistant', type: 'message', usage }
  return `${JSON.stringify({ type: 'assistant', timestamp: stamp, sessionId: 's1', requestId: 'req_c', message })}\n`
}

test.beforeAll(async () => {
  const dataDir = freshFolder()
  const logs = freshFolder()
  folders.push(dataDir, logs)
  const stamp = new Date().toISOString()
  writeFileSync(join(logs, 'agents.jsonl'), executionLog(stamp))
  mkdirSync(join(logs, 'claude'))
  writeFileSync(join(logs, 'claude', 'session.jsonl'), claudeCode(stamp))
  running = await launch({ dataDir, env: { ECHOPILOT_LOG_DIR: logs } })
})
test.afterAll(async () => {
  await running.quit()
  folders.forEach(drop)
})

/** Keys one after the other, as a person presses them. */
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await running.page.keyboard.press(key)
}

/** The page from wherever one is, as it is first shown. */
async function openCosts(): Promise<void> {
  await running.page.locator('body').press('Escape')
  await press('g', 'c')
  await expect(row('gpt-5')).toBeVisible()
}

const row = (name: string) => running.page.getByTestId(`cost-row-${name}`)

test('the overview leads to the costs, whose figures are right', async () => {
  const { page } = running
  await press('g', 'o')
  await page.getByTestId('all-costs').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Costs')
  // 2 × (200,000 × $1.25 + 10,000 × $10) and 100,000 × $3 + 2,000 × $15, each a million.
  await expect(row('gpt-5')).toContainText('$0.70')
  await expect(row('claude-sonnet-4-5')).toContainText('$0.33')
  // The console's own CPU time is in the sum too, but cents are cents.
  await expect(page.getByTestId('costs-total')).toHaveText('$1.03')
  await expect(page.getByTestId('costs-legend')).toContainText('gpt-5')
})

test('whoever comes back finds the figures there at once', async () => {
  const { page } = running
  await openCosts()
  await press('g', 'o')
  const waited = await page.evaluateHandle(() => {
    const seen = { waiting: false }
    new MutationObserver(() => (seen.waiting ||= document.querySelector('[data-testid="costs-waiting"]') !== null)).observe(document.body, { childList: true, subtree: true })
    return seen
  })
  await openCosts()
  await expect(page.getByTestId('costs-total')).toBeVisible()
  expect(await waited.jsonValue()).toEqual({ waiting: false })
})

test('what has no price is named and never $0', async () => {
  await openCosts()
  await expect(row('nobody-knows-1')).toContainText('unpriced')
  const problems = running.page.getByTestId('costs-problems')
  await expect(problems).toContainText('nobody-knows-1 (openai) has no known price')
  await expect(problems).toContainText('1 call, 210,000 tokens')
})

test('a bad line is named by its file and line', async () => {
  await openCosts()
  const problem = running.page.getByTestId('costs-problems').getByRole('listitem').filter({ hasText: 'agents.jsonl' }).first()
  await expect(problem).toContainText('2 lines can’t be read')
  await problem.getByText('Which lines').click()
  await expect(problem).toContainText(/Line 5: /)
  await expect(problem).toContainText(/Line 6: /)
})

test('by keyboard: another split, another time, the chart as a table, and down to one call', async () => {
  const { page } = running
  await openCosts()
  await press('2')
  await expect(row('triage')).toContainText('$0.35')
  await expect(row('research')).toContainText('$0.35')
  await press('d')
  await expect(page.getByTestId('costs-span')).toContainText('Today')
  await press('[')
  await expect(page.getByTestId('costs-span')).toContainText('Yesterday')
  await expect(page.getByTestId('costs-breakdown')).toContainText('Nothing was spent in this time')
  await press(']', 'y', 't')
  await expect(page.getByTestId('costs-span')).toContainText('This year')
  // Month by month.
  await expect(page.getByRole('table').filter({ hasText: 'When' }).getByRole('row')).toHaveCount(13)
  await page.getByTestId('costs-total').focus()
  await press('Enter')
  await expect(page.getByRole('dialog')).toContainText('This year')
  await press('Escape', 't', 'w', '1', 't')
  await expect(page.getByRole('table').filter({ hasText: 'When' })).toContainText('$0.70')
  await press('t')

  await page.getByRole('slider').focus()
  await press('Home')
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', /Mon/)
  await row('claude-sonnet-4-5').getByRole('button').focus()
  await press('Enter')
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('100,000 in, 2,000 out')
  await expect(drawer).toContainText('session.jsonl:1')
  await expect(drawer).toContainText('$0.3300')
  await press('Escape')
  await expect(drawer).toBeHidden()
  await expect(row('claude-sonnet-4-5').getByRole('button')).toBeFocused()
})

test('an export writes the exact figures', async () => {
  const { page, app, dataDir } = running
  await openCosts()
  for (const form of ['csv', 'json'] as const) {
    const file = join(dataDir, `costs.${form}`)
    await app.evaluate(({ dialog }, filePath) => void (dialog.showSaveDialog = async () => ({ canceled: false, filePath })), file)
    await page.getByTestId('costs-export').click()
    await page.getByRole('menuitem', { name: form.toUpperCase() }).click()
    await expect(page.getByText(`Written to ${file}`)).toBeVisible()
    expect(readFileSync(file, 'utf8')).toMatch(/claude-sonnet-4-5.*0\.33/s)
  }
})

test('a budget made in the settings shows how far it is spent', async () => {
  const { page } = running
  await openCosts()
  await page.getByTestId('costs-budgets').getByRole('button').click()
  await page.getByTestId('budget-add').click()
  await page.getByLabel('Name', { exact: true }).fill('Triage')
  await page.getByLabel('Amount in $').fill('0.20')
  await page.getByLabel('Counts').selectOption('job')
  await page.getByLabel('Which one').fill('triage')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByTestId('budgets')).toContainText('for job triage')
  await press('g', 'c')
  const budget = page.getByTestId('costs-budgets').getByRole('listitem').filter({ hasText: 'Triage' })
  await expect(budget).toHaveAttribute('data-state', 'over')
})

for (const theme of ['light', 'dark'] as const) {
  test(`the chart is drawn in the ${theme} theme`, async () => {
    const { page, app } = running
    await openCosts()
    await app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme)
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveCSS('color-scheme', theme)
    // The largest part is painted in the theme's accent.
    const painted = () =>
      page.evaluate(() => {
        const canvas = document.querySelector('canvas')
        if (!canvas) return false
        const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()
        const wanted = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16))
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        for (let at = 0; at < data.length; at += 4) if (wanted.every((part, index) => data[at + index] === part)) return true
        return false
      })
    await expect.poll(painted).toBe(true)
  })
}
