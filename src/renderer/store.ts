import { create } from 'zustand'
import { fault, type Fault } from '../shared/faults'
import type { Action, Snapshot } from '../shared/model'
import type { Result } from '../shared/result'
import type { SettingsView } from '../shared/settings'
import { afterPaint } from './after-paint'
import { call, listen } from './bridge'
import { refreshClock } from './clock'
import { drawAhead } from './draw-ahead'
import { lastView } from './last-view'
import { reuse } from './reuse'
import { texts } from './texts'

export interface ConsoleState {
  /** The main process's truth, mirrored; null until it first arrives. */
  snapshot: Snapshot | null
  settings: SettingsView | null
  /** What is mirrored comes from the running engine; before that it is what was kept of the last one. */
  live: boolean
  page: string
  /** What a page was opened at: a settings section, an incident's id. */
  focus: string | null
  /** Raised by each visit, so that the same section can be asked for twice. */
  visit: number
  /** The component whose details are open. */
  detail: string | null
  keysShown: boolean
  paletteShown: boolean
  /** The button was pressed and the main process hasn't answered yet. */
  probing: boolean
  /** The last call that went wrong, until it is dismissed. */
  notice: Fault | null
}

const atFirst: ConsoleState = {
  snapshot: null,
  settings: null,
  live: false,
  page: 'overview',
  focus: null,
  visit: 0,
  detail: null,
  keysShown: false,
  paletteShown: false,
  probing: false,
  notice: null,
}

/** Of a picture while it is drawn, see `showing`. */
let drawn: ConsoleState | null = null

export const useConsole = create<ConsoleState>()((_set, _get, api) => {
  // What is drawn as text is drawn from the first state, by React’s rule.
  api.getInitialState = () => drawn ?? atFirst
  return atFirst
})

const { getState, setState } = useConsole

/** Draws the overview as text with these figures; what is on the screen stays as it is. */
export function showing<T>(figures: Pick<ConsoleState, 'snapshot' | 'settings'>, draw: () => T): T {
  drawn = { ...atFirst, ...figures }
  try {
    return draw()
  } finally {
    drawn = null
  }
}

function takeSnapshot(snapshot: Snapshot): void {
  refreshClock()
  const known = getState().snapshot
  // An engine that has just started hasn't added up the costs yet: those kept stand until it has, with their own time.
  const whole = { ...snapshot, costs: snapshot.costs ?? known?.costs ?? null }
  setState({ live: true, snapshot: reuse(known, whole) })
}

export function takeSettings(settings: SettingsView): void {
  setState({ settings: reuse(getState().settings, settings) })
}

export function showPage(page: string, focus: string | null = null): void {
  setState({ page, focus, detail: null, keysShown: false, paletteShown: false, visit: getState().visit + 1 })
}

/** What the tray, a notification or a link asks for. */
function showPlace(page: string, id: string | null, misled: boolean): void {
  if (page === 'overview' && id !== null) showComponent(id)
  else showPage(page, id)
  if (misled) showNotice(fault('invalid_input', texts.faults.deadLink, texts.faults.deadLinkHint))
}

/** A component's details, from wherever one is. */
export function showComponent(target: string): void {
  showPage('overview')
  showDetail(target)
}

export const showDetail = (target: string | null): void => setState({ detail: target })
export const showKeys = (keysShown: boolean): void => setState({ keysShown, paletteShown: false })
export const showPalette = (paletteShown: boolean): void => setState({ paletteShown, keysShown: false })
export const showNotice = (notice: Fault | null): void => setState({ notice })

/** Looks at everything, or at one target; the result arrives by pushed snapshots. */
export async function runProbe(target?: string): Promise<void> {
  if (getState().probing) return
  setState({ probing: true, notice: null })
  const answer = await call('probe.run', target === undefined ? {} : { targets: [target] })
  setState({ probing: false, notice: answer.ok ? null : answer.error })
}

/** Seen: nothing more is said of it until it ends or gets worse. What it is by then comes by a pushed snapshot. */
export const acknowledge = (id: string): Promise<void> => told(call('incidents.acknowledge', { id }))
/** Nothing is said of it for so long; null: until it ends. */
export const snooze = (id: string, forMs: number | null): Promise<void> => told(call('incidents.snooze', { id, forMs }))
/** Takes both back. */
export const resume = (id: string): Promise<void> => told(call('incidents.resume', { id }))
/** Silences every message for so long; null ends that. */
export const mute = (forMs: number | null): Promise<void> => told(call('messages.mute', { forMs }))

/** What went wrong with a call whose effect is seen by itself. */
async function told(answer: Promise<Result<void>>): Promise<void> {
  const done = await answer
  if (!done.ok) showNotice(done.error)
}

/** What a problem's button does. */
export async function follow(action: Action): Promise<void> {
  const step = action.do
  if (step.kind === 'settings') return showPage('settings', step.section)
  if (step.kind === 'probe') return runProbe(step.target)
  const answer = await call('open.link', { link: step.link as never })
  if (!answer.ok) showNotice(answer.error)
}

/**
 * Fills the mirror: with what was kept of the last run at once, then with what is. Pushes are heard before the first
 * answer is asked for, so that none falls between; the engine starts with the first question, so what is kept is on the
 * screen before that.
 */
export function startMirror(isPage: (page: string) => boolean): void {
  const kept = lastView()
  if (kept) setState(kept)
  listen('snapshot', takeSnapshot)
  listen('settings', takeSettings)
  listen('draw', (drawing) => void drawAhead(drawing))
  listen('navigate', ({ page, id, misled }) => showPlace(isPage(page) ? page : 'overview', id, misled))
  if (kept) afterPaint(askForAll)
  else askForAll()
}

function askForAll(): void {
  void call('snapshot.get').then((answer) => {
    if (answer.ok) takeFirst(answer.value)
    else showNotice({ ...answer.error, hint: answer.error.hint ?? texts.faults.noAnswerHint })
  })
  void call('settings.get').then((answer) => {
    if (answer.ok) takeSettings(answer.value)
  })
}

/** A push may have overtaken the first answer. */
function takeFirst(snapshot: Snapshot): void {
  const { snapshot: known, live } = getState()
  if (known === null || !live || known.at <= snapshot.at) takeSnapshot(snapshot)
}
