import { useEffect, useState } from 'react'

/** Gives the focus back to what had it when this was opened, so that the keyboard goes on where it was. */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    },
    [opener],
  )
}
