import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds now; asked only where the structure differs, since looks are the style sheets' own matter. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void): (() => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  const holds = (): boolean => matchMedia(query).matches
  return useSyncExternalStore(subscribe, holds, holds)
}
