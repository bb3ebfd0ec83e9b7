import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drop, electronArguments, freshFolder } from './console'

let app: ElectronApplication
let page: Page
/** Where temporary folders are made, and where a real console keeps its things. */
const temporary = freshFolder()
const home = freshFolder()
const real = join(home, 'real')

const demoArguments = (...more: string[]): string[] => [...electronArguments.withoutFolder, '--demo', ...more]
const environment = { ...electronArguments.env, TMPDIR: temporary, XDG_CONFIG_HOME: join(home, 'config'), XDG_STATE_HOME: join(home, 'state'), ECHOPILOT_DATA_DIR: real, STRIPE_API_KEY: 'sk_live_real' }
const ended = (one: ElectronApplication) => new Promise<number | null>((done) => void one.process().once('exit', done))

/** Every file of a real workspace, by content and by when it was written. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path} ${statSync(path).mtimeMs} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .toSorted()

let before: string[]

test.beforeAll(async () => {
  mkdirSync(join(real, 'logs'), { recursive: true })
  writeFileSync(join(real, 'settings.json'), '{ "version": 1, "appearance": { "theme": "dark" } }\n')
  writeFileSync(join(real, 'logs', 'scheduler.log'), '{"event":"tick","ts":"2026-11-23T10:00:00Z"}\n')
  before = filesIn(home)
  app = await _electron.launch({ executablePath: electronArguments.executable, colorScheme: null, chromiumSandbox: electronArguments.sandboxed, args: demoArguments(), env: environment })
  page = await app.firstWindow()
})
test.afterAll(() => [temporary, home].forEach(drop))

const row = (target: string) => page.getByTestId(`component-row-${target}`)
const go = async (key: string): Promise<void> => {
  await page.keyboard.press('g')
  await page.keyboard.press(key)
}
const cue = async (name: RegExp): Promise<void> => {
  await page.getByTestId('demo-cues').click()
  await page.getByRole('menuitem', { name }).click()
}
/** A busy main process may lose the promise of its answer (microsoft/playwright#33737). */
const windowTitle = (): Promise<string> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle()).catch(() => 'not answered')
/** As the window’s own program asks. */
const ask = (name: string, input: object): Promise<unknown> =>
  page.evaluate(([call, given]) => (globalThis as unknown as { ops: { call(call: unknown, given: unknown): Promise<unknown> } }).ops.call(call, given), [name, input] as const)
/** What its local API says, at the address that its folder names. */
async function api(path: string): Promise<Record<string, unknown>> {
  const [folder] = readdirSync(temporary).filter((name) => name.startsWith('echopilot-demo-'))
  const { api: url } = JSON.parse(readFileSync(join(temporary, folder!, 'instance.json'), 'utf8')) as { api: string }
  return (await (await fetch(url + path)).json()) as Record<string, unknown>
}

test('says at once that nothing in it is real, and makes itself', async () => {
  await expect(page.getByTestId('demo')).toContainText('Demo workspace')
  await expect(page.getByTestId('demo-cues')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByTestId('demo-words')).toContainText('nothing real')
  await expect.poll(windowTitle).toContain('demo')
  const { notes } = (await api('/api/status')) as { notes: { message: string }[] }
  expect(notes.map(({ message }) => message).join()).toContain('Demo workspace')
})

test('has data on every page', async () => {
  for (const target of ['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok', 'website', 'jobs-database', 'openai-api']) await expect(row(target)).toHaveAttribute('data-status', 'ok')
  await expect(row('website-certificate')).toHaveAttribute('data-status', 'warning')
  await expect(page.getByTestId('costs')).toContainText('$')
  await go('i')
  await expect(page.getByRole('main')).toContainText('Claude budget is exceeded')
  await go('c')
  await expect(page.getByRole('main')).toContainText('claude-sonnet-4-5')
  // Of a week that has just begun it may not have been used yet.
  await page.keyboard.press('y')
  await expect(page.getByRole('main')).toContainText('orion-voice-1-preview')
  await go('t')
  await expect(page.getByTestId('timeline-chart')).toHaveAttribute('data-ready', 'true')
  await expect(page.getByTestId('lane-component-website')).toBeVisible()
  await go('l')
  await expect(page.getByRole('main')).toContainText('tick')
  await go('s')
  await expect(page.getByRole('main')).toContainText('CEO Brief')
  await go('f')
  await expect(page.getByRole('main')).toContainText('worker-us-1')
  await go('o')
})

test('fails on cue, and is well again on cue', async () => {
  await cue(/Break Stripe/)
  await expect(row('stripe')).toHaveAttribute('data-status', 'fail')
  await expect(page.getByTestId('demo-words')).toContainText('Break Stripe')
  await expect.poll(async () => JSON.stringify((await api('/api/status'))['incidents'])).toContain('component-failing:stripe')
  await cue(/All well/)
  await expect(row('stripe')).toHaveAttribute('data-status', 'ok')
  await expect.poll(async () => JSON.stringify((await api('/api/status'))['incidents'])).not.toContain('component-failing:stripe')
})

test('connects to its stand-ins as to the real ones', async () => {
  await page.keyboard.press('Control+,')
  await expect(page.getByTestId('settings-services')).toBeVisible()
  expect(await ask('connection.connect', { secret: 'telegramToken', value: '123456789:abcdefghijklmnop' })).toMatchObject({ ok: true, value: { stored: true } })
  expect(await ask('telegram.findChat', { open: true })).toMatchObject({ ok: true, value: { sure: true } })
})

test('leaves a real workspace as it was, and takes its own folder away', async () => {
  const gone = ended(app)
  // Its answer may go with it.
  await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {})
  expect(await gone).toBe(0)
  expect(readdirSync(temporary)).toEqual([])
  expect(filesIn(home)).toEqual(before)
})

test('is refused in a folder that holds something else', async () => {
  const started = spawnSync(electronArguments.executable, demoArguments('--data-dir', real), { env: environment, encoding: 'utf8' })
  expect(started.status).toBe(2)
  expect(started.stderr).toContain('isn’t a demo')
  expect(filesIn(home)).toEqual(before)
})
