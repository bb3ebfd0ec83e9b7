import { useEffect } from 'react'
import { interpret, isTyping, sequenceMs } from '../keys'
import { runProbe, showKeys, showPage } from '../store'
import { pageKeys } from './pages'

/** The window's keyboard, on one listener. */
export function useKeys(): void {
  useEffect(() => {
    let waitedAt = -Infinity
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const command = interpret(
        {
          key: event.key,
          control: event.ctrlKey || event.metaKey,
          alt: event.altKey,
          typing: isTyping(document.activeElement),
        },
        event.timeStamp - waitedAt < sequenceMs,
        pageKeys,
      )
      waitedAt = command.do === 'wait' ? event.timeStamp : -Infinity
      if (command.do === 'none') return
      event.preventDefault()
      if (command.do === 'press') keyed(command.key)?.click()
      if (command.do === 'probe') void runProbe()
      if (command.do === 'keys') showKeys(true)
      if (command.do === 'page') showPage(command.page)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** The button with a key: of the row or the details one is in, else of what the page shows. */
function keyed(key: string): HTMLElement | null {
  const scope = document.activeElement?.closest('[data-keys]') ?? document.querySelector('[data-keys="page"]')
  return scope?.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? null
}
