import { texts } from '../texts'
import { pages } from './pages'

const words = texts.keys

export interface Shortcut {
  id: string
  what: string
  /** As the keyboard names them, "Control+" before those that are held with it. */
  keys: readonly string[]
  /** Between them; left out: either of them, as two directions of one thing. */
  joined?: 'after' | 'or' | 'to'
  /** Who hears it: the window, the Timeline's own keys, or what has the focus. */
  heardBy: 'window' | 'timeline' | 'focus'
}

export interface ShortcutGroup {
  title: string
  shortcuts: readonly Shortcut[]
}

type More = Partial<Pick<Shortcut, 'joined' | 'heardBy'>>

const key = (id: string, what: string, keys: readonly string[], more: More = {}): Shortcut => ({ id, what, keys, heardBy: 'window', ...more })

/** Needs no `g` before it. */
const settingsKey = ','

const goTo = pages.filter((page) => page.key !== settingsKey).map((page) => key(`page:${page.id}`, page.title, ['g', page.key], { joined: 'after' }))

/** Every key of the window, as the list of keys shows them. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: words.everywhere,
    shortcuts: [
      key('palette', words.palette, ['Control+k']),
      key('probe', words.probe, ['r']),
      key('undo', words.undo, ['Control+z']),
      key('page:settings', words.settings, [settingsKey, `Control+${settingsKey}`], { joined: 'or' }),
      key('keys', words.help, ['?']),
      key('close', words.close, ['Escape'], { heardBy: 'focus' }),
    ],
  },
  { title: words.pages, shortcuts: goTo },
  {
    title: words.rows,
    shortcuts: [
      key('move', words.move, ['ArrowUp', 'ArrowDown'], { heardBy: 'focus' }),
      key('open', words.open, ['Enter'], { heardBy: 'focus' }),
      key('acknowledge', words.acknowledge, ['a']),
      key('snooze', words.snooze, ['s']),
    ],
  },
  {
    title: texts.pages.costs,
    shortcuts: [
      key('costs-period', words.period, ['d', 'w', 'm', 'y']),
      key('costs-step', words.step, ['[', ']']),
      key('costs-split', words.split, ['1', '2', '3', '4', '5'], { joined: 'to' }),
      key('costs-look', words.view, ['t']),
      key('costs-export', words.export, ['e']),
    ],
  },
  {
    title: texts.pages.incidents,
    shortcuts: [key('incident-next', words.nextRow, ['j', 'k'], { heardBy: 'focus' }), key('incident-search', words.logSearch, ['/'])],
  },
  {
    title: texts.pages.timeline,
    shortcuts: [
      key('time-move', words.moveTime, ['ArrowLeft', 'ArrowRight'], { heardBy: 'timeline' }),
      key('time-zoom', words.zoom, ['+', '-'], { heardBy: 'timeline' }),
      key('time-span', words.presets, ['1', '2', '3', '4', '5', '6'], { joined: 'to', heardBy: 'timeline' }),
      key('time-now', words.toNow, ['Home'], { heardBy: 'timeline' }),
      key('time-note', words.note, ['n'], { heardBy: 'timeline' }),
    ],
  },
  {
    title: texts.pages.logs,
    shortcuts: [
      key('log-search', words.logSearch, ['/']),
      key('log-jump', words.logJump, ['t']),
      key('log-follow', words.logFollow, ['f']),
      key('log-look', words.logLook, ['p']),
      key('log-copy', words.logCopy, ['c']),
    ],
  },
  { title: texts.pages.fleet, shortcuts: [key('fleet-search', words.logSearch, ['/'])] },
]

const byId: ReadonlyMap<string, Shortcut> = new Map(shortcutGroups.flatMap(({ shortcuts }) => shortcuts).map((one) => [one.id, one]))

const isApple = /^(Mac|iP)/.test(globalThis.navigator?.platform ?? '')
const controlName = isApple ? '⌘' : 'Ctrl'
const names: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', '-': '−' }

/** "Ctrl K" */
export function keyName(name: string): string {
  const [, held] = /^Control\+(.+)$/.exec(name) ?? []
  return held === undefined ? (names[name] ?? name) : `${controlName} ${held.toUpperCase()}`
}

/** The keys of what has some, as they are shown: ["g", "c"]; else none. */
export function keysOf(id: string): readonly string[] {
  const found = byId.get(id)
  if (!found) return []
  // Of two ways the first is enough to know.
  return (found.joined === 'or' ? found.keys.slice(0, 1) : found.keys).map(keyName)
}
