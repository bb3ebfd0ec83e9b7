import type { Settings } from '../../../../shared/settings'
import { texts } from '../../../texts'

export type Window = Settings['alerts']['maintenance'][number]

/** A window as its form holds it: what was typed, right or not. Times are local, "2026-11-23T14:00". */
export interface Draft {
  title: string
  from: string
  to: string
  everything: boolean
  targets: readonly string[]
}

/** What is wrong with a draft, by field. */
export type DraftFaults = Readonly<Partial<Record<'title' | 'from' | 'to' | 'targets', string>>>

const longestTitle = 80
const quarterMs = 15 * 60_000
const hourMs = 3_600_000

const two = (figure: number): string => String(figure).padStart(2, '0')

/** What a date-and-time field holds for a moment. */
export function localInput(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The moment a date-and-time field stands for; null for an empty or half-written one. */
export function momentOf(text: string): number | null {
  const at = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(text).getTime() : NaN
  return Number.isFinite(at) ? at : null
}

/** An hour from the next quarter on, about everything. */
export function newDraft(now: number): Draft {
  const from = Math.ceil(now / quarterMs) * quarterMs
  return { title: '', from: localInput(from), to: localInput(from + hourMs), everything: true, targets: [] }
}

export type Checked = { window: Omit<Window, 'id'> } | { faults: DraftFaults }

/** The window a draft stands for, or what is wrong with it. */
export function checked(draft: Draft, now: number): Checked {
  const words = texts.settings.alerts
  const title = draft.title.trim()
  const from = momentOf(draft.from)
  const to = momentOf(draft.to)
  const faults = {
    title: title === '' ? words.needed : title.length > longestTitle ? words.longTitle(longestTitle) : null,
    from: from === null ? words.wrongTime : null,
    to: to === null ? words.wrongTime : from !== null && to <= from ? words.beforeFrom : to <= now ? words.overAlready : null,
    targets: !draft.everything && draft.targets.length === 0 ? words.noTarget : null,
  }
  const found = Object.entries(faults).filter(([, fault]) => fault !== null)
  if (from === null || to === null || found.length > 0) return { faults: Object.fromEntries(found) }
  return { window: { title, from, to, targets: draft.everything ? [] : [...draft.targets] } }
}

/** An id unlike those taken. */
export function idFor(from: number, taken: readonly string[]): string {
  const base = `maintenance-${new Date(from).toISOString().slice(0, 16).replace(/\D/g, '')}`
  let id = base
  for (let number = 2; taken.includes(id); number++) id = `${base}-${number}`
  return id
}
