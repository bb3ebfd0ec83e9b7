import { expect, test } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProviders, type Behaviour, type StandIns } from '../fixtures/providers'
import { drop, freshFolder, launch, root, type Running } from './console'
import { trayNow, watchTray } from './tray'

// A provider's bad day, watched in the real window: each step leaves a picture in both themes.
const folder = join(root, process.env['ECHOPILOT_PICTURES'] ?? 'test-results/pictures', 'unwell-provider')

let providers: StandIns
let running: Running

test.beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  providers = await startProviders()
  const dataDir = freshFolder()
  const { env, originMapFile } = providers.writeInto(dataDir)
  const { TELEGRAM_CHAT_ID: _chat, TELEGRAM_BOT_TOKEN: _token, ...credentials } = env
  // A hanging provider is given up on sooner, so that nobody has to wait for it here; a desktop that shows no notifications would be a trouble of its own.
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, probing: { deadlineSeconds: 2 }, alerts: { osNotifications: false } }))
  running = await launch({ dataDir, env: credentials, args: ['--origin-map', originMapFile] })
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setBounds({ width: 1120, height: 720 }))
  await watchTray(running.app)
})
test.afterAll(async () => {
  await running.quit()
  await providers.close()
  drop(running.dataDir)
})

const row = (target = 'notion') => running.page.getByTestId(`component-row-${target}`)

async function picture(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await running.app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme)
    await running.page.mouse.move(0, 0)
    await running.page.screenshot({ path: join(folder, `${name}-${theme}.png`) })
  }
}

async function look(): Promise<void> {
  const button = running.page.getByTestId('run-probe')
  await expect(button).toHaveAttribute('aria-disabled', 'false')
  const before = await lookedAt()
  await button.click()
  await expect.poll(lookedAt).toBeGreaterThan(before)
  await expect(button).toHaveAttribute('aria-busy', 'false')
}

/** When every remote component was last looked at: the oldest of them. */
const lookedAt = (): Promise<number> =>
  running.page.evaluate(async () => {
    const { ops } = globalThis as unknown as { ops: { call(name: string, input?: unknown): Promise<{ value: { components: { reach: string; checkedAt: number | null }[] } }> } }
    const { value } = await ops.call('snapshot.get')
    return Math.min(...value.components.filter(({ reach }) => reach === 'remote').map(({ checkedAt }) => checkedAt ?? 0))
  })

interface Step {
  name: string
  behaviour: Behaviour
  status: string
  /** What the last single look found. */
  look: string
  code: string | null
  words: RegExp
  /** What the tray is given then; null where nothing has changed since it was looked at. */
  tray: string | null
}

const limited: Behaviour = {
  status: 429,
  headers: { 'content-type': 'application/json', 'retry-after': '49' },
  body: { object: 'error', status: 429, code: 'rate_limited', message: 'You have been rate limited. Please try again later.', request_id: 'req' },
}

/** In this order: what counts as one failure after another is part of the story. */
const day: Step[] = [
  { name: '1-well', behaviour: 'ok', status: 'ok', look: 'ok', code: null, words: /Ada Lovelace/, tray: null },
  { name: '2-rate-limited', behaviour: limited, status: 'warning', look: 'fail', code: 'rate_limited', words: /Notion asks to wait 49 s/, tray: '⚠️' },
  { name: '3-hangs', behaviour: 'hang', status: 'fail', look: 'fail', code: 'transport', words: /no complete answer within 2 s/, tray: '❌' },
  { name: '4-answers-with-a-page', behaviour: 'html', status: 'fail', look: 'fail', code: 'bad_payload', words: /Notion/, tray: '❌' },
  { name: '5-answers-again', behaviour: 'ok', status: 'warning', look: 'ok', code: null, words: /one more good look confirms it/, tray: '⚠️' },
  { name: '6-recovered', behaviour: 'ok', status: 'ok', look: 'ok', code: null, words: /Ada Lovelace/, tray: '✅' },
]

for (const { name, behaviour, status, look: found, code, words, tray } of day) {
  test(name, async () => {
    providers.set('notion', behaviour)
    await look()
    await expect(row()).toHaveAttribute('data-look', found)
    await expect(row()).toHaveAttribute('data-status', status)
    await expect(row()).toContainText(words)
    // The others have nothing to do with it.
    for (const other of ['drive', 'stripe', 'disk_ok']) await expect(row(other)).toHaveAttribute('data-look', 'ok')
    if (tray !== null) await expect.poll(async () => (await trayNow(running.app)).tooltip).toContain(tray)
    const { details, issues } = (await (await fetch(`${running.api}/api/system-health`)).json()) as { details: Record<string, { code: string | null }>; issues: { component: string; hint: string | null }[] }
    expect(details['notion']!.code).toBe(code)
    const [issue] = issues.filter(({ component }) => component === 'notion')
    if (found === 'fail') expect(issue?.hint).toMatch(/\w.*\.$/)
    await picture(name)
  })
}

test('a network that answers in everyone’s place is our own trouble, in one note', async () => {
  for (const provider of ['notion', 'googleToken', 'stripe'] as const) providers.set(provider, 'html')
  await look()
  for (const target of ['notion', 'drive', 'stripe']) await expect(row(target)).toHaveAttribute('data-status', 'unknown')
  await expect(running.page.getByRole('main')).toContainText('This network answers in every provider’s place')
  await picture('7-sign-in-page')
  for (const provider of ['notion', 'googleToken', 'stripe'] as const) providers.set(provider, 'ok')
  await look()
  await expect(running.page.getByRole('main')).not.toContainText('This network answers')
})
