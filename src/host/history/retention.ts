import { bySlot, folded, hourMs, hourOf, merged } from '../../core/history/hours'
import { unwatched, type Going } from '../data/meter'
import type { HistoryRows } from '../store/history-rows'
import type { Store } from '../store/store'

const dayMs = 86_400_000
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
  /** Samples are kept one by one for so long, and settled messages too. */
  rawDays?: number
  /** What they become, and where the console was meanwhile. */
  coarseDays?: number
  /** Raw samples folded at once, at least an hour’s. */
  bite?: number
  /** Stops it between two bites, and is told how far it is. */
  going?: Going
}

interface Drop {
  /** Table and condition, with one value to be filled in: `before`. */
  rows: string
  key: string
  before: number
}

/** What goes by these rules: samples before `fold` become hours, rows of `drops` go. */
export function retentionSteps({ now, rawDays = 30, coarseDays = 730 }: Pick<RetentionRules, 'now' | 'rawDays' | 'coarseDays'>): { fold: number; drops: Drop[] } {
  const gone = now - coarseDays * dayMs
  const drops = [
    { rows: "outbox WHERE state <> 'waiting' AND created_at < ?", key: 'id', before: now - rawDays * dayMs },
    { rows: 'sample_hours WHERE hour < ?', key: 'target, hour', before: gone },
    { rows: 'presence WHERE to_wall < ?', key: 'id', before: gone },
    { rows: 'tick_gaps WHERE to_at < ?', key: 'scheduler, from_at', before: gone },
    // The newest one before then still holds.
    { rows: 'grounds WHERE at < (SELECT MAX(newer.at) FROM grounds AS newer WHERE newer.about = grounds.about AND newer.at < ?)', key: 'about, at', before: hourOf(now - rawDays * dayMs) },
    { rows: 'notes WHERE removed_at < ?', key: 'id', before: now - undoMs },
  ]
  return { fold: hourOf(now - rawDays * dayMs), drops }
}

/**
 * Lets the past grow coarse: raw samples of some weeks become hours, those are kept for years. Each bite is one transaction and
 * leaves nothing half done; whenever it ends, and how often it is run, the rows come out the same.
 */
export async function keepHistory(store: Store, { bite = biteRows, going = unwatched, ...rules }: RetentionRules): Promise<Kept> {
  const { fold, drops } = retentionSteps(rules)
  const result: Kept = { folded: await foldSamples(store, fold, bite, going), dropped: 0 }
  for (const [index, drop] of drops.entries()) {
    going.progress((index + 1) / (drops.length + 1), 'Dropping what is too old')
    result.dropped += await dropInBites(store, drop, going)
  }
  store.shrink()
  return result
}

async function dropInBites(store: Store, { rows, key, before }: Drop, { signal }: Going): Promise<number> {
  const [table = ''] = rows.split(' ')
  const sql = `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${rows} LIMIT ?)`
  let dropped = 0
  for (let gone = biteRows; gone === biteRows && !signal.aborted; dropped += gone) {
    store.sql(sql).run(before, biteRows)
    gone = store.sql('SELECT changes() AS gone').get()?.['gone'] as number
    await othersTurn()
  }
  return dropped
}

/** Between two bites everything else has its turn. */
const othersTurn = (): Promise<void> => new Promise((next) => setImmediate(next))

async function foldSamples(store: Store, until: number, bite: number, going: Going): Promise<number> {
  const rows = store.history
  let all = 0
  for (const target of rows.targets().keys()) {
    for (let taken = -1; taken !== 0 && !going.signal.aborted; all += taken) {
      taken = store.transaction(() => foldBite(rows, target, until, bite))
      going.progress(null, `Making hours of old samples of ${target}`)
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
