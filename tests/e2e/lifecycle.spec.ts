import { expect, test } from '@playwright/test'
import { execFile } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { drop, electronArguments, freshFolder, launch, root } from './console'

const run = promisify(execFile)

test('a restart keeps the settings, the window’s place and what was known', async () => {
  const dataDir = freshFolder()
  const first = await launch({ dataDir })
  await first.page.keyboard.press('Control+,')
  await first.page.getByTestId('theme-dark').click()
  await expect.poll(() => first.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  const place = { x: 60, y: 40, width: 900, height: 600 }
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds), place)
  await expect.poll(() => JSON.parse(existsSync(join(dataDir, 'window.json')) ? readFileSync(join(dataDir, 'window.json'), 'utf8') : '{}').bounds?.width).toBe(900)
  await first.quit()

  expect(existsSync(join(dataDir, 'instance.json'))).toBe(false)
  expect(readFileSync(join(dataDir, 'logs/console.log'), 'utf8')).toContain('"event":"stopped"')

  const second = await launch({ dataDir })
  expect(await second.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds())
  expect(bounds).toMatchObject({ width: 900, height: 600 })
  await second.quit()
  drop(dataDir)
})

test('a second instance hands over to the first and ends', async () => {
  const first = await launch()
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  await expect.poll(() => first.app.windows().length).toBe(0)

  const opened = first.app.waitForEvent('window')
  const { stdout } = await run(electronArguments.executable, electronArguments.for(first.dataDir), { env: electronArguments.env })
  expect(stdout).toContain('already running')
  const page = await opened
  await expect(page.getByTestId('component-row-disk_ok')).toHaveAttribute('data-status', /ok|warning|fail|unknown/)
  await first.quit()
  drop(first.dataDir)
})

test('everything goes on with the window closed', async () => {
  const running = await launch()
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  await expect.poll(() => running.app.windows().length).toBe(0)
  const answer = (await (await fetch(`${running.api}/api/system-health`)).json()) as { ok: boolean }
  expect(answer.ok).toBe(true)
  const lines = () => readFileSync(join(running.dataDir, 'logs/health_probe.log'), 'utf8').trim().split('\n').length
  const before = lines()
  const token = readFileSync(join(running.dataDir, 'api-token'), 'utf8').trim()
  expect((await fetch(`${running.api}/api/probe`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
  expect(lines()).toBe(before + 1)
  await running.quit()
  drop(running.dataDir)
})

test('waking looks at everything anew, however often the system says it woke', async () => {
  const running = await launch()
  const log = join(running.dataDir, 'logs/health_probe.log')
  const lines = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [])
  const reasons = () => lines().map((line) => (JSON.parse(line) as { reason: string }).reason)
  await expect.poll(reasons).toContain('start')
  expect(reasons()).not.toContain('schedule')
  await running.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('resume')
    powerMonitor.emit('resume')
  })
  await expect.poll(() => reasons().filter((reason) => reason === 'schedule').length).toBe(1)
  await running.quit()
  drop(running.dataDir)
})

test('a taken port moves the API to the next free one, and everyone is told', async () => {
  const holder = createServer()
  const taken = await new Promise<number>((done) => holder.listen(0, '127.0.0.1', () => done((holder.address() as { port: number }).port)))
  const running = await launch({ env: { ECHOPILOT_PORT: String(taken) } })
  expect(running.api).not.toBe(`http://127.0.0.1:${taken}`)
  await expect(running.page.getByText(`Port ${taken} is taken`)).toBeVisible()
  expect(readFileSync(join(running.dataDir, 'logs/console.log'), 'utf8')).toContain('"moved":true')
  const { stdout } = await run(process.execPath, [join(root, 'bin/echopilot.mjs'), 'status', '--data-dir', running.dataDir])
  expect(stdout).toContain(running.api)
  await running.quit()
  holder.close()
  drop(running.dataDir)
})

test('a damaged settings file is set aside and said so; the rest runs', async () => {
  const dataDir = freshFolder()
  writeFileSync(join(dataDir, 'settings.json'), '{"version": 1, "appearance": {"theme": "dar')
  const running = await launch({ dataDir })
  await expect(running.page.getByText(/settings file was damaged/)).toBeVisible()
  await expect(running.page.getByTestId('component-row-disk_ok')).toHaveAttribute('data-status', /ok|warning|fail/)
  await running.quit()
  drop(dataDir)
})

test('wrong arguments end with words', async () => {
  const missing = join(freshFolder(), 'map.json')
  const ended = await run(electronArguments.executable, [...electronArguments.for(freshFolder()), '--origin-map', missing], { env: electronArguments.env }).catch((error: { code: number; stderr: string }) => error)
  expect(ended).toMatchObject({ code: 2 })
  expect(ended.stderr).toContain('https://api.stripe.com')
})

test('an installed app takes no stand-ins for the real providers', async () => {
  // What makes an app an installed one: a program of its own name, with the app among its resources.
  const installed = freshFolder()
  const program = join(installed, 'echopilot-console')
  cpSync(dirname(electronArguments.executable), installed, { recursive: true })
  renameSync(join(installed, basename(electronArguments.executable)), program)
  for (const part of ['package.json', 'out/main', 'out/preload']) cpSync(join(root, part), join(installed, 'resources/app', part), { recursive: true })
  const map = join(installed, 'map.json')
  writeFileSync(map, '{ "https://api.stripe.com": "http://127.0.0.1:9" }')
  const [, ...args] = electronArguments.for(freshFolder())
  const ended = await run(program, [...args, '--origin-map', map], { env: electronArguments.env }).catch((error: { code: number; stderr: string }) => error)
  expect(ended).toMatchObject({ code: 2 })
  expect(ended.stderr).toContain('--origin-map works from a checkout only.')
  drop(installed)
})
