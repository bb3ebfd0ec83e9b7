import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Result } from '../../../shared/result'
import { type Asked, useAsked } from '../../parts/use-asked'

/** Asks once its element comes into view, and anew with each `round`: every visit of the page would be too often for what reads whole databases. */
export function useAskedOnceSeen<T, E extends Element = HTMLDivElement>(ask: () => Promise<Result<T>>, round = 0): Asked<T> & { element: RefObject<E | null> } {
  const element = useRef<E>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true))
    if (element.current) watch.observe(element.current)
    return () => watch.disconnect()
  }, [])
  return { ...useAsked<T, number>(seen ? ask : notYet, round), element }
}

/** Never answers. */
const notYet = (): Promise<never> => new Promise(() => {})
