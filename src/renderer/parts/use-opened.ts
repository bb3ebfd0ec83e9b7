import { type RefObject, useEffect, useRef } from 'react'

/**
 * A part that opens in place, under what opened it: what is marked `data-first` in it takes the focus, so that the keyboard
 * goes on there, and Escape closes it.
 */
export function useOpened<E extends HTMLElement>(onEscape: () => void): RefObject<E | null> {
  const box = useRef<E>(null)
  const close = useRef(onEscape)
  useEffect(() => {
    close.current = onEscape
  }, [onEscape])
  useEffect(() => {
    const element = box.current
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      // What it was opened in stays open.
      event.stopPropagation()
      close.current()
    }
    element?.addEventListener('keydown', press)
    element?.querySelector<HTMLElement>('[data-first]')?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
    return () => element?.removeEventListener('keydown', press)
  }, [])
  return box
}
