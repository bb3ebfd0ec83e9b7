import { type RefObject, useEffect, useState } from 'react'
import type { SectionId } from '../../../shared/places'
import { sectionInSight } from './section-in-sight'

/** A section of which no more is left at the top is one that was read, CSS pixels. */
const readEdge = '-24px 0px 0px'

/** The section that is read now; null while none is drawn. `jumped`: where was last gone to. */
export function useSectionInSight(body: RefObject<HTMLElement | null>, ready: boolean, jumped: SectionId | null): SectionId | null {
  const [inSight, setInSight] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!ready) return
    const watch = new IntersectionObserver((entries) => setInSight((before) => withSeen(before, entries)), { rootMargin: readEdge })
    for (const section of body.current?.querySelectorAll('[data-section]') ?? []) watch.observe(section)
    return () => watch.disconnect()
  }, [body, ready])
  return sectionInSight(inSight, jumped)
}

function withSeen(before: ReadonlySet<string>, entries: readonly IntersectionObserverEntry[]): ReadonlySet<string> {
  const after = new Set(before)
  for (const { target, isIntersecting } of entries) {
    const id = target.getAttribute('data-section') ?? ''
    if (isIntersecting) after.add(id)
    else after.delete(id)
  }
  return after
}
