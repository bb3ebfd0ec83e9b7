import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProviders } from '../fixtures/providers'
import { drop, freshFolder, launch, type Running } from './console'
import { failingFolder } from './failing'
import { hasBusctl, needPrograms, startBus, startDunst, type Bus } from './desktop'

// The desktop's own notification service shows what the console says, and a click there leads back. On Linux, where a
// test can have one of its own; set-up installs it, and without it these tests fail.
test.skip(process.platform !== 'linux', 'other systems have a notification service nobody can start for a test')
test.beforeAll(() => needPrograms('dunst', 'dunstctl', 'dbus-daemon'))

const title = 'Shop <b>&amp; co</b>'

interface Line {
  event: string
  channel?: string
  outcome?: string
  receipt?: string
}

const receiptsIn = (dataDir: string): (string | undefined)[] =>
  readFileSync(join(dataDir, 'logs/console.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ event, channel, outcome }) => event === 'message' && channel === 'os-notification' && outcome === 'delivered')
    .map(({ receipt }) => receipt)

const testChannel = (page: Page): Promise<unknown> =>
  page.evaluate(() => (globalThis as unknown as { ops: { call(name: string, input: unknown): Promise<unknown> } }).ops.call('channels.test', { channel: 'os-notification' }))

let bus: Bus
let folder: string
const stops: (() => Promise<unknown>)[] = []
test.beforeEach(async () => {
  folder = freshFolder()
  bus = await startBus(folder)
})
test.afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
  await bus.stop()
  drop(folder)
})

async function open(dataDir: string, env: Record<string, string> = {}, args: string[] = []): Promise<Running> {
  const running = await launch({ dataDir, env: { ...bus.env, ...env }, args })
  stops.push(async () => {
    await running.quit()
    drop(dataDir)
  })
  return running
}

const closeWindow = (running: Running) => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())

test('the desktop shows an alert, and a click on it opens the window at its incident', async () => {
  const dunst = await startDunst(folder, bus)
  stops.push(dunst.stop)
  const running = await open(await failingFolder(title))
  await closeWindow(running)
  const alerts = () => dunst.shown().filter(({ summary }) => summary.startsWith('❌'))
  await expect.poll(alerts).toHaveLength(1)
  const [alert] = alerts()
  expect(alert!.summary).toContain(title)
  expect(alert!.urgency).toBe('CRITICAL')
  // Markup in a body is the daemon's to render: it must arrive as text.
  expect(alert!.body).not.toContain('<b>')
  await expect.poll(() => receiptsIn(running.dataDir)).toEqual(['shown'])
  expect(running.app.windows()).toHaveLength(0)

  await expect.poll(() => dunst.control('count', 'displayed')).toBe('1')
  const opened = running.app.waitForEvent('window')
  await dunst.control('action', '0')
  const page = await opened
  await expect(page.getByTestId('incident-detail')).toBeVisible()
  await expect(page.getByTestId('incident-detail')).toContainText(title)
})

test('do not disturb is honoured, and the receipt says so', async () => {
  const dunst = await startDunst(folder, bus)
  stops.push(dunst.stop)
  const { page } = await open(freshFolder())
  expect(await testChannel(page)).toEqual({ ok: true, value: { receipt: 'shown' } })
  await expect.poll(() => dunst.control('count', 'displayed')).toBe('1')
  await dunst.control('set-paused', 'true')
  // Where nothing can be asked, nothing is claimed.
  expect(await testChannel(page)).toEqual({ ok: true, value: { receipt: hasBusctl() ? 'suppressed: do not disturb is on' : 'shown' } })
  expect(await dunst.control('count', 'displayed')).toBe('0')
  await dunst.control('set-paused', 'false')
  await expect.poll(() => dunst.control('count', 'displayed')).toBe('2')
})

test('a desktop without notifications says so in the window and to Telegram, and the next start may have them', async () => {
  const providers = await startProviders()
  stops.push(() => providers.close())
  const dataDir = await failingFolder(title)
  const { env, originMapFile } = providers.writeInto(folder)
  const telegram = { TELEGRAM_BOT_TOKEN: env['TELEGRAM_BOT_TOKEN']!, TELEGRAM_CHAT_ID: env['TELEGRAM_CHAT_ID']! }
  const args = ['--origin-map', originMapFile]
  const first = await launch({ dataDir, env: { ...bus.env, ...telegram }, args })
  expect(await testChannel(first.page)).toMatchObject({ ok: false, error: { code: 'channel_off' } })
  const note = 'Notifications on this computer: nothing more can be sent.'
  await expect(first.page.getByText(note)).toBeVisible()
  await expect.poll(() => providers.messages.map(({ text }) => text.split('\n')[0])).toEqual(expect.arrayContaining([expect.stringContaining('Shop'), '<b>❌ Messages stopped: Notifications on this computer</b>']))
  await first.quit()

  const dunst = await startDunst(folder, bus)
  stops.push(dunst.stop)
  const second = await open(dataDir, telegram, args)
  // What had waited is shown, and nothing is said of the trouble any more.
  await expect.poll(() => dunst.shown().map(({ summary }) => summary)).toContainEqual(expect.stringContaining(title))
  await expect(second.page.getByText(note)).toHaveCount(0)
  await expect.poll(() => receiptsIn(dataDir)).toEqual(['shown'])
})
