import { bySlot, folded, hourMs, hourOf, merged } from '../../core/history/hours'
import { HistoryRows } from '../store/history-rows'
import type { Store } from '../store/store'

const dayMs = 86_400_000
/** Samples are kept one by one for so long, and settled messages too. */
const rawMs = 30 * dayMs
/** What they become, and where the console was meanwhile. */
const hoursMs = 2 * 365 * dayMs
/** A removed note can be brought back for so long. */
const undoMs = dayMs

/** Rows touched at once: a few milliseconds, so that nobody waits for it. */
const biteRows = 500

export interface Kept {
  /** Raw samples that are now in hours. */
  folded: number
  dropped: number
}

export interface RetentionRules {
  /** UTC epoch ms. */
  now: number
  /** Raw samples folded at once, at least an hour’s. */
  bite?: number
}

/**
 * Lets the past grow coarse: raw samples of 30 days become hours, those are kept for two years. Each bite is one transaction and
 * leaves nothing half done; whenever it ends, and how often it is run, the rows come out the same.
 */
export async function keepHistory(store: Store, { now, bite = biteRows }: RetentionRules): Promise<Kept> {
  const rawUntil = hourOf(now - rawMs)
  const goneUntil = now - hoursMs
  const result: Kept = { folded: await foldSamples(store, rawUntil, bite), dropped: 0 }
  for (const [sql, before] of [
    ["DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state <> 'waiting' AND created_at < ? LIMIT ?)", now - rawMs],
    ['DELETE FROM sample_hours WHERE (target, hour) IN (SELECT target, hour FROM sample_hours WHERE hour < ? LIMIT ?)', goneUntil],
    ['DELETE FROM presence WHERE id IN (SELECT id FROM presence WHERE to_wall < ? LIMIT ?)', goneUntil],
    ['DELETE FROM tick_gaps WHERE (scheduler, from_at) IN (SELECT scheduler, from_at FROM tick_gaps WHERE to_at < ? LIMIT ?)', goneUntil],
    ['DELETE FROM notes WHERE id IN (SELECT id FROM notes WHERE removed_at < ? LIMIT ?)', now - undoMs],
  ] as const)
    result.dropped += await dropInBites(store, sql, before)
  store.shrink()
  return result
}

async function dropInBites(store: Store, sql: string, before: number): Promise<number> {
  let dropped = 0
  for (let gone = biteRows; gone === biteRows; dropped += gone) {
    store.sql(sql).run(before, biteRows)
    gone = store.sql('SELECT changes() AS gone').get()?.['gone'] as number
    await othersTurn()
  }
  return dropped
}

/** Between two bites everything else has its turn. */
const othersTurn = (): Promise<void> => new Promise((next) => setImmediate(next))

async function foldSamples(store: Store, until: number, bite: number): Promise<number> {
  const rows = new HistoryRows(store)
  let all = 0
  for (const target of rows.targets().keys()) {
    for (let taken = -1; taken !== 0; all += taken) {
      taken = store.transaction(() => foldBite(rows, target, until, bite))
      await othersTurn()
    }
  }
  return all
}

/** Whole hours alone: what an hour comes to doesn’t depend on where a bite ends. How many samples it took; 0 when none is left. */
function foldBite(rows: HistoryRows, target: string, until: number, bite: number): number {
  const looks = rows.looks(target, 0, until, bite)
  const slots = bySlot(looks, hourMs)
  // The last hour of a full bite may go on.
  const whole = looks.length < bite ? slots : slots.slice(0, -1)
  const [first] = looks
  if (whole.length === 0 && first) whole.push(rows.looks(target, hourOf(first.at), hourOf(first.at) + hourMs, Number.MAX_SAFE_INTEGER))
  for (const hourLooks of whole) {
    const hour = hourOf(hourLooks[0]!.at)
    const [before] = rows.hours(target, hour, hour + hourMs)
    // Samples of an hour that was folded already: the clock was set back.
    const fold = before ? merged(before, folded(hourLooks)) : folded(hourLooks)
    rows.saveHour(target, { hour, ...fold })
    rows.dropLooks(target, hour, hour + hourMs)
  }
  return whole.reduce((sum, hourLooks) => sum + hourLooks.length, 0)
}
