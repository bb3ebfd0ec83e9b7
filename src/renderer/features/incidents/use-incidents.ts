import { useCallback, useMemo, useState } from 'react'
import type { IncidentCursor, IncidentFilter, IncidentPage } from '../../../shared/incidents'
import type { Incident } from '../../../shared/model'
import { ok, type Result } from '../../../shared/result'
import { call } from '../../bridge'
import { useAsked } from '../../parts/use-asked'
import { type Pages, usePages } from '../../parts/use-pages'
import { useConsole } from '../../store'

const pageRows = 100
/** More are never open at once that anybody reads one by one. */
const openRows = 500

export interface Incidents {
  /** Null until they are known. */
  open: readonly Incident[] | null
  past: Pages<Incident>
  /** Asks for all of them anew. */
  again: () => void
}

const idOf = ({ id }: Incident): string => id
const nothing = (): Result<IncidentPage> => ok({ rows: [], next: null })

/** The incidents that fit, open and past. What is open changes with the snapshot, and then both are asked for anew. */
export function useIncidents({ state, component, severity, text }: IncidentFilter): Incidents {
  const live = useConsole((console) => console.snapshot?.incidents)
  const filter = useMemo(() => ({ component, severity, text }), [component, severity, text])
  const askOpen = useCallback(async (): Promise<Result<IncidentPage>> => (state === 'resolved' ? nothing() : call('incidents.list', { ...filter, state: 'open', limit: openRows })), [filter, state])
  const askPast = useCallback(async (after: IncidentCursor | null): Promise<Result<IncidentPage>> => (state === 'open' ? nothing() : call('incidents.list', { ...filter, state: 'resolved', limit: pageRows, after })), [filter, state])
  const [round, setRound] = useState(0)
  const occasion = useMemo(() => ({ live, round }), [live, round])
  const open = useAsked(askOpen, occasion)
  const past = usePages(askPast, occasion, idOf)
  const latest = useMemo(() => open.value && asLive(open.value.rows, live ?? []), [open.value, live])
  return { open: latest, past: { ...past, fault: past.fault ?? open.fault }, again: () => setRound((before) => before + 1) }
}

/** What is done about one shows at once. */
const asLive = (rows: readonly Incident[], live: readonly Incident[]): Incident[] => rows.map((row) => live.find(({ id }) => id === row.id) ?? row)
