/** What a key press means. Pure, so that the whole map is a table in its test. */
export type Command =
  | { do: 'probe' }
  | { do: 'keys' }
  /** The command palette, there or gone. */
  | { do: 'palette' }
  /** Puts back what was just removed. */
  | { do: 'undo' }
  | { do: 'page'; page: string }
  /** Presses the button that has this key, where there is one. */
  | { do: 'press'; key: string }
  | { do: 'wait' }
  | { do: 'none' }

export interface Press {
  key: string
  control: boolean
  alt: boolean
  /** The focus is in a field, where letters are text. */
  typing: boolean
}

/** `g` waits this long for its second key. */
export const sequenceMs = 1500

/** Keys of buttons: acknowledge, snooze; of the costs their period, a step, their split, their look and the export; of the logs search, time, follow, look and copy. */
export const pressed: ReadonlySet<string> = new Set(['a', 's', 'd', 'w', 'm', 'y', '[', ']', '1', '2', '3', '4', '5', 't', 'e', '/', 'f', 'p', 'c'])

const none: Command = { do: 'none' }

/** `pageKeys` maps the second key of `g …` to a page; `afterG` says that `g` was pressed just before. */
export function interpret(press: Press, afterG: boolean, pageKeys: ReadonlyMap<string, string>): Command {
  if (press.control) return press.alt ? none : withControl(press)
  if (press.typing || press.alt) return none
  if (afterG) {
    const page = pageKeys.get(press.key)
    if (page) return { do: 'page', page }
  }
  if (press.key === 'g') return { do: 'wait' }
  if (press.key === 'r') return { do: 'probe' }
  if (press.key === ',') return { do: 'page', page: 'settings' }
  if (press.key === '?') return { do: 'keys' }
  if (pressed.has(press.key)) return { do: 'press', key: press.key }
  return none
}

function withControl({ key, typing }: Press): Command {
  if (key === ',') return { do: 'page', page: 'settings' }
  if (key === 'k') return { do: 'palette' }
  // In a field it is the field's own.
  return key === 'z' && !typing ? { do: 'undo' } : none
}

/** Where a letter is a letter: in fields, and in menus, whose entries it searches. */
export function isTyping(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false
  if (element.closest('[role="menu"]')) return true
  if (element.isContentEditable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true
  return element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(element.type)
}
