import { incidentsOfNote } from '../../core/demo/events-of-note'
import { incidentsOf } from '../../core/demo/incidents'
import { KnownByNow } from '../../core/demo/known'
import { looksOf } from '../../core/demo/looks'
import type { Past } from '../../core/demo/past'
import { randomOf } from '../../core/demo/random'
import { toldOf, type SentLongAgo } from '../../core/demo/told'
import type { Incident } from '../../shared/model'
import type { Settings } from '../../shared/settings'
import { Store } from '../store/store'
import { momentBefore, writeEvents, writeLooks } from './write-past'

export interface HistoryToWrite {
  past: Past
  settings: Settings
  seed: number
  scheduler: string
}

/** Fills a new database with all that a console would have kept. `onPart` hears how much of it is done, 0–1. */
export async function writeHistory(path: string, { past, settings, seed, scheduler }: HistoryToWrite, onPart: (part: number) => void): Promise<void> {
  const { store } = await Store.open(path, past.now)
  const known = new KnownByNow(past.now, settings)
  const incidents = [...incidentsOf(past), ...incidentsOfNote(past.now)]
  store.transaction(() => {
    store.setMeta('installed_at', String(past.first))
    for (const looks of looksOf(past)) {
      writeLooks(store, past, looks)
      known.take(looks)
      onPart((looks.hour - past.first) / (past.now - past.first))
    }
    store.known.saveComponents(known.components())
    store.known.saveForecasts(known.saved())
    writeEvents(store, past, { incidents, scheduler })
    for (const sent of toldOf(incidents, randomOf(seed + 4000))) writeSent(store, sent)
    for (const incident of incidents.filter(({ resolvedAt }) => resolvedAt === null)) markTold(store, incident)
  })
  store.close()
}

function writeSent(store: Store, { channel, createdAt, message, attempts, receipt, problem }: SentLongAgo): void {
  const sql = "INSERT INTO outbox (channel, created_at, message, state, attempts, not_before, receipt, problem, incident) VALUES (?, ?, ?, 'delivered', ?, 0, ?, ?, ?)"
  store.sql(sql).run(channel, createdAt, JSON.stringify(message), attempts, receipt, problem, message.incident)
}

/** What is open was told when it opened: it isn’t news. */
function markTold(store: Store, { identity, id, severity, urgency, openedAt }: Incident): void {
  const open = { incident: id, severity, ...(urgency === undefined ? {} : { urgency }) }
  store.outbox.setTold({ identity, alertedAt: momentBefore(openedAt), alertedSeverity: severity, brokeThrough: false, open, changes: 0 })
}
