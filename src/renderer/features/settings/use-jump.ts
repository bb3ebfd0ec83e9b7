import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { SectionId } from '../../../shared/places'

export interface Jump {
  /** Where was last gone to; null: nowhere yet. */
  jumped: SectionId | null
  /** Goes to a section, or to one field of it, by the words beside that. */
  jump: (section: SectionId, field?: string | null) => void
}

/** Ways to the sections of the page. */
export function useJump(body: RefObject<HTMLElement | null>): Jump {
  const stop = useRef<() => void>(() => undefined)
  const [jumped, setJumped] = useState<SectionId | null>(null)
  useEffect(() => () => stop.current(), [])
  const jump = useCallback(
    (section: SectionId, label: string | null = null): void => {
      const field = label === null ? null : body.current?.querySelector(`[data-field="${CSS.escape(label)}"]`)
      const place = field ?? body.current?.querySelector(`[data-section="${section}"]`)
      if (!body.current || !place) return
      stop.current()
      stop.current = stayWith(place, body.current, field ? 'center' : 'start')
      field?.querySelector<HTMLElement>('input, button, select, textarea')?.focus({ preventScroll: true })
      setJumped(section)
    },
    [body],
  )
  return { jumped, jump }
}

const doings = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/** Keeps a place in sight while parts of the page still arrive, until somebody does something. */
function stayWith(place: Element, body: Element, block: ScrollLogicalPosition): () => void {
  const done = new AbortController()
  const bring = (): void => place.scrollIntoView({ block })
  const grown = new ResizeObserver(bring)
  grown.observe(body)
  done.signal.addEventListener('abort', () => grown.disconnect())
  for (const doing of doings) document.addEventListener(doing, () => done.abort(), { capture: true, passive: true, signal: done.signal })
  bring()
  return () => done.abort()
}
