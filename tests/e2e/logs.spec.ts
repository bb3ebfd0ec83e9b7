import { expect, test, type Page } from '@playwright/test'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drop, freshFolder, launch, type Running } from './console'

const count = 60_000
const begin = Date.UTC(2026, 10, 20, 6)
const line = (n: number): string => {
  const ts = new Date(begin + n * 1000).toISOString()
  if (n % 500 === 250) return JSON.stringify({ ts, event: 'job_failed', job_id: 'triage', error: `no answer ${n}` })
  return JSON.stringify(n % 2 ? { ts, event: 'llm_call', model: 'gpt-5', request_id: `req_${n}`, usage: { input_tokens: n } } : { ts, event: 'tick' })
}

let running: Running
let page: Page
let log: string
test.beforeAll(async () => {
  const dataDir = freshFolder()
  const watched = join(dataDir, 'echopilot')
  log = join(watched, 'agents.jsonl')
  mkdirSync(watched)
  writeFileSync(log, Array.from({ length: count }, (_, n) => `${line(n)}\n`).join(''))
  running = await launch({ dataDir, env: { ECHOPILOT_LOG_DIR: watched, TZ: 'UTC' } })
  page = running.page
  await page.keyboard.press('g')
  await page.keyboard.press('l')
})
test.afterAll(async () => {
  await running.quit()
  drop(running.dataDir)
})

const status = () => page.getByTestId('log-status')
const rows = () => page.getByRole('option')
const row = (words: string | RegExp) => rows().filter({ hasText: words })
const detail = () => page.getByTestId('log-detail')
/** What is typed, found, and in sight with the list's keys. */
const search = async (query: string, said: string): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.type(query)
  await expect(status()).toHaveText(said)
  await page.keyboard.press('Escape')
  await page.getByTestId('log-list').focus()
}

test.describe.configure({ mode: 'serial' })

test('the page opens at the console’s own logs, which grow while it is followed', async () => {
  await expect(row('started').first()).toBeVisible()
  await expect(page.getByTestId('log-list')).toBeFocused()
  await expect(page.getByTestId('log-follow')).toHaveAttribute('aria-pressed', 'true')
  const before = Number(await page.getByTestId('log-list').getAttribute('data-rows-total'))
  await page.keyboard.press('r')
  await expect.poll(async () => Number(await page.getByTestId('log-list').getAttribute('data-rows-total'))).toBeGreaterThan(before)
})

test('a watched log is shown from its end, and any of its lines is a key away', async () => {
  await page.getByTestId('log-source').selectOption({ value: log })
  await expect(status()).toHaveText('60,000 lines')
  await expect(row(`req_${count - 1}`)).toBeVisible()
  await page.getByTestId('log-list').focus()
  await page.keyboard.press('Home')
  await expect(row(/req_1\b/)).toBeVisible()
  await expect(page.getByTestId('log-follow')).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('j')
  await expect(rows().and(page.locator('[aria-selected="true"]'))).toHaveCount(1)
  await page.keyboard.press('End')
  await expect(row(`req_${count - 1}`)).toHaveAttribute('aria-selected', 'true')
})

test('search by words and by fields', async () => {
  await search('"no answer 250"', '1 of 60,000 lines')
  await search('event:llm_call usage.input_tokens>59990', '5 of 60,000 lines')
  await search('-event:tick -event:llm_call', '120 of 60,000 lines')
  await expect(row('job_failed').first()).toBeVisible()
})

test('a query that isn’t understood, and one that nothing fits, say what to change', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type(' event:')
  await expect(page.getByText('“event:” needs a value, such as event:tick.')).toBeVisible()
  await page.keyboard.type('pigeon')
  await expect(page.getByText('Nothing fits -event:tick -event:llm_call event:pigeon')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).first().click()
  await expect(status()).toHaveText('60,000 lines')
})

test('another query stays at the moment one has looked at, and the keys go on in the list', async () => {
  await page.getByTestId('log-list').focus()
  await page.keyboard.press('Home')
  for (let step = 0; step < 3; step++) await page.keyboard.press('PageDown')
  const at = new Date(begin).toISOString()
  await expect(row(/20 Nov 06:0/).first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type(`event:job_failed ts>=${at}`)
  await page.keyboard.press('Enter')
  await expect(status()).toHaveText('120 of 60,000 lines')
  await expect(page.getByTestId('log-list')).toBeFocused()
  await expect(row('no answer 250')).toBeVisible()
  await expect(page.getByTestId('log-follow')).toHaveAttribute('aria-pressed', 'false')
  await search('', '60,000 lines')
})

test('what a word may go on with is suggested from the lines in sight', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type('event:ll')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('log-search')).toHaveValue('event:llm_call')
  await expect(status()).toHaveText('30,000 of 60,000 lines')
  await search('', '60,000 lines')
})

test('jump to a time', async () => {
  await page.getByTestId('log-list').focus()
  await page.keyboard.press('t')
  await page.keyboard.type('soon')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“soon” isn’t a time.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('2026-11-20 10:00:01 UTC')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('log-list')).toBeFocused()
  await expect(row(`req_${4 * 3600 + 1}`)).toHaveAttribute('aria-selected', 'true')
})

test('a line opens with all its fields, is copied, and narrows the list', async () => {
  await page.keyboard.press('Enter')
  await expect(detail()).toContainText(`agents.jsonl:${4 * 3600 + 2}`)
  await expect(detail()).toContainText('input_tokens')
  await page.keyboard.press('c')
  await expect(detail().getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(line(4 * 3600 + 1))
  await detail().getByRole('button', { name: 'Copy JSON' }).click()
  await expect.poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('\n  "event": "llm_call"')
  await page.keyboard.press('Escape')
  await expect(detail()).toBeHidden()
  await page.getByTestId('log-list').focus()
  await page.keyboard.press('Enter')
  await detail().getByText('llm_call').hover()
  await detail().getByRole('button', { name: 'No lines with event:llm_call' }).click()
  await expect(page.getByTestId('log-search')).toHaveValue('-event:llm_call')
  await expect(status()).toHaveText('30,000 of 60,000 lines')
  await search('', '60,000 lines')
})

test('raw shows lines as they are, and its folder can be shown', async () => {
  await running.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => void ((globalThis as unknown as { shown: string }).shown = path)
  })
  await page.getByTestId('log-list').focus()
  await page.keyboard.press('End')
  await page.keyboard.press('p')
  await expect(page.getByTestId('log-list')).toBeFocused()
  await expect(row(line(count - 1))).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(detail().locator('pre')).toHaveText(line(count - 1))
  await detail().getByRole('button', { name: 'Show in folder' }).click()
  await expect.poll(() => running.app.evaluate(() => (globalThis as unknown as { shown?: string }).shown)).toBe(log)
  await page.getByTestId('log-list').focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('p')
})

test('the wheel moves by rows and the bar by its share, however long the list is', async () => {
  const list = page.getByTestId('log-list')
  const box = (await list.boundingBox())!
  await page.keyboard.press('End')
  await page.mouse.move(box.x + 100, box.y + 100)
  await page.mouse.wheel(0, -2 * box.height)
  await expect(row(`req_${count - 1}`)).toBeHidden()
  await expect(page.getByTestId('log-follow')).toHaveAttribute('aria-pressed', 'false')
  await list.evaluate((element) => (element.scrollTop = (element.scrollHeight - element.clientHeight) / 2))
  await expect(row(/req_(29|30)\d{3}/).first()).toBeVisible()
  await list.evaluate((element) => (element.scrollTop = element.scrollHeight))
  await expect(row(`req_${count - 1}`)).toBeVisible()
  await expect(page.getByTestId('log-follow')).toHaveAttribute('aria-pressed', 'true')
})

test('it opens at a moment that is asked for from elsewhere', async () => {
  const at = begin + 5 * 3_600_000 + 1000
  await running.app.evaluate(({ BrowserWindow }, id) => BrowserWindow.getAllWindows()[0]!.webContents.send('push:navigate', JSON.stringify({ page: 'logs', id })), `${log}@${at}`)
  await expect(row(`req_${5 * 3600 + 1}`)).toHaveAttribute('aria-selected', 'true')
  await page.getByTestId('log-list').focus()
})

test('new lines are counted while one looks elsewhere, and shown while one follows', async () => {
  await page.keyboard.press('Home')
  appendFileSync(log, `${line(count)}\n${line(count + 1)}\n`)
  await expect(page.getByTestId('log-new-lines')).toHaveText('↓ 2 new lines')
  await expect(row(/req_1\b/)).toBeVisible()
  await page.keyboard.press('f')
  await expect(row(`req_${count + 1}`)).toBeVisible()
  await expect(page.getByTestId('log-new-lines')).toBeHidden()
  appendFileSync(log, `${line(count + 2)}\n${line(count + 3)}\n`)
  await expect(row(`req_${count + 3}`)).toBeVisible()
})
