import { type RefObject, useEffect } from 'react'
import { isTyping } from '../../keys'

/** What a key does to the list. */
export type ListCommand = 'next' | 'before' | 'search'

/** j, k and / anywhere on the page, the arrows within the list: elsewhere they belong to whatever has the focus. */
export function listCommand(key: string, inList: boolean): ListCommand | null {
  if (key === '/') return 'search'
  if (key === 'j' || (inList && key === 'ArrowDown')) return 'next'
  return key === 'k' || (inList && key === 'ArrowUp') ? 'before' : null
}

export function useListKeys(list: RefObject<HTMLElement | null>, move: (step: 1 | -1) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented || isElsewhere(event.target)) return
      const command = listCommand(event.key, list.current?.contains(document.activeElement) ?? false)
      if (command === null) return
      event.preventDefault()
      if (command === 'search') document.querySelector<HTMLInputElement>('input[data-search]')?.select()
      else move(command === 'next' ? 1 : -1)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [list, move])
}

/** Where letters are text, or belong to what lies over the page. */
const isElsewhere = (target: EventTarget | null): boolean => isTyping(document.activeElement) || (target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null)
