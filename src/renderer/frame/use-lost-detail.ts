import { useEffect } from 'react'
import { fault } from '../../shared/faults'
import { showDetail, showNotice, useConsole } from '../store'
import { texts } from '../texts'

/** Details of what isn't watched, as a link may ask for them: said, since nothing would open. */
export function useLostDetail(): void {
  const lost = useConsole(({ live, detail, snapshot }) => (live && detail !== null && !snapshot?.components.some(({ target }) => target === detail) ? detail : null))
  useEffect(() => {
    if (lost === null) return
    showDetail(null)
    showNotice(fault('invalid_input', texts.faults.notWatched(lost), texts.faults.notWatchedHint))
  }, [lost])
}
