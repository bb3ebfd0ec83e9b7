import { expect, type Locator, type Page } from '@playwright/test'
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { drop, freshFolder, launch, root, type Running } from '../console'

const folder = join(root, 'test-results/tour')
/** Where README's pictures are kept; they are made anew only when somebody names it. */
const kept = process.env['ECHOPILOT_PICTURES']
/** 90 days are written first; a busy machine takes its time. */
const makingMs = 90_000
/** Forms that the credentials of a demo have; what is shown of one is its last four characters. */
const secretForms = /rk_test_[\da-f]{8}|ntn_[\da-f]{8}|sk-admin-[\da-f]{8}|\/services\/[\da-f]{8}|GOCSPX-\w{8}|demo-(access|refresh)-token/

/** The real app in a demo workspace, and what a person does with it. */
export class Tour {
  /** All that was to be read in its pictures. */
  private readonly read: string[] = []
  private readonly typed: string[] = []
  private taken = 0

  private constructor(readonly running: Running) {}

  static async start(): Promise<Tour> {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const running = await launch({ args: ['--demo'], shows: 'demo', patienceMs: makingMs, dataDir: freshFolder() })
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setBounds({ width: 1120, height: 720 }))
    // Nothing is pointed at: it is a tour by keys.
    await running.page.mouse.move(0, 0)
    return new Tour(running)
  }

  get page(): Page {
    return this.running.page
  }

  get main(): Locator {
    return this.page.getByRole('main')
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** To a page by its keys, from wherever one is. */
  async go(title: string, key: string): Promise<void> {
    await this.press('Escape', 'g', key)
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(title)
  }

  /** What lies over the page goes; the keys are the page’s again once it has gone. */
  async close(): Promise<void> {
    await this.press('Escape')
    await expect(this.page.getByRole('dialog')).toHaveCount(0)
  }

  /** Finds something by its words in the palette, and chooses what is found first. */
  async find(words: string, found: string): Promise<void> {
    await this.press('Control+k')
    await expect(this.page.getByRole('combobox', { name: 'Find anything' })).toBeFocused()
    await this.page.keyboard.type(words)
    await expect(this.page.getByTestId('palette').getByRole('option', { selected: true })).toContainText(found)
    await this.press('Enter')
    await expect(this.page.getByTestId('palette')).toHaveCount(0)
  }

  /** Into a field of its own kind: nothing shows it afterwards. */
  async typeSecret(secret: string): Promise<void> {
    this.typed.push(secret)
    await this.page.keyboard.type(secret)
  }

  /** Makes something happen in the demo. */
  async cue(name: string): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Try an incident' })
    await button.press('Enter')
    await this.page.getByRole('menuitem', { name }).press('Enter')
    await expect(button).toBeFocused()
    await button.blur()
  }

  /** A file that is written goes where a person would have chosen. */
  async choose(name: string): Promise<string> {
    const file = join(folder, name)
    await this.running.app.evaluate(({ dialog }, filePath) => void (dialog.showSaveDialog = async () => ({ canceled: false, filePath })), file)
    return file
  }

  copied(): Promise<string> {
    return this.running.app.evaluate(({ clipboard }) => clipboard.readText())
  }

  /** `readme`: its name among README's pictures, for one that is shown there. */
  async picture(name: string, readme?: string): Promise<void> {
    const path = join(folder, `${String(++this.taken).padStart(2, '0')}-${name}.png`)
    await this.page.screenshot({ path, animations: 'disabled' })
    this.read.push(await this.page.evaluate(wordsInSight))
    if (readme && kept) copyFileSync(path, join(root, kept, readme))
  }

  /** Nothing broke on the way, and nothing secret was to be seen. */
  async end(): Promise<void> {
    const { running } = this
    await running.quit()
    const lines = readFileSync(join(running.dataDir, 'logs/console.log'), 'utf8').trim().split('\n')
    expect(lines.filter((line) => (JSON.parse(line) as { event: string }).event === 'bug')).toEqual([])
    const secrets = [...this.typed, readFileSync(join(running.dataDir, 'api-token'), 'utf8').trim()]
    expect(this.read.filter((words) => secretForms.test(words) || secrets.some((secret) => words.includes(secret)))).toEqual([])
    drop(running.dataDir)
  }
}

/** What a picture shows in words: text, and what stands in fields. */
function wordsInSight(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input:not([type="password"]), textarea')]
  return [document.body.innerText, ...fields.map(({ value }) => value)].join('\n')
}
