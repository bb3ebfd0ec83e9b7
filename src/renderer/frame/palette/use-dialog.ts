import { type RefObject, useLayoutEffect, useRef } from 'react'

/** A dialog of the browser's own: above everything, with all below it out of reach. A press beside it closes it. */
export function useDialog(onOpened: () => void, onClose: () => void): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  const heard = useRef({ onOpened, onClose })
  // Before anything else is heard: the next letter belongs in here.
  useLayoutEffect(() => {
    const element = dialog.current
    const over = new AbortController()
    const close = (): void => heard.current.onClose()
    element?.showModal()
    heard.current.onOpened()
    element?.addEventListener('pointerdown', (event) => event.target === element && close(), over)
    element?.addEventListener('cancel', close, over)
    return () => over.abort()
  }, [])
  return dialog
}
