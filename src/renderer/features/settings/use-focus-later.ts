import { type RefObject, useEffect, useState } from 'react'

/** Gives the focus to what is marked `data-focus` in a box, once it is drawn. */
export function useFocusLater(box: RefObject<HTMLElement | null>): (name: string) => void {
  const [wanted, setWanted] = useState<{ name: string } | null>(null)
  useEffect(() => {
    if (wanted) box.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(wanted.name)}"]`)?.focus()
  }, [box, wanted])
  return (name) => setWanted({ name })
}
