import { useEffect, useState } from 'react'
import type { IncidentFilter } from '../../../shared/incidents'

/** Long enough for the next letter. */
const waitMs = 200

/** A filter as it is once nobody types any more; anything but its words counts at once. */
export function useLater(filter: IncidentFilter): IncidentFilter {
  const [text, setText] = useState(filter.text)
  useEffect(() => {
    const timer = setTimeout(() => setText(filter.text), waitMs)
    return () => clearTimeout(timer)
  }, [filter.text])
  // Rid of its words, the list is whole again at once.
  return { ...filter, text: filter.text === '' ? '' : text }
}
