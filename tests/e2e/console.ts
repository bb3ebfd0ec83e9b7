import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** The runtime set-up put there, named outright: Playwright's own way of finding it turns the keychain off. */
const executablePath = join(root, 'node_modules/electron/dist', readFileSync(join(root, 'node_modules/electron/path.txt'), 'utf8'))

// Root can't have Chromium's sandbox; every other user runs these tests in it.
const asRoot = process.getuid?.() === 0

export interface Running {
  app: ElectronApplication
  page: Page
  dataDir: string
  /** Where its local API answers. */
  api: string
  output(): string
  quit(): Promise<void>
}

export interface LaunchOptions {
  /** A folder of an earlier run; a fresh one when left out. */
  dataDir?: string
  args?: string[]
  env?: Record<string, string>
  /** Test id of what its window shows first, where a link opens it elsewhere than at the overview. */
  shows?: string
  /** How long its engine may take to stand: a demo writes its past first. */
  patienceMs?: number
}

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'echopilot-e2e-'))

/** The environment without anything that would configure the console. */
function bareEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^(ECHOPILOT_|NOTION_|STRIPE_|GOOGLE_|OPENAI_|TELEGRAM_)/.test(name),
  )
  return Object.fromEntries(kept) as Record<string, string>
}

/** The same app without Playwright around it, for a second instance or a wrong argument. */
export const electronArguments = {
  executable: executablePath,
  sandboxed: !asRoot,
  withoutFolder: [root, ...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu'],
  for: (dataDir: string): string[] => [...electronArguments.withoutFolder, '--data-dir', dataDir],
  get env(): Record<string, string> {
    return { ...bareEnvironment(), ECHOPILOT_PORT: '0' }
  },
}

/** The real app in a folder of its own, driven until its window shows data. */
export async function launch({ dataDir = freshFolder(), args = [], env = {}, shows, patienceMs: timeout = 15_000 }: LaunchOptions = {}): Promise<Running> {
  const app = await _electron.launch({
    executablePath,
    // The theme is the app's to choose.
    colorScheme: null,
    chromiumSandbox: !asRoot,
    args: [root, ...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--data-dir', dataDir, ...args],
    // Port 0: many consoles may run at once.
    env: { ...bareEnvironment(), ECHOPILOT_PORT: '0', ...env },
  })
  askAgain(app)
  let output = ''
  app.process().stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  app.process().stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const page = await app.firstWindow()
  const violations: string[] = []
  page.on('console', (message) => {
    // A test may ask for what isn't there; what the policy refuses is always ours.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) violations.push(message.text())
  })
  if (shows === undefined) await expect(page.getByTestId('component-row-disk_ok')).toHaveAttribute('data-status', /ok|warning|fail|unknown/)
  else await expect(page.getByTestId(shows)).toBeVisible()
  // What was kept of an earlier run is shown before that.
  await expect(page.getByTestId('frame')).toHaveAttribute('data-live', 'true', { timeout })
  await expect.poll(() => existsSync(join(dataDir, 'instance.json')), { timeout }).toBe(true)
  const { api } = JSON.parse(readFileSync(join(dataDir, 'instance.json'), 'utf8')) as { api: string }
  return {
    app,
    page,
    dataDir,
    api,
    output: () => output,
    async quit() {
      expect(violations).toEqual([])
      // What counts is that it ends; its answer may go with it.
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {})
      if (app.process().exitCode === null) await new Promise((done) => app.process().once('exit', done))
    },
  }
}

/** A busy main process may collect the promise of an answer before Playwright has read it (microsoft/playwright#33737): then it is asked again. */
function askAgain(app: ElectronApplication): void {
  const ask = app.evaluate.bind(app) as (...given: unknown[]) => Promise<unknown>
  const askFor = async (triesLeft: number, given: unknown[]): Promise<unknown> => {
    try {
      return await ask(...given)
    } catch (error) {
      if (triesLeft === 0 || !String(error).includes('promise was garbage collected')) throw error
      return askFor(triesLeft - 1, given)
    }
  }
  app.evaluate = ((...given: unknown[]) => askFor(3, given)) as typeof app.evaluate
}

export const drop = (folder: string): void => rmSync(folder, { recursive: true, force: true })
