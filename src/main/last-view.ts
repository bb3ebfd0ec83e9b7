import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { keepable, keptView } from '../core/views/kept'
import { redactedJson } from '../core/redact'
import type { Snapshot } from '../shared/model'
import type { SettingsView } from '../shared/settings'
import type { FirstFigures } from './page'
import { Stills } from './stills'

/** What a window shows until the engine answers it: the last figures there were, with their age. */
export interface LastView {
  snapshot: Snapshot
  settings: SettingsView
}

/** A kill loses no more than this. */
const writeEveryMs = 60_000
/** While much changes at once nothing is drawn. */
const drawAfterMs = 5000

/**
 * The last picture of the console, in memory for a window that is opened again and in a file for the next start. The file
 * is sealed with the page that shows it: one of another version, and one that is damaged, are as good as none.
 */
export class LastViewFile {
  private newest: LastView | null = null
  private before: Promise<LastView | null> | undefined
  private secrets: readonly string[] = []
  private writtenAt = -Infinity
  private writing = Promise.resolve()
  private drawing: NodeJS.Timeout | undefined
  /** What its page begins with. */
  readonly stills: Stills

  /** `page` gives the text of the page that shows the view. */
  constructor(
    private readonly file: string,
    private readonly page: () => Promise<string>,
    private readonly clock: { now(): number; monotonic(): number },
  ) {
    this.stills = new Stills(clock)
  }

  /** Begins to read what the run before left: a program that starts has a moment for it before its window asks. */
  load(): Promise<LastView | null> {
    return (this.before ??= this.read())
  }

  /** `secrets`: what must not get into the file, in whatever message it may stand. Resolves once what was due is written. */
  keep({ snapshot, settings }: LastView, secrets: readonly string[]): Promise<void> {
    // Costs are added up a while after a start: until then those of before are the last there are.
    const costs = snapshot.costs ?? this.newest?.snapshot.costs ?? null
    this.newest = { snapshot: { ...keepable(snapshot), costs }, settings }
    this.secrets = secrets
    this.drawing ??= setTimeout(() => this.draw(), drawAfterMs).unref()
    return this.clock.monotonic() - this.writtenAt >= writeEveryMs ? this.write() : this.writing
  }

  /** For the page: as JSON, its statuses as old as they are, and as the HTML it begins with. */
  async forPage(): Promise<FirstFigures | null> {
    const kept = this.newest ? null : await this.load()
    // The engine may have brought a newer one meanwhile.
    const view = (this.newest ??= kept)
    if (!view) return null
    // A kept message may hold anything: nothing in it may end the element it stands in.
    const json = JSON.stringify({ ...view, snapshot: keptView(view.snapshot, this.clock.now()) }).replaceAll('<', '\\u003c')
    return { json, still: this.stills.fitting(view.snapshot) }
  }

  /** Resolves once what is newest now is on the disk. */
  write(): Promise<void> {
    this.writtenAt = this.clock.monotonic()
    return (this.writing = this.writing.then(() => this.writeNewest()))
  }

  /** The last time it is written: with a picture of the last figures, if the window still draws it. */
  async end(): Promise<void> {
    await this.draw(true)
    await this.write()
  }

  private async draw(last = false): Promise<void> {
    clearTimeout(this.drawing)
    this.drawing = undefined
    if (this.newest) await this.stills.renew(this.newest, this.secrets, last)
  }

  /** Atomic; a view that can't be kept is no reason to bother anyone. */
  private async writeNewest(): Promise<void> {
    if (!this.newest) return
    const text = `${redactedJson(this.newest, this.secrets)}\n${this.stills.save()}`
    try {
      await writeFile(`${this.file}.new`, `${await this.seal(text)}\n${text}`, { mode: 0o600 })
      await rename(`${this.file}.new`, this.file)
    } catch {
      // The disk is full or read-only: the next start begins with an empty frame.
    }
  }

  private async read(): Promise<LastView | null> {
    try {
      const [seal, view = '', stills = ''] = (await readFile(this.file, 'utf8')).split('\n', 3)
      if (seal !== (await this.seal(`${view}\n${stills}`))) return null
      this.stills.restore(stills)
      return JSON.parse(view) as LastView
    } catch {
      return null
    }
  }

  private async seal(text: string): Promise<string> {
    return createHash('sha256').update(await this.page()).update(text).digest('hex')
  }
}
