import { _electron, type ElectronApplication, expect, type Page, test as base } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appDir, root } from './harness/build'
import type { Harness } from './harness/control'
import { writeFontsFile } from './harness/fonts'
import type { StateName } from './states'
import { now } from './states/clock'

const executablePath = join(root, 'node_modules/electron/dist', readFileSync(join(root, 'node_modules/electron/path.txt'), 'utf8'))
const asRoot = process.getuid?.() === 0
// What a display, a graphics driver or a desktop's taste would change in a picture.
const sameEverywhere = ['--disable-gpu', '--force-color-profile=srgb', '--force-device-scale-factor=1', '--disable-lcd-text', '--disable-font-subpixel-positioning', '--lang=en-US']

export interface Shown {
  state: StateName
  page: string
  /** What the page is opened at: a section of the settings, an incident. */
  at?: string
  theme?: 'light' | 'dark'
  contrast?: 'more'
  forcedColors?: 'active'
  size?: readonly [width: number, height: number]
}

/** The window with nothing behind it but the state that was asked for. */
export class Stand {
  constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
  ) {}

  /** Loads the window anew in this state and waits until nothing is under way any more. */
  async show({ state, page, at, theme = 'light', contrast, forcedColors, size = [1120, 720] }: Shown): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, [name, width, height]) => {
        harness.play(name)
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
      },
      [state, ...size] as const,
    )
    await this.page.emulateMedia({ colorScheme: theme, contrast: contrast ?? null, forcedColors: forcedColors ?? null, reducedMotion: 'reduce' })
    await this.page.evaluate(() => localStorage.clear())
    await this.page.reload()
    await this.page.getByRole('navigation').first().waitFor()
    if (page !== 'overview' || at !== undefined) await this.navigate(page, at ?? null)
    await this.settled()
  }

  async navigate(page: string, id: string | null): Promise<void> {
    await this.app.evaluate((_modules, place) => harness.push('navigate', { ...place, misled: false }), { page, id })
  }

  /** The page's code is here, its questions are answered, and what came of them is drawn. */
  async settled(): Promise<void> {
    await this.page.mouse.move(0, 0)
    await this.page.waitForFunction(() => document.querySelector('main')?.firstElementChild && document.fonts.status === 'loaded')
    // A chart’s program is asked for only once its page is drawn.
    for (let calm = 0; calm < 4; ) {
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      calm = (await this.app.evaluate(() => harness.quiet())) ? calm + 1 : 0
    }
  }

  unanswered(): Promise<ReturnType<Harness['unanswered']>> {
    return this.app.evaluate(() => harness.unanswered())
  }
}

/** Runs in the page: React and the pages’ own fields put things off for some tenths of a second, for the sake of eyes that aren’t there. */
function hurry(): void {
  const shortMs = 400
  const later = globalThis.setTimeout
  const sooner = (run: () => void, ms = 0, ...given: unknown[]): unknown => later(run, ms <= shortMs ? 0 : ms, ...given)
  globalThis.setTimeout = sooner as typeof setTimeout
}

async function launch(dataDir: string, zone: string): Promise<Stand> {
  const app = await _electron.launch({
    executablePath,
    colorScheme: null,
    chromiumSandbox: !asRoot,
    args: [appDir, ...(asRoot ? ['--no-sandbox'] : []), ...sameEverywhere],
    env: { ...(process.env as Record<string, string>), VISUAL_DATA: dataDir, FONTCONFIG_FILE: writeFontsFile(dataDir), TZ: zone, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
  })
  const page = await app.firstWindow()
  await page.clock.setFixedTime(now)
  await page.addInitScript(hurry)
  return new Stand(app, page)
}

/** One window for all tests of a worker: only what it is shown changes. */
export const test = base.extend<{ complaints: string[] }, { zone: string; stand: Stand }>({
  zone: ['UTC', { scope: 'worker', option: true }],
  stand: [
    async ({ zone }, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'echopilot-visual-'))
      const stand = await launch(dataDir, zone)
      await use(stand)
      await stand.app.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  /** What a page says of itself on the console, and asks that no state answers, fails the test it happened in. */
  complaints: [
    async ({ stand }, use) => {
      const complaints: string[] = []
      const note = (message: { type(): string; text(): string }): void => void (message.type() === 'error' && complaints.push(message.text()))
      const thrown = (error: Error): void => void complaints.push(error.message)
      stand.page.on('console', note).on('pageerror', thrown)
      await use(complaints)
      stand.page.off('console', note).off('pageerror', thrown)
      expect(complaints, 'errors on the page’s console').toEqual([])
      expect(await stand.unanswered(), 'calls that states/index.ts has no answer for').toEqual([])
    },
    { auto: true },
  ],
})
export { expect }
