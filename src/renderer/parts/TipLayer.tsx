import { lazy, Suspense, useEffect, useState } from 'react'

const Tip = lazy(() => import('./Tip'))

/** Long enough that a passing pointer raises nothing. */
const waitMs = 350

/**
 * One tooltip for the whole window. Anything with `data-tip` has one, at no cost until it is pointed at:
 * a tooltip component on each figure would be mounted, placed and listened to whether seen or not.
 */
export function TipLayer() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (element: HTMLElement | null, afterMs: number): void => {
      clearTimeout(timer)
      if (element) timer = setTimeout(() => setAnchor(element), afterMs)
      else setAnchor(null)
    }
    const over = (event: PointerEvent): void => show(tipped(event.target), waitMs)
    const focus = (event: FocusEvent): void => {
      const target = event.target
      show(target instanceof Element && target.matches(':focus-visible') ? tipped(target) : null, waitMs)
    }
    const hide = (): void => show(null, 0)
    document.addEventListener('pointerover', over)
    document.addEventListener('focusin', focus)
    document.addEventListener('focusout', hide)
    document.addEventListener('pointerdown', hide)
    document.addEventListener('keydown', hide)
    document.addEventListener('scroll', hide, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', over)
      document.removeEventListener('focusin', focus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('keydown', hide)
      document.removeEventListener('scroll', hide, true)
    }
  }, [])

  return anchor && <Suspense>{<Tip anchor={anchor} text={anchor.dataset.tip ?? ''} />}</Suspense>
}

/** What has a tip; a text that repeats itself in its tip has one only while it is cut off. */
function tipped(target: EventTarget | null): HTMLElement | null {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
  if (found?.dataset.tipWhen !== 'cut') return found
  return found.scrollWidth > found.clientWidth || found.scrollHeight > found.clientHeight ? found : null
}
