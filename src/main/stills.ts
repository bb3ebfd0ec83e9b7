import { createHash } from 'node:crypto'
import { keptView } from '../core/views/kept'
import { redactedJson } from '../core/redact'
import type { Snapshot } from '../shared/model'
import { type MomentKind, momentWords } from '../shared/moments'
import type { SettingsView } from '../shared/settings'
import type { Picture } from '../shared/stills'

/** A page with figures, as the window drew it: HTML. */
interface Still {
  /** What it shows, but for the figures themselves. */
  of: string
  /** Of when its figures are, UTC epoch ms. */
  at: number
  html: string
}

/** Draws the overview for each picture; null where no window does. */
export type Artist = (pictures: Picture[], settings: SettingsView) => Promise<string[] | null>

const hourMs = 3_600_000
/** How old the figures may be when the page is shown: at once, on the next morning, after a longer time. What is stale differs, so each is drawn. */
const agesMs = [0, 12 * hourMs, 7 * 24 * hourMs]
/** What shows the same with other figures is drawn anew after this. */
const redrawAfterMs = 300_000
/** Figures that much older than the newest there are would jump. */
const oldestMs = 2 * redrawAfterMs

/** What can be seen of a snapshot besides figures and times. */
function contentOf(snapshot: Snapshot, now: number): string {
  const { overall, components, incidents, checklist, notes, brief, mutedUntil } = keptView(snapshot, now)
  const rows = components.map(({ target, title, status, message, hint, action }) => [target, title, status, withoutFigures(message), hint, action])
  const open = incidents.map(({ id, severity, acknowledgedAt, snooze }) => [id, severity, acknowledgedAt, snooze])
  return createHash('sha256').update(JSON.stringify([overall, rows, open, checklist, notes, brief, mutedUntil !== null && mutedUntil > now])).digest('base64')
}

const withoutFigures = (text: string): string => text.replace(/\d+/g, '')

/** Says the moments of a drawing in words of now. */
export function withMoments(html: string, now: number): string {
  return html.replace(/(<time dateTime="([^"]+)" data-moment="(\w+)"[^>]*>)[^<]*/g, (_whole, start: string, at: string, kind: string) => start + momentWords[kind as MomentKind](Date.parse(at), now))
}

/**
 * The first picture of the next window, which stands in its page before there is a program: the overview with the last figures, drawn ahead
 * by the window of now as it would look at a few ages. One whose content isn’t that of the moment is not shown.
 */
export class Stills {
  private kept: Still[] = []
  private drawnAt = -Infinity
  private drawnOf = ''
  private drawing: Promise<void> | null = null
  private artist: Artist = async () => null

  constructor(private readonly clock: { now(): number; monotonic(): number }) {}

  drawnBy(artist: Artist): void {
    this.artist = artist
  }

  /** Draws the view where what there is doesn’t show it; `last`: no matter when it was drawn. Resolves once it is there. */
  async renew({ snapshot, settings }: { snapshot: Snapshot; settings: SettingsView }, secrets: readonly string[], last = false): Promise<void> {
    const content = contentOf(snapshot, this.clock.now())
    const isFresh = content === this.drawnOf && this.clock.monotonic() - this.drawnAt < redrawAfterMs
    if (isFresh && !last) return
    this.drawing ??= this.draw({ snapshot, settings }, secrets, content).finally(() => (this.drawing = null))
    await this.drawing
  }

  private async draw({ snapshot, settings }: { snapshot: Snapshot; settings: SettingsView }, secrets: readonly string[], content: string): Promise<void> {
    const clean = JSON.parse(redactedJson({ snapshot, settings }, secrets)) as { snapshot: Snapshot; settings: SettingsView }
    const pictures = picturesOf(clean.snapshot, this.clock.now())
    const pages = await this.artist(pictures, clean.settings)
    if (pages?.length !== pictures.length) return
    this.drawnOf = content
    this.drawnAt = this.clock.monotonic()
    this.kept = pages.map((html, i) => ({ of: contentOf(clean.snapshot, pictures[i]!.at), at: snapshot.at, html }))
  }

  /** The page to begin with, for figures that are kept; null where none shows them. */
  fitting(snapshot: Snapshot): string | null {
    const now = this.clock.now()
    const content = contentOf(snapshot, now)
    const still = this.kept.find(({ of, at }) => of === content && at >= snapshot.at - oldestMs)
    return still ? withMoments(still.html, now) : null
  }

  /** As JSON; `restore` takes it back. */
  save(): string {
    return JSON.stringify(this.kept)
  }

  restore(saved: string): void {
    this.kept = JSON.parse(saved) as Still[]
  }
}

/** The ages that look different. */
function picturesOf(snapshot: Snapshot, now: number): Picture[] {
  const pictures = agesMs.map((age) => ({ at: now + age, snapshot: keptView(snapshot, now + age) }))
  return pictures.filter(({ at }, i) => i === 0 || contentOf(snapshot, at) !== contentOf(snapshot, pictures[i - 1]!.at))
}
