import { useEffect } from 'react'
import { type Command, interpret, isTyping, type Press, sequenceMs } from '../keys'
import { takeUndo } from '../parts/undo'
import { runProbe, showKeys, showPage, showPalette, useConsole } from '../store'
import { takeTyped, typeAhead } from './palette/typed-ahead'
import { pageKeys } from './pages'

/** The window's keyboard, on one listener. */
export function useKeys(): void {
  useEffect(() => {
    let waitedAt = -Infinity
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const pressed = pressOf(event)
      if (isAhead(pressed)) {
        if (pressed.key.length === 1) typeAhead(pressed.key)
        return event.preventDefault()
      }
      const command = interpret(pressed, event.timeStamp - waitedAt < sequenceMs, pageKeys)
      waitedAt = command.do === 'wait' ? event.timeStamp : -Infinity
      if (carriedOut(command)) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

const pressOf = (event: KeyboardEvent): Press => ({
  key: event.key,
  control: event.ctrlKey || event.metaKey,
  alt: event.altKey,
  typing: isTyping(document.activeElement),
})

/** The palette is asked for and its field isn't there yet: no key has another meaning. */
const isAhead = ({ control, alt, typing }: Press): boolean => useConsole.getState().paletteShown && !control && !alt && !typing

/** Tells whether the key had a meaning here; one without is the browser's. */
function carriedOut(command: Command): boolean {
  if (command.do === 'none') return false
  if (command.do === 'undo') return takeUndo()
  if (command.do === 'press') pressButton(keyed(command.key))
  if (command.do === 'probe') void runProbe()
  if (command.do === 'keys') showKeys(true)
  if (command.do === 'palette') turnPalette()
  if (command.do === 'page') showPage(command.page)
  return true
}

function turnPalette(): void {
  // What was meant for one that was closed again before it was there.
  takeTyped()
  showPalette(!useConsole.getState().paletteShown)
}

/** A menu is hidden while its button is out of sight. */
function pressButton(button: HTMLElement | null): void {
  if (button?.getAttribute('aria-haspopup') === 'menu') button.scrollIntoView({ block: 'nearest' })
  button?.click()
}

/** The button with a key: of the row or the details one is in, else of what the page shows. */
function keyed(key: string): HTMLElement | null {
  const scope = document.activeElement?.closest('[data-keys]') ?? document.querySelector('[data-keys="page"]')
  return scope?.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? null
}
