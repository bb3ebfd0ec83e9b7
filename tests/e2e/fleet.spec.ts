import { expect, test } from '@playwright/test'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServer, type LoopbackServer } from '../fixtures/server'
import { drop, launch, root, type Running } from './console'

const pictures = join(root, 'test-results/pictures')
const many = 10_000

/** Thousands of agents as a database tells of them: one fails, one has gone silent, the others are well. */
let state: 'well' | 'broken' = 'well'
function figureOf(query: string, i: number, now: number): number | null {
  if (query.includes('judged_timestamp')) return (now - (i === 1 ? 3_600_000 : 5000)) / 1000
  if (query.includes('(echopilot_status_code')) return i === 0 ? 2 : 0
  if (query.includes('components_unwell')) return i === 0 ? 1 : 0
  return query.includes('cost_usd') ? 4.25 : null
}

let database: LoopbackServer
let running: Running
test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  database = await startServer((request, response) => {
    if (state === 'broken') return void response.writeHead(503).end('overloaded')
    const query = new URL(request.url!, 'http://database').searchParams.get('query') ?? ''
    const now = new Date().getTime()
    const agents = query.includes('component_status') ? [] : Array.from({ length: many }, (_, i) => ({ metric: { agent: `agent-${String(i).padStart(4, '0')}`, instance: `10.0.0.1:${i}` }, figure: figureOf(query, i, now) }))
    const components = query.includes('component_status') ? [{ metric: { component: 'stripe' }, figure: 2 }, { metric: { component: 'notion' }, figure: 0 }] : []
    const result = [...agents, ...components].filter(({ figure }) => figure !== null).map(({ metric, figure }) => ({ metric, value: [now / 1000, String(figure)] }))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }))
  })
  running = await launch()
})
test.afterAll(async () => {
  await running.quit()
  await database.close()
  drop(running.dataDir)
})

const fleet = () => running.page.getByTestId('fleet')
const rows = () => fleet().getByTestId('agent-row')

test('without a database it says what a fleet is, and where to set one up', async () => {
  const { page } = running
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await expect(fleet()).toContainText('No fleet is set up.')
  await fleet().getByRole('button', { name: 'Set up' }).click()
  const field = page.getByLabel('Database')
  await expect(field).toBeVisible()
  await field.fill('metrics of ours')
  await field.press('Enter')
  await expect(page.getByRole('main')).toContainText('http://127.0.0.1:9090')
  await field.fill(database.url)
  await field.press('Enter')
  await expect(page.getByLabel('Tenant')).toBeVisible()
})

test('a token is kept and goes with every question, and is never shown', async () => {
  const { page } = running
  await page.getByTestId('fleet-token').getByLabel('Token').fill('secret-token')
  await page.getByTestId('fleet-token').getByRole('button', { name: 'Save' }).click()
  const consent = page.getByRole('button', { name: /plain file/i })
  await expect(consent.or(page.getByTestId('fleet-token').getByRole('button', { name: 'Replace' }))).toBeVisible()
  if (await consent.isVisible()) await consent.click()
  await expect(page.getByTestId('fleet-token').getByRole('button', { name: 'Replace' })).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('secret-token')
})

test('a token isn’t sent to another address, which is said where it can be given again', async () => {
  const { page, dataDir } = running
  const kept = () => (JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { secrets: Record<string, { for?: string }> }).secrets['fleetToken']
  expect(kept()?.for).toBe(database.url)
  const field = page.getByLabel('Database')
  const moveTo = async (url: string): Promise<void> => {
    await field.fill(url)
    await field.press('Enter')
  }
  const elsewhere = database.url.replace('127.0.0.1', 'localhost')
  await moveTo(elsewhere)
  const said = `The fleet’s token was given for ${database.url}, and isn’t sent to ${elsewhere}. Give it again in Settings › Fleet, or change the address back.`
  await expect(page.getByTestId('fleet-token')).toContainText(said)
  await page.screenshot({ path: join(pictures, 'fleet-token-elsewhere.png') })
  expect(kept()?.for).toBe(database.url)
  await moveTo(database.url)
  await expect(page.getByTestId('fleet-token')).not.toContainText('was given for')
})

test('ten thousand agents: the worst first, those in sight drawn', async () => {
  const { page } = running
  await page.keyboard.press('Escape')
  await page.getByRole('main').focus()
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await expect(fleet()).toContainText('10,000 agents')
  expect(database.seen.at(-1)?.headers['authorization']).toBe('Bearer secret-token')
  await expect(rows().first()).toHaveAttribute('data-status', 'fail')
  await expect(rows().nth(1)).toHaveAttribute('data-status', 'unknown')
  expect(await rows().count()).toBeLessThan(80)
  await page.screenshot({ path: join(pictures, 'fleet.png') })
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
  await expect(rows().last()).toContainText('agent-9999')
})

test('a search finds one, and its components are a key away', async () => {
  const { page } = running
  await page.keyboard.press('/')
  await page.keyboard.type('agent-0000')
  await expect(rows()).toHaveCount(1)
  await rows().getByRole('button', { name: 'Components of agent-0000' }).press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Stripe')
  await page.screenshot({ path: join(pictures, 'fleet-agent.png') })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a database that fails is told, and what was known stays', async () => {
  const { page } = running
  state = 'broken'
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await expect(fleet().getByRole('alert')).toContainText('answers with 503')
  await expect(rows().first()).toContainText('agent-0000')
  state = 'well'
  await fleet().getByRole('button', { name: 'Try again' }).click()
  await expect(fleet().getByRole('alert')).toHaveCount(0)
})
