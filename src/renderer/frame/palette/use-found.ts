import { useMemo, useState } from 'react'
import { call } from '../../bridge'
import { currentTime } from '../../clock'
import { useAsked } from '../../parts/use-asked'
import { useConsole } from '../../store'
import { actionEntries } from './actions'
import { componentEntries, formEntries, jobEntries, openEntries, pageEntries, pastEntries, searchLogs, settingEntries } from './entries'
import type { Entry } from './entry'
import { type FoundGroup, ranked, suggested } from './ranking'
import { recentIds } from './recent'

/** As many of the past as anybody still looks for by name. */
const pastLookedAt = 200
const askPast = () => call('incidents.list', { limit: pastLookedAt })

/** What there is to find for what was typed. All of it is of when this was opened: nothing moves under the pointer. */
export function useFound(query: string): readonly FoundGroup[] {
  const [present] = useState(presentEntries)
  const [recent] = useState(recentIds)
  const { value: past } = useAsked(askPast, null)
  const entries = useMemo(() => [...present, ...pastEntries(past?.rows ?? [])], [present, past])
  return useMemo(() => found(query.trim(), entries, recent), [query, entries, recent])
}

const found = (query: string, entries: readonly Entry[], recent: readonly string[]): FoundGroup[] =>
  query === '' ? suggested(entries, recent) : [...ranked(query, entries, recent), { id: 'logs', found: [{ entry: searchLogs(query), marks: [] }] }]

function presentEntries(): Entry[] {
  const { snapshot, settings: view } = useConsole.getState()
  const settings = view?.settings
  const now = currentTime()
  return [
    ...openEntries(snapshot?.incidents ?? [], now),
    ...componentEntries(snapshot?.components ?? [], settings),
    ...pageEntries(),
    ...actionEntries(snapshot, settings?.appearance.theme ?? 'system', now),
    ...formEntries(),
    ...jobEntries(snapshot?.jobs ?? []),
    ...settingEntries(),
  ]
}
