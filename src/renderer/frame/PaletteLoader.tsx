import { type ComponentType, useEffect, useState } from 'react'
import { useConsole } from '../store'

/**
 * The command palette, whose program is loaded once the figures are there and nothing else is to do. Without Suspense, which may
 * hold back for a third of a second what it has already loaded.
 */
export function PaletteLoader() {
  const live = useConsole((state) => state.live)
  const shown = useConsole((state) => state.paletteShown)
  const [Palette, setPalette] = useState<ComponentType | null>(null)
  const wanted = Palette === null && (live || shown)
  useEffect(() => {
    if (!wanted) return
    const load = (): void => void import('./palette/Palette').then((module) => setPalette(() => module.default))
    const idle = requestIdleCallback(load, { timeout: shown ? 1 : 5000 })
    return () => cancelIdleCallback(idle)
  }, [wanted, shown])
  return shown && Palette && <Palette />
}
